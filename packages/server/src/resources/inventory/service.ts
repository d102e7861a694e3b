import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  supplyTermsInput,
  type BatchResult,
  type InventoryDetail,
  type InventoryExportQuery,
  type InventoryItem,
  type InventoryPage,
  type InventoryQuery,
  type SupplyTerms,
} from '@shelfwise/core/wire';
import { parseEach, reject } from '../../http/parse-each.js';
import { Problem } from '../../http/problem.js';
import type { Day, Id, ProductDocument, ShopDocument } from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';
import { shopDay } from '../../rules/days/shop-day.js';
import type { CatalogueCache } from '../../following/catalogue-cache.js';
import { withoutUndefined } from '../../stores/shared/without-undefined.js';
import { addDays } from '../../rules/days/calendar-days.js';
import { exportLanguage, inventoryCsv } from './inventory-csv.js';
import { InventoryRows, toItem } from './inventory-rows.js';
import { selectInventory, summarize } from './inventory-selection.js';
import { stockDecision } from '../../rules/stock/stock-alerts.js';
import { toForecast } from './to-forecast.js';

export interface InventoryService {
  list(shop: ShopDocument, query: InventoryQuery): Promise<InventoryPage>;
  detail(shop: ShopDocument, productKey: string): Promise<InventoryDetail>;
  setTerms(shop: ShopDocument, productKey: string, terms: SupplyTerms, actor: string): Promise<InventoryItem>;
  /** Each is parsed on its own. */
  setTermsMany(shop: ShopDocument, terms: readonly unknown[], actor: string): Promise<BatchResult>;
  exportCsv(shop: ShopDocument, query: InventoryExportQuery): Promise<string>;
  /**
   * Computes advice and alerts anew from the stored forecasts: no model runs. Called by `onStockChanged` and after
   * new terms.
   */
  refreshAdvice(shop: ShopDocument, productIds: readonly Id[]): Promise<void>;
  /** The same for every product, after the shop's terms changed: some hundreds at a time, requests in between. */
  refreshAllAdvice(shopId: Id): Promise<void>;
  /** The hook that orders and stock levels call after a write that moved stock. */
  onStockChanged(shop: ShopDocument, productIds: readonly Id[]): Promise<void>;
}

/** Products decided about in one transaction: some milliseconds. */
const advisedAtOnce = 250;
/** Days of sales history that the chart of one product shows: two years, so that a season is seen twice. */
const historyDays = 784;

