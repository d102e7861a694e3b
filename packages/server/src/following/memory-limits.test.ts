import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../config.js';
import { FollowingIndex } from '../product-search/following-index.js';
import { toInventoryItem } from '../rules/stock/inventory-item.js';
import type { InventoryDocument, ProductDocument, ShopDocument } from '../stores/port/documents.js';
import { memoryLimits, type MemoryLimit } from './memory-limits.js';
import { ShopCatalogue } from './shop-catalogue.js';

const limits: [string, MemoryLimit][] = Object.entries(memoryLimits);
/** Megabytes that a cache holds at most. */
const bound = ({ max, bytesEach }: MemoryLimit) => Math.round((max * bytesEach) / 1e6);

it('a process holds at most 3.4 GB, by cache in megabytes', () => {
  // There are three caches with the bound of shops.
  const total = limits.reduce((sum, [, limit]) => sum + bound(limit), 0) + 2 * bound(memoryLimits.shops);
  expect(total).toBeLessThan(3_400);
  expect(Object.fromEntries(limits.map(([name, limit]) => [name, bound(limit)]))).toMatchInlineSnapshot(`
    {
      "catalogue": 1000,
      "faq": 250,
      "inventoryRows": 450,
      "models": 537,
      "origins": 2,
      "rasaServers": 2,
      "readyAnswers": 18,
      "searchIndex": 900,
      "shops": 50,
      "visitors": 30,
    }
  `);
});

it('a value is at most five seconds old, save a few kinds; in milliseconds', () => {
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

describe('one unit in the heap is no larger than the table says', () => {
  const count = 5_000;
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const heapBytes = () => {
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const kept: unknown[] = [];

  it('a product of the catalogue, of its index and a row of the dashboard', async () => {
    const texts = Array.from({ length: count }, (_, i) => JSON.stringify(madeUpProduct(i)));
    const start = heapBytes();
    const catalogue = new ShopCatalogue('GBP');
    for (const text of texts) {
      const product = revive<ProductDocument>(text);
      catalogue.putProduct(product);
      catalogue.putStock({ productId: product.id, stockLevel: 5 } as InventoryDocument);
      catalogue.card(product.groupKey);
    }
    kept.push(catalogue);
    const withCatalogue = heapBytes();
    const index = new FollowingIndex();
    await index.follow(catalogue);
    kept.push(index);
    const withIndex = heapBytes();
    catalogue.stock.keepDocuments();
    for (const product of catalogue.products.values()) {
      const inventory = revive<InventoryDocument>(JSON.stringify(madeUpStock(product.id)));
      catalogue.putStock(inventory);
      kept.push(toInventoryItem(product, inventory, shop, '2026-11-22'));
    }
    const withRows = heapBytes();
    expect((withCatalogue - start) / count).toBeLessThan(memoryLimits.catalogue.bytesEach);
    expect((withIndex - withCatalogue) / count).toBeLessThan(memoryLimits.searchIndex.bytesEach);
    expect((withRows - withIndex) / count).toBeLessThan(memoryLimits.inventoryRows.bytesEach);
    kept.length = 0;
  });
});

const at = new Date('2026-11-22T12:00:00Z');
const shop = {
  settings: { leadTime: { mean: 7, sd: 2 }, reviewPeriod: 7, serviceLevel: 0.95 },
} as unknown as ShopDocument;
const words =
  'red blue mug cup teapot vintage garden clock spotty cake stand lamp wooden painted gift box paper'.split(
    ' ',
  );
const sentence = (from: number, length: number) =>
  Array.from({ length }, (_, i) => words[(from * 7 + i * 5) % words.length]).join(' ');
const madeUpProduct = (i: number) => ({
  id: i.toString(16).padStart(24, '0'),
  shopId: 'a'.repeat(24),
  key: `sku-${i}`,
  groupKey: `sku-${i}`,
  title: `${sentence(i, 5)} ${i}`,
  description: sentence(i, 85),
  url: `https://shop.example/products/${i}`,
  image: `https://shop.example/images/${i}.jpg`,
  price: 500 + i,
  categories: [sentence(i, 1), sentence(i + 1, 2)],
  brand: sentence(i, 1),
  attributes: { color: sentence(i, 1), material: sentence(i + 2, 1) },
  availability: 'in_stock',
  hidden: false,
  aliases: [{ type: 'sku', value: `SKU${i}` }],
  source: 'catalogue',
  createdAt: at,
  updatedAt: at,
});
const madeUpStock = (productId: string) => ({
  id: `f${productId.slice(1)}`,
  shopId: 'a'.repeat(24),
  productId,
  stockLevel: 5,
  lastRestocked: at,
  predictedDemand: 3.2,
  restockAlert: false,
  onOrder: 0,
  supplier: 'acme',
  reorderPoint: 4,
  orderQuantity: 3,
  orderBy: '2026-12-01',
  stockoutDate: { p10: '2026-12-01', p50: '2026-12-10', p90: '2026-12-20' },
  forecastModel: 'theta',
  soldPerDay: 0.3,
  demandPerDay: 0.4,
  forecastedAt: at,
  lastSold: '2026-11-20',
  createdAt: at,
  updatedAt: at,
});
/** Strings of their own for each document, as a store returns them. */
const revive = <T>(text: string): T =>
  JSON.parse(text, (key: string, value: unknown) =>
    ['createdAt', 'updatedAt', 'lastRestocked', 'forecastedAt'].includes(key)
      ? new Date(value as string)
      : value,
  ) as T;
