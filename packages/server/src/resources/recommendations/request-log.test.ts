import { expect, it } from 'vitest';
import type { RecommendationRequestDocument } from '../../stores/port/documents.js';
import { RequestLog } from './request-log.js';

const line = (requestId: string): Omit<RecommendationRequestDocument, 'shopId'> => ({
  requestId,
  at: new Date('2026-11-22T12:00:00Z'),
  placement: 'trending',
  filledBy: 'trending',
  products: ['p'],
});

/** A log over a store that keeps what it gets, or fails for one shop. */
function newLog({ failing }: { failing?: string } = {}) {
  const writes: { shopId: string; ids: string[] }[] = [];
  const warnings: string[] = [];
  const log = new RequestLog({
    store: {
      recommendationLog: {
        async appendRequests(shopId, requests) {
          await Promise.resolve();
          if (shopId === failing) throw new Error('away');
          writes.push({ shopId, ids: requests.map(({ requestId }) => requestId) });
        },
      },
    },
    log: { warn: (_, message) => void warnings.push(message) },
  });
  return { log, writes, warnings };
}

it('writes the lines of each shop together, in order, once', async () => {
  const { log, writes } = newLog();
  log.add('one', line('a'));
  log.add('two', line('b'));
  log.add('one', line('c'));
  await log.flush();
  await log.flush();
  expect(writes).toEqual([
    { shopId: 'one', ids: ['a', 'c'] },
    { shopId: 'two', ids: ['b'] },
  ]);
});

it('writes by itself after a second', async () => {
  const { log, writes } = newLog();
  log.add('one', line('a'));
  await expect.poll(() => writes.length, { timeout: 30_000 }).toBe(1);
});

it('splits a write that is too large', async () => {
  const { log, writes } = newLog();
  for (let n = 0; n < 1200; n++) log.add('one', line(String(n)));
  await log.flush();
  expect(writes.map(({ ids }) => ids.length)).toEqual([500, 500, 200]);
});

it('loses and reports the lines that the store refuses, and writes those of the other shops', async () => {
  const { log, writes, warnings } = newLog({ failing: 'one' });
  log.add('one', line('a'));
  log.add('two', line('b'));
  await log.flush();
  expect(writes).toEqual([{ shopId: 'two', ids: ['b'] }]);
  expect(warnings).toEqual(['recommendation requests not logged']);
});

it('drops and reports the lines that come while too many wait', async () => {
  const { log, writes, warnings } = newLog();
  for (let n = 0; n < 20_010; n++) log.add('one', line(String(n)));
  await log.flush();
  expect(writes.reduce((sum, { ids }) => sum + ids.length, 0)).toBe(20_000);
  expect(warnings).toEqual(['recommendation requests not logged: too many waited']);
});
