import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { jobContext } from '../../test/job-context.js';
import { addDays } from '../rules/days/calendar-days.js';
import { testSettings } from '../../test/store-contract/settings.js';
import { createSqliteStore } from '../stores/sqlite/sqlite-store.js';
import type { Store } from '../stores/port/store.js';
import { forecastDemand } from './forecast-demand.js';
import { readDemand } from './read-demand.js';

const today = '2026-11-22';
const daysAgo = (days: number) => new Date(`${addDays(today, -days)}T12:00:00Z`);
const settings = {
  ...testSettings,
  timeZone: 'Europe/London',
  leadTime: { mean: 21, sd: 4 },
  reviewPeriod: 7,
};
const others = Array.from({ length: 40 }, (_, i) => `other-${i}`);

/** A shop whose products sell a few times a year, all but `mug` for 500 days. */
async function slowShop(during: (store: Store, at: (days: number) => void, shopId: string) => Promise<void>) {
  const directory = mkdtempSync(path.join(tmpdir(), 'first-sales-'));
  let now = daysAgo(0);
  const store = await createSqliteStore({ file: path.join(directory, 'x.db'), clock: () => now });
  try {
    await store.migrate();
    const shop = await store.shops.create({ name: 'tea', settings });
    now = daysAgo(500);
    await list(store, shop.id, others);
    const ids = await store.products.resolveKeys(shop.id, others);
    const sales = others.flatMap((key, i) =>
      Array.from({ length: 12 }, (_, n) => ({
        productId: ids.get(key)!.id,
        day: addDays(today, -500 + ((i * 7 + n * 41) % 499)),
        quantity: 1,
        wholesaleQuantity: 0,
        revenue: 500,
      })),
    );
    await store.raw.restore(shop.id, 'dailySales', sales);
    await during(store, (days) => (now = daysAgo(days)), shop.id);
  } finally {
    await store.close();
    rmSync(directory, { recursive: true });
  }
}

const list = (store: Store, shopId: string, keys: readonly string[]) =>
  store.products.upsertMany(
    shopId,
    keys.map((key) => ({
      key,
      groupKey: key,
      title: key,
      url: `/p/${key}`,
      price: 500,
      categories: [],
      attributes: {},
      availability: 'in_stock',
      hidden: false,
      aliases: [],
      source: 'catalogue',
    })),
  );

const mugOf = async (store: Store, shopId: string) => (await store.products.findByKey(shopId, 'mug'))!.id;

async function soldYesterday(store: Store, shopId: string, quantity: number) {
  const productId = await mugOf(store, shopId);
  await store.inventory.setLevels(shopId, [{ productId, stockLevel: 10, asOf: daysAgo(0) }], 'test');
  const sale = { productId, quantity, wholesaleQuantity: 0, revenue: 500 };
  await store.raw.restore(shopId, 'dailySales', [{ ...sale, day: addDays(today, -1) }]);
  await forecastDemand.run(jobContext({ shopId, store, now: () => daysAgo(0) }));
  return (await store.inventory.findByProduct(shopId, productId))!;
}

test.each([500, 100, 1])(
  'the first sale of a product on sale for %s days orders no more than similar products sell',
  (days) =>
    slowShop(async (store, at, shopId) => {
      at(days);
      await list(store, shopId, ['mug']);
      at(0);
      const { predictedDemand, orderQuantity, restockAlert } = await soldYesterday(store, shopId, 1);
      expect(predictedDemand).toBeLessThan(2.5);
      expect(orderQuantity).toBe(0);
      expect(restockAlert).toBe(false);
    }),
);

test('a product is on sale since it was listed, stocked or sold, whichever was first', () =>
  slowShop(async (store, at, shopId) => {
    const periods = async () => {
      const { products } = await readDemand(store, shopId, today, settings.timeZone);
      const { y, availableFrom } = products.find(({ product }) => product.key === 'mug')!;
      return y.length - availableFrom!;
    };
    at(30);
    await list(store, shopId, ['mug']);
    at(0);
    expect(await periods()).toBe(30);
    const receipt = { productId: await mugOf(store, shopId), quantity: 5, reason: 'receipt' as const };
    await store.inventory.applyMovements(shopId, [{ ...receipt, reference: 'd1', at: daysAgo(90) }]);
    expect(await periods()).toBe(90);
    await store.inventory.applyMovements(shopId, [{ ...receipt, reference: 'd2', at: daysAgo(20) }]);
    expect(await periods()).toBe(90);
  }));
