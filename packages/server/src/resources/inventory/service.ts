import {
  supplyTermsInput,
  type BatchResult,
  type InventoryDetail,
  type InventoryExportQuery,
  type InventoryItem,
  type InventoryPage,
  type InventoryQuery,
  type InventorySummary,
  type SupplyTerms,
} from '@shelfwise/core/wire';
import type { CatalogueCache } from '../../following/catalogue-cache.js';
import { parseEach, reject } from '../../http/parse-each.js';
import { Problem } from '../../http/problem.js';
import { addDays } from '../../rules/days/calendar-days.js';
import { shopDay } from '../../rules/days/shop-day.js';
import { toInventoryItem } from '../../rules/stock/inventory-item.js';
import type { Day, Id, ProductDocument, ShopDocument } from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';
import { withoutUndefined } from '../../stores/port/without-undefined.js';
import { exportLanguage, inventoryCsv } from './inventory-csv.js';
import { InventoryRows } from './inventory-rows.js';
import { selectInventory, summarize } from './inventory-selection.js';
import type { StockAdviceService } from './stock-advice.js';
import { toForecast } from './to-forecast.js';

/** Days of sales history in the chart of one product: two years, so that a season is seen twice. */
const historyDays = 784;

export interface InventoryServiceOptions {
  store: Pick<Store, 'inventory' | 'products' | 'dailySales' | 'forecasts' | 'jobRuns'>;
  catalogue: CatalogueCache;
  stockAdvice: Pick<StockAdviceService, 'refresh'>;
  clock: () => Date;
}

/**
 * The owner's view of stock: the dashboard's rows, one product in detail, and the terms of buying it again.
 */
export class InventoryService {
  private readonly store: InventoryServiceOptions['store'];
  private readonly catalogue: CatalogueCache;
  private readonly stockAdvice: InventoryServiceOptions['stockAdvice'];
  private readonly clock: () => Date;
  private readonly rows: InventoryRows;

  constructor(options: InventoryServiceOptions) {
    this.store = options.store;
    this.catalogue = options.catalogue;
    this.stockAdvice = options.stockAdvice;
    this.clock = options.clock;
    this.rows = new InventoryRows(options);
  }

  async list(shop: ShopDocument, query: InventoryQuery): Promise<InventoryPage> {
    const items = await this.rows.get(shop, this.todayOf(shop));
    const selected = selectInventory(items, query);
    const start = (query.page - 1) * query.pageSize;
    return {
      summary: { ...summarize(items), ...(await this.lastForecast(shop)) },
      items: selected.slice(start, start + query.pageSize),
      total: selected.length,
      page: query.page,
      pageSize: query.pageSize,
      suppliers: sortedUnique(items.flatMap(({ supplier }) => supplier ?? [])),
      categories: sortedUnique(items.flatMap(({ categories }) => categories)),
      currency: shop.settings.currency,
    };
  }

  /** The rows of these products alone, in no particular order. Deleted products have none. */
  async itemsOf(shop: ShopDocument, productIds: readonly Id[]): Promise<InventoryItem[]> {
    const inventory = await this.store.inventory.findByProducts(shop.id, [...new Set(productIds)]);
    const products = await this.store.products.findByIds(shop.id, [...inventory.keys()]);
    const today = this.todayOf(shop);
    return products
      .filter(({ deletedAt }) => !deletedAt)
      .map((product) => toInventoryItem(product, inventory.get(product.id), shop, today));
  }

  async detail(shop: ShopDocument, productKey: string): Promise<InventoryDetail> {
    const product = await this.findProduct(shop, productKey);
    const today = this.todayOf(shop);
    const [inventory, sales, forecast] = await Promise.all([
      this.store.inventory.findByProduct(shop.id, product.id),
      this.store.dailySales.listByProduct(shop.id, product.id, addDays(today, -historyDays)),
      this.store.forecasts.findLatest(shop.id, product.id),
    ]);
    return withoutUndefined({
      item: toInventoryItem(product, inventory ?? undefined, shop, today),
      currency: shop.settings.currency,
      history: sales.map(({ day, quantity, wholesaleQuantity, stockedOut }) =>
        withoutUndefined({
          day,
          quantity,
          wholesale: wholesaleQuantity > 0 ? wholesaleQuantity : undefined,
          stockedOut: stockedOut ? true : undefined,
        }),
      ),
      forecast: forecast ? toForecast(forecast) : undefined,
    });
  }

