import { expect, it } from 'vitest';
import { loadConfig } from '../config.js';
import { memoryLimits, type MemoryLimit } from './memory-limits.js';

const limits: [string, MemoryLimit][] = Object.entries(memoryLimits);
/** Megabytes that a cache holds at most. */
const bound = ({ max, bytesEach }: MemoryLimit) => Math.round((max * bytesEach) / 1e6);

it('a change of what a process may hold in memory is meant: megabytes of each cache at its bound', () => {
  expect(Object.fromEntries(limits.map(([name, limit]) => [name, bound(limit)]))).toMatchInlineSnapshot(`
    {
      "catalogue": 1250,
      "faq": 200,
      "inventoryRows": 400,
      "models": 537,
      "origins": 2,
      "rasaServers": 2,
      "readyAnswers": 18,
      "searchIndex": 1600,
      "shops": 50,
      "visitors": 30,
    }
  `);
});

it('a change of how old a value may get is meant: milliseconds', () => {
  const ages = limits.flatMap(([name, { staleAfterMs }]) => (staleAfterMs ? [[name, staleAfterMs]] : []));
  expect(Object.fromEntries(ages)).toEqual({
    catalogue: 5_000,
    models: 10_000,
    faq: 5_000,
    visitors: 60_000,
    shops: 5_000,
    origins: 5_000,
  });
});

it('the bound of models is what the server is configured with by default', () => {
  expect(loadConfig({}).modelCacheMb * 1024 * 1024).toBe(memoryLimits.models.max);
});
