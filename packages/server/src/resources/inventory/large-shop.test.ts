import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inventoryQuery } from '@shelfwise/core/wire';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testSettings } from '../../../test/store-contract/settings.js';
import type { New, Store } from '../../stores/port/store.js';
import type { Id, ProductDocument, ShopDocument } from '../../stores/port/documents.js';
import { createSqliteStore } from '../../stores/sqlite/sqlite-store.js';
import { CatalogueCache } from '../../following/catalogue-cache.js';
import { InventoryRows } from './inventory-rows.js';
import { InventoryService } from './service.js';
import { StockAdviceService } from './stock-advice.js';
import { override } from '../../../test/override.js';

/** The dashboard of a shop four times as large as the demo's. */
const count = 20_000;
const now = new Date('2026-11-22T12:00:00Z');
const clock = () => now;
let directory: string;
let store: Store;
let shop: ShopDocument;
let inventory: InventoryService;

beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'large-'));
  // Each write is a millisecond later than the one before.
  let written = now.getTime() - 1000;
  store = await createSqliteStore({ file: path.join(directory, 'x.db'), clock: () => new Date(written++) });
  shop = await shopOf('large', count);
  inventory = new InventoryService({
    store,
    catalogue: new CatalogueCache({ store, clock }),
    stockAdvice: new StockAdviceService({ store, clock }),
    clock,
  });
}, 60_000);
afterAll(async () => {
  await store.close();
  rmSync(directory, { recursive: true });
});

async function shopOf(name: string, size: number): Promise<ShopDocument> {
  const made = await store.shops.create({ name, settings: testSettings });
  for (let from = 0; from < size; from += 2000) {
    const keys = Array.from({ length: Math.min(2000, size - from) }, (_, i) => `p${from + i}`);
    await store.products.upsertMany(made.id, keys.map(product));
    const ids = await store.products.resolveKeys(made.id, keys);
    const levels = keys.map((key, i) => ({ productId: ids.get(key)!.id, stockLevel: i % 5, asOf: now }));
    await store.inventory.setLevels(made.id, levels, 'test');
  }
  return made;
}

const product = (key: string): New<ProductDocument> => ({
  key,
  groupKey: key,
  title: `Product ${key}`,
  url: `/p/${key}`,
  price: 500,
  categories: [],
  attributes: {},
  availability: 'in_stock',
  hidden: false,
  aliases: [],
  source: 'catalogue',
});
const list = (query: object) => inventory.list(shop, inventoryQuery.parse(query));

it('shows no product on two pages, although thousands are equal in the order and just written', async () => {
  const seen = new Set<string>();
  const pages = [1, 2, 3, 4, 5, 48, 49, 50, 51, 96, 97, 98, 99, 100];
  for (const page of pages) {
    const { items, total } = await list({ sort: 'stockLevel', order: 'asc', page, pageSize: 200 });
    expect(total).toBe(count);
    for (const item of items) seen.add(item.product);
  }
  expect(seen.size).toBe(pages.length * 200);
  expect((await list({ page: count, pageSize: 200 })).items).toEqual([]);
}, 60_000);

it('finds one product among them, and exports all', async () => {
  expect((await list({ search: 'product p19999' })).items.map((item) => item.product)).toEqual(['p19999']);
  const csv = await inventory.exportCsv(shop, inventoryQuery.parse({}));
  expect(csv.trimEnd().split('\r\n')).toHaveLength(count + 1);
});

it('keeps the rows of the most recently used shops, up to a number of rows, and reads others again', async () => {
  const shops = [await shopOf('a', 4), await shopOf('b', 4), await shopOf('c', 4)] as const;
  const read: Id[] = [];
  const watched: Store = {
    ...store,
    inventory: override(store.inventory, {
      iterate: (shopId, ...rest) => {
        read.push(shopId);
        return store.inventory.iterate(shopId, ...rest);
      },
    }),
  };
  const catalogue = new CatalogueCache({ store: watched, clock });
  for (const one of shops) await catalogue.get(one);
  read.length = 0;
  const rows = new InventoryRows({ catalogue, maxRows: 8 });
  for (const at of [0, 1, 0, 2, 0, 1] as const) {
    expect(await rows.get(shops[at], '2026-11-22')).toHaveLength(4);
  }
  // c took the place of b, which had not been used since.
  expect(read).toEqual([0, 1, 2, 1].map((at) => shops[at]!.id));
});
