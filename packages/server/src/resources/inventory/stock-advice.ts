import { setImmediate as nextTurn } from 'node:timers/promises';
import { shopDay } from '../../rules/days/shop-day.js';
import { stockDecision } from '../../rules/stock/stock-alerts.js';
import type { Id, ShopDocument } from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';

/** Products decided about in one transaction, which then takes some milliseconds. */
const advisedAtOnce = 250;

export interface StockAdviceServiceOptions {
  store: Pick<Store, 'inventory' | 'forecasts' | 'products' | 'shops' | 'dailySales'>;
  clock: () => Date;
}

/**
 * Keeps reorder advice and stock alerts in step with stock and terms. It reads stored forecasts and runs no
 * model.
 */
export class StockAdviceService {
  private readonly store: StockAdviceServiceOptions['store'];
  private readonly clock: () => Date;

  constructor({ store, clock }: StockAdviceServiceOptions) {
    this.store = store;
    this.clock = clock;
  }

  /** Follows a write that moved stock: marks today for products that ran out, then refreshes the advice. */
  async onStockChanged(shop: ShopDocument, productIds: readonly Id[]): Promise<void> {
    await this.markStockedOut(shop, productIds);
    await this.refresh(shop, productIds);
  }

  /** Computes the advice and the alerts of these products again. */
  async refresh(shop: ShopDocument, productIds: readonly Id[]): Promise<void> {
    const ids = [...new Set(productIds)];
    for (let start = 0; start < ids.length; start += advisedAtOnce) {
      await this.refreshBatch(shop, ids.slice(start, start + advisedAtOnce));
    }
  }

  /**
   * Does the same for every product after the shop's terms changed, in batches with requests served in
   * between.
   */
  async refreshAll(shopId: Id): Promise<void> {
    for await (const items of this.store.inventory.iterate(shopId, advisedAtOnce)) {
      // Reads the settings again, so that the later of two changes in a row holds.
      const shop = await this.store.shops.findById(shopId);
      if (!shop) return;
      const ids = items.map(({ productId }) => productId);
      await this.refreshBatch(shop, ids);
      await nextTurn();
    }
  }

  private async refreshBatch(shop: ShopDocument, ids: readonly Id[], isRetry = false): Promise<void> {
    const forecasts = await this.store.forecasts.findLatestMany(shop.id, ids);
    const known = (await this.store.products.findByIds(shop.id, ids)).filter(({ id }) => forecasts.has(id));
    if (known.length === 0) return;
    const products = new Map(known.map((product) => [product.id, product]));
    const at = this.clock();
    const today = shopDay(at, shop.settings.timeZone);
    const outdated = new Set<Id>();
    await this.store.inventory.advise(shop.id, [...products.keys()], at, (item) => {
      const { productId } = item;
      const forecast = forecasts.get(productId)!;
      if (!isRetry && item.forecastedAt && item.forecastedAt > forecast.madeAt) {
        outdated.add(productId);
        return undefined;
      }
      return stockDecision(products.get(productId)!, item, forecast, { settings: shop.settings, today, at });
    });
    // A newer forecast was stored after we read ours.
    if (outdated.size > 0) await this.refreshBatch(shop, [...outdated], true);
  }

  /**
   * Marks today for products at zero: the sales of the day on which stock ran out are only a lower bound of
   * demand. A level below zero means that the shop sells to order, so the product is not out.
   */
  private async markStockedOut(shop: ShopDocument, productIds: readonly Id[]): Promise<void> {
    const inventory = await this.store.inventory.findByProducts(shop.id, [...new Set(productIds)]);
    const day = shopDay(this.clock(), shop.settings.timeZone);
    const marks = [...inventory.values()]
      .filter(({ stockLevel }) => stockLevel === 0)
      .map(({ productId }) => ({ productId, day }));
    if (marks.length > 0) await this.store.dailySales.markStockedOut(shop.id, marks);
  }
}
