import { expect, test } from 'vitest';
import { openTestShop, type Ware } from '../../test/chat-shop.js';
import { CatalogueCache } from '../following/catalogue-cache.js';
import { CatalogueSearch } from './catalogue-search.js';

/** Processor time in microseconds, which what else the machine does hardly shows in. */
async function cost(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

test('a question about the whole catalogue reads no product’s words anew', async () => {
  const more = Array.from({ length: 3000 }, (_, i): Ware => [
    `p${i}`,
    `Painted wooden garden ornament number ${i} in green and silver with a hook`,
    200,
    'Ornaments for walls',
  ]);
  const parts = await openTestShop({ more });
  const { store, shop } = parts;
  const catalogue = new CatalogueCache({ store, clock: parts.clock });
  await catalogue.get(shop);
  const search = new CatalogueSearch(catalogue);
  const ask = (words: string[], colors: string[]) =>
    search.find(shop, { text: '', colors: [], without: { words, colors } }, { limit: 6 });
  // The first waits until the catalogue is indexed, which reads every word of it once.
  const indexing = await cost(() => ask(['ornaments'], []));
  expect((await ask(['clock'], [])).cards.length).toBe(6);
  const looks: number[] = [];
  for (let i = 0; i < 10; i++)
    looks.push(await cost(() => ask(['ornament', 'mug', 'teapot', 'clock', 'shoes'], ['purple'])));
  expect(Math.min(...looks)).toBeLessThan(indexing / 20);
  await parts.close();
});