export function createInventoryService({
  store,
  catalogue,
  clock,
}: {
  store: Store;
  catalogue: CatalogueCache;
  clock: () => Date;
}): InventoryService {
  const rows = new InventoryRows({ store, catalogue, clock });
  const todayOf = (shop: ShopDocument): Day => shopDay(clock(), shop.settings.timeZone);

  async function productOf(shop: ShopDocument, productKey: string): Promise<ProductDocument> {
    const product = (await catalogue.get(shop)).resolve(productKey);
    if (!product) throw new Problem('not-found', 'There is no such product.');
    return product;
  }

  async function refreshAdvice(shop: ShopDocument, productIds: readonly Id[]): Promise<void> {
    const ids = [...new Set(productIds)];
    for (let start = 0; start < ids.length; start += advisedAtOnce)
      await refreshSome(shop, ids.slice(start, start + advisedAtOnce));
  }

  async function refreshAllAdvice(shopId: Id): Promise<void> {
    for await (const items of store.inventory.iterate(shopId, advisedAtOnce)) {
      // As the settings are now: of two changes in a row, what the later says holds.
      const shop = await store.shops.findById(shopId);
      if (!shop) return;
      const ids = items.map(({ productId }) => productId);
      await refreshSome(shop, ids);
      await nextTurn();
    }
  }

  async function refreshSome(shop: ShopDocument, ids: readonly Id[], isAgain = false): Promise<void> {
    const forecasts = await store.forecasts.findLatestMany(shop.id, ids);
    const known = (await store.products.findByIds(shop.id, ids)).filter(({ id }) => forecasts.has(id));
    if (known.length === 0) return;
    const products = new Map(known.map((product) => [product.id, product]));
    const at = clock();
    const circumstances = { settings: shop.settings, today: todayOf(shop), at };
    const outdated = new Set<Id>();
    await store.inventory.advise(shop.id, [...products.keys()], at, (item) => {
      const { productId } = item;
      const forecast = forecasts.get(productId)!;
      if (!isAgain && item.forecastedAt && item.forecastedAt > forecast.madeAt) {
        outdated.add(productId);
        return undefined;
      }
      return stockDecision(products.get(productId)!, item, forecast, circumstances);
    });
    // The forecast was made anew since we read it.
    if (outdated.size > 0) await refreshSome(shop, [...outdated], true);
  }

  /** The day on which stock ran out tells no more than the least that was wanted. Below zero is sold to order: not out. */
  async function markStockedOut(shop: ShopDocument, productIds: readonly Id[]): Promise<void> {
    const inventory = await store.inventory.findByProducts(shop.id, [...new Set(productIds)]);
    const day = todayOf(shop);
    const marks = [...inventory.values()]
      .filter(({ stockLevel }) => stockLevel === 0)
      .map(({ productId }) => ({ productId, day }));
    if (marks.length > 0) await store.dailySales.markStockedOut(shop.id, marks);
  }

  return {
    async list(shop, query) {
      const items = await rows.get(shop, todayOf(shop));
      const selected = selectInventory(items, query);
      const start = (query.page - 1) * query.pageSize;
      // One that runs now, failed or was asked for says nothing about the forecasts that are shown.
      const lastRun = (await store.jobRuns.list(shop.id, 'forecast-demand', 20)).find(
        ({ status }) => status === 'succeeded',
      );
      const error = lastRun?.summary?.forecastError;
      return {
        summary: {
          ...summarize(items),
          ...(lastRun?.finishedAt && { forecastedAt: lastRun.finishedAt.toISOString() }),
          ...(typeof error === 'number' && { forecastError: error }),
        },
        items: selected.slice(start, start + query.pageSize),
        total: selected.length,
        page: query.page,
        pageSize: query.pageSize,
        suppliers: distinct(items.flatMap(({ supplier }) => (supplier === undefined ? [] : [supplier]))),
        categories: distinct(items.flatMap(({ categories }) => categories)),
        currency: shop.settings.currency,
      };
    },

    async detail(shop, productKey) {
      const product = await productOf(shop, productKey);
      const today = todayOf(shop);
      const [inventory, sales, forecast] = await Promise.all([
        store.inventory.findByProduct(shop.id, product.id),
        store.dailySales.listByProduct(shop.id, product.id, addDays(today, -historyDays)),
        store.forecasts.findLatest(shop.id, product.id),
      ]);
      return {
        item: toItem(product, inventory ?? undefined, shop, today),
        currency: shop.settings.currency,
        history: sales.map((sale) => ({
          day: sale.day,
          quantity: sale.quantity,
          ...(sale.wholesaleQuantity > 0 && { wholesale: sale.wholesaleQuantity }),
          ...(sale.stockedOut && { stockedOut: true }),
        })),
        ...(forecast && { forecast: toForecast(forecast) }),
      };
    },

    async setTerms(shop, productKey, terms, actor) {
      const product = await productOf(shop, productKey);
      const given = [{ productId: product.id, ...withoutUndefined(terms) }];
      await store.inventory.setTerms(shop.id, given, () => ({
        at: clock(),
        actor,
        action: 'inventory.set-terms',
        target: product.key,
        detail: withoutUndefined(terms),
      }));
      await refreshAdvice(shop, [product.id]);
      const inventory = await store.inventory.findByProduct(shop.id, product.id);
      return toItem(product, inventory ?? undefined, shop, todayOf(shop));
    },

    async setTermsMany(shop, terms, actor) {
      const { parsed, rejected } = parseEach(supplyTermsInput, 'terms', terms);
      // From the store: a catalogue in memory may not know the products that were sent a moment ago. Makes no stubs, and
      // keeps those there are until their terms are written.
      const keys = parsed.map(({ value }) => value.product);
      const products = await store.products.ensureStubs(shop.id, keys, 0);
      const known = parsed.flatMap(({ index, value: { product: productKey, ...rest } }) => {
        const product = products.get(productKey);
        if (product) return [{ productId: product.id, ...withoutUndefined(rest) }];
        rejected.push(reject(index, [{ code: 'unknown-product', pointer: `/terms/${index}/product` }]));
        return [];
      });
      rejected.sort((a, b) => a.index - b.index);
      if (known.length === 0) return { accepted: 0, duplicates: 0, rejected };
      const result = await store.inventory.setTerms(shop.id, known, (count) => ({
        at: clock(),
        actor,
        action: 'inventory.set-terms-many',
        detail: { count },
      }));
      // Also of terms that were known already: who sends again may have heard of no success.
      await refreshAdvice(
        shop,
        known.map(({ productId }) => productId),
      );
      return { ...result, rejected };
    },

    async exportCsv(shop, query) {
      return inventoryCsv(selectInventory(await rows.get(shop, todayOf(shop)), query), {
        currency: shop.settings.currency,
        language: query.language ?? exportLanguage(shop.settings),
      });
    },

    refreshAdvice,
    refreshAllAdvice,

    async onStockChanged(shop, productIds) {
      await markStockedOut(shop, productIds);
      await refreshAdvice(shop, productIds);
    },
  };
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort((a, b) => a.localeCompare(b));
}