  async setTerms(
    shop: ShopDocument,
    productKey: string,
    terms: SupplyTerms,
    actor: string,
  ): Promise<InventoryItem> {
    const product = await this.findProduct(shop, productKey);
    const detail = withoutUndefined(terms);
    await this.store.inventory.setTerms(shop.id, [{ productId: product.id, ...detail }], () => ({
      at: this.clock(),
      actor,
      action: 'inventory.set-terms',
      target: product.key,
      detail,
    }));
    await this.stockAdvice.refresh(shop, [product.id]);
    const inventory = await this.store.inventory.findByProduct(shop.id, product.id);
    return toInventoryItem(product, inventory ?? undefined, shop, this.todayOf(shop));
  }

  /** Parses each member on its own. */
  async setTermsMany(shop: ShopDocument, terms: readonly unknown[], actor: string): Promise<BatchResult> {
    const { parsed, rejected } = parseEach(supplyTermsInput, 'terms', terms);
    // Asks the store, because the catalogue in memory may miss products that were sent a moment ago. A limit
    // of 0 makes no stubs, and keeps existing ones until their terms are written.
    const keys = parsed.map(({ value }) => value.product);
    const products = await this.store.products.ensureStubs(shop.id, keys, 0);
    const known = parsed.flatMap(({ index, value: { product: productKey, ...rest } }) => {
      const product = products.get(productKey);
      if (product) return [{ productId: product.id, ...withoutUndefined(rest) }];
      rejected.push(reject(index, [{ code: 'unknown-product', pointer: `/terms/${index}/product` }]));
      return [];
    });
    rejected.sort((a, b) => a.index - b.index);
    if (known.length === 0) return { accepted: 0, duplicates: 0, rejected };
    const result = await this.store.inventory.setTerms(shop.id, known, (count) => ({
      at: this.clock(),
      actor,
      action: 'inventory.set-terms-many',
      detail: { count },
    }));
    // Also for unchanged terms: the caller may be retrying after a lost answer.
    const productIds = known.map(({ productId }) => productId);
    await this.stockAdvice.refresh(shop, productIds);
    return { ...result, rejected };
  }

  async exportCsv(shop: ShopDocument, query: InventoryExportQuery): Promise<string> {
    const items = await this.rows.get(shop, this.todayOf(shop));
    return inventoryCsv(selectInventory(items, query), {
      currency: shop.settings.currency,
      language: query.language ?? exportLanguage(shop.settings),
    });
  }

  /**
   * The last forecast that succeeded. A run that is under way, failed or was requested since does not hide
   * it.
   */
  private async lastForecast(
    shop: ShopDocument,
  ): Promise<Pick<InventorySummary, 'forecastedAt' | 'forecastError'>> {
    const runs = await this.store.jobRuns.list(shop.id, 'forecast-demand', 20);
    const last = runs.find(({ status }) => status === 'succeeded');
    const error = last?.summary?.forecastError;
    return withoutUndefined({
      forecastedAt: last?.finishedAt?.toISOString(),
      forecastError: typeof error === 'number' ? error : undefined,
    });
  }

  private async findProduct(shop: ShopDocument, productKey: string): Promise<ProductDocument> {
    const product = (await this.catalogue.get(shop)).resolve(productKey);
    if (!product) throw new Problem('not-found', 'There is no such product.');
    return product;
  }

  private todayOf(shop: ShopDocument): Day {
    return shopDay(this.clock(), shop.settings.timeZone);
  }
}

function sortedUnique(values: readonly string[]): string[] {
  return [...new Set(values)].sort((a, b) => a.localeCompare(b));
}
