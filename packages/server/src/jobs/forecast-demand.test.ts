import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inventoryPage, inventoryDetail, inventoryQuery } from '@shelfwise/core/wire';
import { jobContext } from '../../test/job-context.js';
import { createAlertService } from '../resources/alerts/service.js';
import { addDays } from '../rules/days/calendar-days.js';
import { InventoryService } from '../resources/inventory/service.js';
import { StockAdviceService } from '../resources/inventory/stock-advice.js';
import { CatalogueCache } from '../following/catalogue-cache.js';
import { testSettings } from '../../test/store-contract/settings.js';
import type { DailySalesDocument, ProductDocument, ShopDocument } from '../stores/port/documents.js';
import { createSqliteStore } from '../stores/sqlite/sqlite-store.js';
import type { Store } from '../stores/port/store.js';
import { forecastDemand } from './forecast-demand.js';
import type { JobContext } from './job.js';
import { learnDemand } from './learn-demand.js';
import { override } from '../../test/override.js';

const today = '2026-11-22';
let now: Date;
let directory: string;
let store: Store;
let shop: ShopDocument;
let products: Map<string, ProductDocument>;
const clock = () => now;

beforeEach(async () => {
  now = new Date(`${today}T12:00:00Z`);
  directory = mkdtempSync(path.join(tmpdir(), 'demand-'));
  store = await createSqliteStore({ file: path.join(directory, 'x.db'), clock });
  await store.migrate();
  shop = await store.shops.create({
    name: 'tea',
    settings: { ...testSettings, timeZone: 'Europe/London', leadTime: { mean: 7, sd: 2 }, reviewPeriod: 7 },
  });
  const keys = ['mug', 'pot', 'unsold', '=cup', 'jug'];
  await store.products.upsertMany(
    shop.id,
    keys.map((key) => ({
      key,
      groupKey: key,
      title: `Title of ${key}`,
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
  products = await store.products.resolveKeys(shop.id, keys);
  for (const batch of sales()) await store.raw.restore(shop.id, 'dailySales', batch);
  await store.inventory.setLevels(
    shop.id,
    [
      { productId: id('mug'), stockLevel: 200, asOf: now },
      { productId: id('pot'), stockLevel: 0, asOf: now },
      { productId: id('=cup'), stockLevel: 12, asOf: now },
    ],
    'test',
  );
});
afterEach(async () => {
  await store.close();
  rmSync(directory, { recursive: true });
});

const id = (key: string) => products.get(key)!.id;

function* sales(): Generator<DailySalesDocument[]> {
  for (const [key, perDay] of [
    ['mug', 4],
    ['pot', 2],
    // Sold, but never counted.
    ['jug', 3],
  ] as const) {
    yield Array.from({ length: 400 }, (_, t) => ({
      productId: id(key),
      day: addDays(today, t - 400),
      quantity: perDay + (t % 3) - 1,
      // Bulk orders must not move the forecast.
      wholesaleQuantity: t % 10 === 0 ? 1000 : 0,
      revenue: 500,
    }));
  }
}

const context = (changes: Partial<JobContext> = {}) =>
  jobContext({ shopId: shop.id, store, now: clock, ...changes });
const service = () =>
  new InventoryService({
    store,
    catalogue: new CatalogueCache({ store, clock }),
    stockAdvice: stockAdvice(),
    clock,
  });
const stockAdvice = () => new StockAdviceService({ store, clock });
const query = (fields: Record<string, unknown> = {}) => inventoryQuery.parse(fields);

describe('forecast-demand', () => {
  it('writes a forecast of what sells, without the wholesale orders', async () => {
    await forecastDemand.run(context());
    const forecast = (await store.forecasts.findLatest(shop.id, id('mug')))!;
    expect(forecast.startDay).toBe(today);
    expect(forecast.quantiles).toHaveLength(forecast.horizon * forecast.levels.length);
    const week = forecast.cumulative!.means[forecast.cumulative!.days.indexOf(7)]!;
    expect(week).toBeGreaterThan(20);
    expect(week).toBeLessThan(36);
  });

  it('writes advice for counted products and opens alerts for those that must be ordered', async () => {
    await forecastDemand.run(context());
    const mug = (await store.inventory.findByProduct(shop.id, id('mug')))!;
    expect(mug.predictedDemand).toBeGreaterThan(40);
    expect(mug.predictedDemand).toBeLessThan(75);
    expect(mug.restockAlert).toBe(false);
    expect(mug.soldPerDay).toBeCloseTo(4, 0);
    expect(mug.lastSold).toBe('2026-11-21');
    const { alerts } = await createAlertService({ store, clock }).list(shop, { limit: 500 });
    expect(alerts.map(({ key }) => key).sort()).toEqual(['out-of-stock:pot', 'reorder:pot']);
    expect(alerts[0]!.product).toBe('pot');
  });

  it('shows expected sales by day and by week that add up to the figures of the table', async () => {
    await forecastDemand.run(context());
    const { item, forecast } = inventoryDetail.parse(await service().detail(shop, 'mug'));
    const { days, weeks, levels } = forecast!;
    const expected = (count: number) => days.slice(0, count).reduce((sum, { mean }) => sum + mean!, 0);
    expect(expected(item.leadTime.mean + item.reviewPeriod)).toBeCloseTo(item.predictedDemand!, 0);
    expect(expected(28) / 28).toBeCloseTo(item.soldPerDay, 0);
    expect(weeks).toHaveLength(days.length / 7);
    weeks!.forEach(({ from, to, mean, quantiles }, week) => {
      const ofWeek = days.slice(7 * week, 7 * week + 7);
      expect([from, to]).toEqual([ofWeek[0]!.day, ofWeek[6]!.day]);
      expect(mean).toBeCloseTo(
        ofWeek.reduce((sum, day) => sum + day.mean!, 0),
        0,
      );
      const at = (level: number) => quantiles[levels.indexOf(level)]!;
      expect(at(0.1)).toBeLessThan(mean);
      expect(at(0.9)).toBeGreaterThan(mean);
    });
  });

  it('shows a forecast without weeks, as older versions stored it', async () => {
    await forecastDemand.run(context());
    const {
      id: _,
      shopId: __,
      means: ___,
      weeks: ____,
      ...older
    } = (await store.forecasts.findLatest(shop.id, id('mug')))!;
    await store.forecasts.putMany(shop.id, [{ ...older, madeAt: new Date(now.getTime() + 1000) }]);
    const { forecast } = inventoryDetail.parse(await service().detail(shop, 'mug'));
    expect(forecast!.weeks).toBeUndefined();
    expect(forecast!.days[0]).toEqual({
      day: today,
      quantiles: older.quantiles.slice(0, older.levels.length),
    });
  });

  it('writes the same when it runs again, and closes alerts whose cause is gone', async () => {
    const first = await forecastDemand.run(context());
    expect(await forecastDemand.run(context())).toEqual(first);
    now = new Date(now.getTime() + 60_000);
    await store.inventory.setLevels(shop.id, [{ productId: id('pot'), stockLevel: 500, asOf: now }], 'test');
    await forecastDemand.run(context());
    expect(await store.alerts.listOpen(shop.id)).toEqual([]);
  });

  it('reports sales and reorder point of an uncounted product, and never that it is sold out', async () => {
    await forecastDemand.run(context());
    const { item } = await service().detail(shop, 'jug');
    expect(item).toMatchObject({ status: 'uncounted', restockAlert: false });
    expect(item.soldPerDay).toBeGreaterThan(2);
    expect(item.reorderPoint).toBeGreaterThan(20);
    for (const field of ['stockLevel', 'orderQuantity', 'orderBy', 'daysLeft'])
      expect(item).not.toHaveProperty(field);
    expect((await store.alerts.listOpen(shop.id)).some(({ key }) => key.endsWith(':jug'))).toBe(false);
    // Sales alone do not show how much is left.
    const sale = { productId: id('jug'), quantity: -2, reason: 'sale', reference: 'o1', at: now } as const;
    await store.inventory.applyMovements(shop.id, [sale]);
    expect((await service().detail(shop, 'jug')).item).not.toHaveProperty('stockLevel');
    const byStock = inventoryQuery.parse({ sort: 'stockLevel', order: 'asc' });
    const { items } = await service().list(shop, byStock);
    expect(items.map(({ product }) => product)).toEqual(['pot', '=cup', 'mug', 'jug', 'unsold']);
  });

  it('keeps the alert of a product that sold out during the run, and advises from the stock that is left', async () => {
    await forecastDemand.run(context());
    const startedAt = now;
    const sellMug = async () => {
      now = new Date(startedAt.getTime() + 9000);
      const sale = {
        productId: id('mug'),
        quantity: -200,
        reason: 'sale',
        reference: 'o1',
        at: now,
      } as const;
      await store.inventory.applyMovements(shop.id, [sale]);
      await stockAdvice().onStockChanged(shop, [id('mug')]);
    };
    // The order arrives within a batch: after its forecasts and before its advice.
    const meanwhile: Store = {
      ...store,
      forecasts: override(store.forecasts, {
        async putMany(...given) {
          await store.forecasts.putMany(...given);
          await sellMug();
        },
      }),
    };
    await forecastDemand.run(context({ store: meanwhile }));
    const open = await store.alerts.listOpen(shop.id);
    expect(open.map(({ key }) => key).sort()).toEqual([
      'out-of-stock:mug',
      'out-of-stock:pot',
      'reorder:mug',
      'reorder:pot',
    ]);
    expect(await store.inventory.findByProduct(shop.id, id('mug'))).toMatchObject({
      stockLevel: 0,
      restockAlert: true,
    });
  });

  it('writes nothing after it was told to stop', async () => {
    await expect(forecastDemand.run(context({ signal: AbortSignal.abort() }))).rejects.toThrow();
    expect(await store.forecasts.findLatest(shop.id, id('mug'))).toBeNull();
  });

  it('succeeds for a shop without sales', async () => {
    const empty = await store.shops.create({ name: 'new', settings: testSettings });
    expect(await forecastDemand.run(context({ shopId: empty.id }))).toMatchObject({ products: 0 });
  });
});

/** A lease that another process has taken over. */
async function lostLease() {
  const lease = (await store.leases.acquire('job', 'slow', 1000, now))!;
  await store.leases.acquire('job', 'another', 1000, new Date(now.getTime() + 1000));
  return lease;
}

it.each([
  ['forecast-demand', forecastDemand, {}],
  ['learn-demand', learnDemand, { batches: 2 }],
])('%s publishes nothing after another process took its lease over', async (_, job, input) => {
  const running = job.run(context({ lease: await lostLease(), input }));
  await expect(running).rejects.toThrow('taken over');
  expect(await store.models.findServing(shop.id, 'demand')).toBeNull();
  expect(await store.alerts.listOpen(shop.id)).toEqual([]);
  expect((await store.inventory.findByProduct(shop.id, id('pot')))?.forecastedAt).toBeUndefined();
});

describe('learn-demand', () => {
  it('stores a network that competes in the next forecast', async () => {
    const summary = await learnDemand.run(context({ input: { batches: 2 } }));
    expect(summary).toMatchObject({ products: 5, version: 1 });
    expect((await store.models.findServing(shop.id, 'demand'))!.bytes).toBeGreaterThan(1000);
    await forecastDemand.run(context());
    const forecast = (await store.forecasts.findLatest(shop.id, id('mug')))!;
    expect(Object.keys(forecast.backtest!.losses)).toContain('neural');
  });

  it('stores nothing for a shop without history', async () => {
    const empty = await store.shops.create({ name: 'new', settings: testSettings });
    expect(await learnDemand.run(context({ shopId: empty.id }))).toMatchObject({ products: 0 });
    expect(await store.models.findServing(empty.id, 'demand')).toBeNull();
  });
});

describe('inventory service', () => {
  it('list(…) and detail(…) have the form of the wire, with the most urgent product first', async () => {
    await forecastDemand.run(context());
    const page = await service().list(shop, query());
    expect(inventoryPage.safeParse(page).error).toBeUndefined();
    expect(page.items[0]!.product).toBe('pot');
    expect(page.items[0]!.status).toBe('out');
    expect(page.summary).toMatchObject({ out: 1, uncounted: 2 });
    const detail = await service().detail(shop, 'mug');
    expect(inventoryDetail.safeParse(detail).error).toBeUndefined();
    expect(detail.history.at(-1)!.day).toBe('2026-11-21');
    expect(detail.forecast!.days[0]!.day).toBe(today);
  });

  it('list(…) follows a change of stock at once', async () => {
    const inventory = service();
    await forecastDemand.run(context());
    expect((await inventory.list(shop, query({ search: 'mug' }))).items[0]!.stockLevel).toBe(200);
    now = new Date(now.getTime() + 5);
    await store.inventory.setLevels(shop.id, [{ productId: id('mug'), stockLevel: 30, asOf: now }], 'test');
    expect((await inventory.list(shop, query({ search: 'mug' }))).items[0]!.stockLevel).toBe(30);
  });

  it('list(…) shows what a process with a slow clock writes', async () => {
    const inventory = service();
    const item = async (key: string) =>
      (await inventory.list(shop, query({ search: key }))).items[0]!.stockLevel;
    now = new Date(now.getTime() + 5000);
    await store.inventory.setLevels(shop.id, [{ productId: id('mug'), stockLevel: 30, asOf: now }], 'test');
    expect(await item('mug')).toBe(30);
    const behind = new Date(now.getTime() - 3000);
    const other = await createSqliteStore({ file: path.join(directory, 'x.db'), clock: () => behind });
    await other.inventory.setLevels(shop.id, [{ productId: id('pot'), stockLevel: 7, asOf: now }], 'test');
    await other.close();
    expect(await item('pot')).toBe(7);
  });

  it('onStockChanged(…) opens a reorder alert without a new forecast, and closes it when stock is back', async () => {
    await forecastDemand.run(context());
    now = new Date(now.getTime() + 60_000);
    await store.inventory.setLevels(shop.id, [{ productId: id('mug'), stockLevel: 10, asOf: now }], 'test');
    await stockAdvice().onStockChanged(shop, [id('mug')]);
    const held = (await store.inventory.findByProduct(shop.id, id('mug')))!;
    expect(held.restockAlert).toBe(true);
    expect(held.orderQuantity).toBeGreaterThan(20);
    expect(held.soldPerDay).toBeCloseTo(4, 0);
    expect((await store.alerts.listOpen(shop.id)).map(({ key }) => key)).toContain('reorder:mug');
    now = new Date(now.getTime() + 60_000);
    await store.inventory.setLevels(shop.id, [{ productId: id('mug'), stockLevel: 500, asOf: now }], 'test');
    await stockAdvice().onStockChanged(shop, [id('mug')]);
    expect((await store.alerts.listOpen(shop.id)).map(({ key }) => key)).not.toContain('reorder:mug');
  });

  it('onStockChanged(…) of several products at once opens and closes each its own alerts', async () => {
    await forecastDemand.run(context());
    for (let round = 1; round <= 4; round++) {
      const isMugOut = round % 2 === 1;
      now = new Date(now.getTime() + 60_000);
      const set = (key: string, stockLevel: number) =>
        store.inventory.setLevels(shop.id, [{ productId: id(key), stockLevel, asOf: now }], 'test');
      // One unit is owed, so that both take the same number of steps.
      await set('mug', isMugOut ? -1 : 900);
      await set('pot', isMugOut ? 900 : -1);
      await Promise.all(['mug', 'pot', 'jug'].map((key) => stockAdvice().onStockChanged(shop, [id(key)])));
      const open = (await store.alerts.listOpen(shop.id)).map(({ key }) => key).sort();
      const out = isMugOut ? 'mug' : 'pot';
      expect(open).toEqual([`out-of-stock:${out}`, `reorder:${out}`]);
    }
  });

  it('setTerms(…) computes the advice again and is recorded in the audit log', async () => {
    await forecastDemand.run(context());
    const item = await service().setTerms(shop, 'pot', { packSize: 12, minimumOrder: 50 }, 'anna');
    expect(item.orderQuantity! % 12).toBe(0);
    expect(item.orderQuantity!).toBeGreaterThanOrEqual(50);
    expect((await store.audit.list(shop.id, 1))[0]).toMatchObject({
      actor: 'anna',
      action: 'inventory.set-terms',
      target: 'pot',
    });
  });

  it('setTermsMany(…) stores the good terms and names the bad ones', async () => {
    const result = await service().setTermsMany(
      shop,
      [
        { product: 'mug', packSize: 6 },
        { product: 'nothing', packSize: 6 },
        { product: 'pot', packSize: -1 },
      ],
      'anna',
    );
    expect(result.accepted).toBe(1);
    expect(result.rejected.map(({ index, code }) => [index, code])).toEqual([
      [1, 'unknown-product'],
      [2, 'invalid-request'],
    ]);
  });

  it('exportCsv(…) writes nothing that a spreadsheet would run as a formula', async () => {
    const csv = await service().exportCsv(shop, query());
    expect(csv).toContain("'=cup");
    expect(csv).not.toMatch(/(^|,)[=+@]/m);
  });

  it('refuses a product of another shop as not found', async () => {
    const other = await store.shops.create({ name: 'other', settings: testSettings });
    await expect(service().detail(other, 'mug')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('snooze(…) snoozes an open alert and refuses any other', async () => {
    await forecastDemand.run(context());
    const alerts = createAlertService({ store, clock });
    await alerts.snooze(shop, 'reorder:pot', 3, 'anna');
    const open = (await alerts.list(shop, { limit: 500 })).alerts;
    const snoozed = open.find(({ key }) => key === 'reorder:pot')!;
    expect(snoozed.snoozedUntil).toBe('2026-11-25T12:00:00.000Z');
    await expect(alerts.snooze(shop, 'reorder:none', 3, 'anna')).rejects.toMatchObject({ code: 'not-found' });
  });
});
