import { searchCatalogue } from '@shelfwise/core/search';
import { expect, test, vi } from 'vitest';
import { openTestShop } from '../../test/chat-shop.js';
import { CatalogueCache } from '../following/catalogue-cache.js';
import { ShopCatalogue } from '../following/shop-catalogue.js';
import type { ProductDocument, ShopDocument } from '../stores/port/documents.js';
import { CatalogueSearch } from './catalogue-search.js';
import { FollowingIndex } from './following-index.js';

const at = new Date('2026-11-22T12:00:00Z');
const product = (key: string, title: string, updatedAt = at): ProductDocument => ({
  id: key.padStart(24, '0'),
  shopId: 'a'.repeat(24),
  key,
  groupKey: key,
  title,
  url: `/p/${key}`,
  price: 100,
  categories: ['Mugs'],
  attributes: {},
  availability: 'in_stock',
  hidden: false,
  aliases: [],
  source: 'catalogue',
  createdAt: at,
  updatedAt,
});
const filler = 'a description of a few words that takes its time to be indexed '.repeat(8);

test('a big catalogue is indexed in slices: other work is done in between', async () => {
  const catalogue = new ShopCatalogue('GBP');
  for (let i = 0; i < 1500; i++)
    catalogue.putProduct({ ...product(`p${i}`, `Mug number ${i}`), description: filler });
  const following = new FollowingIndex();
  let turns = 0;
  const count = () => {
    turns += 1;
    if (!following.isBuilt) setImmediate(count);
  };
  setImmediate(count);
  await following.follow(catalogue);
  expect(turns).toBeGreaterThan(3);
  expect(searchCatalogue(following.index, 'number 1499', 5)[0]?.id).toBe('p1499');
});

test('a change during the building is taken over, and so is another catalogue of the same revision', async () => {
  const catalogue = new ShopCatalogue('GBP');
  for (let i = 0; i < 600; i++)
    catalogue.putProduct({ ...product(`p${i}`, `Mug ${i}`), description: filler });
  const following = new FollowingIndex();
  const built = following.follow(catalogue);
  catalogue.putProduct(product('p0', 'Regency Teapot', new Date(at.getTime() + 1)));
  await built;
  expect(searchCatalogue(following.index, 'teapot', 5).map(({ id }) => id)).toEqual(['p0']);

  const [one, other] = [new ShopCatalogue('GBP'), new ShopCatalogue('GBP')];
  one.putProduct(product('a', 'Clock'));
  other.putProduct(product('b', 'Lamp'));
  await following.follow(one);
  await following.follow(other);
  expect(searchCatalogue(following.index, 'clock', 5)).toEqual([]);
  expect(searchCatalogue(following.index, 'lamp', 5).map(({ id }) => id)).toEqual(['b']);
});

test('the index is built when the catalogue is loaded, before anybody searches', async () => {
  const parts = await openTestShop();
  const { store, shop } = parts;
  const catalogue = new CatalogueCache({ store, clock: () => at });
  const told: number[] = [];
  catalogue.onChange((_shopId, loaded) => told.push(loaded.products.size));
  const search = new CatalogueSearch(catalogue);
  await catalogue.get(shop);
  expect(told).toEqual([6]);
  const { cards } = await search.find(shop, { text: 'regency teapot', colors: [] }, { limit: 3 });
  expect(cards.map((card) => card.product)).toEqual(['teapot']);
  await parts.close();
});

test('the indexes of the shops used last are kept, up to a number of products', async () => {
  const shops = ['a', 'b', 'c'].map((letter) => ({ id: letter.repeat(24) }) as ShopDocument);
  const catalogues = new Map(shops.map(({ id }) => [id, new ShopCatalogue('GBP')]));
  for (const one of catalogues.values())
    for (let i = 0; i < 4; i++) one.putProduct(product(`p${i}`, `Mug ${i}`));
  const source = {
    get: (shop: ShopDocument) => Promise.resolve(catalogues.get(shop.id)!),
    onChange: () => undefined,
  } as unknown as CatalogueCache;
  const search = new CatalogueSearch(source, 8);
  const indexed = vi.spyOn(FollowingIndex.prototype, 'follow');
  for (const at of [0, 1, 0, 2, 0, 1]) await search.named(shops[at]!, 'mug 1');
  const instances = indexed.mock.contexts;
  indexed.mockRestore();
  expect(instances[2]).toBe(instances[0]);
  // The third shop took the place of the second, which had not been used since.
  expect(instances[4]).toBe(instances[0]);
  expect(instances[5]).not.toBe(instances[1]);
});
