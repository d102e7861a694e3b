import type { DemandSeries } from '@shelfwise/core/forecast';
import type { DailySalesDocument, Day, Id, ProductDocument } from '../stores/port/documents.js';
import type { Store } from '../stores/port/store.js';
import { withoutUndefined } from '../stores/port/without-undefined.js';
import { addDays, dayNumber } from '../rules/days/calendar-days.js';
import { shopDay } from '../rules/days/shop-day.js';

/** Daily demand of every product up to yesterday, for the demand models. */
export interface ShopDemand {
  /** The first day of the forecast: today in the shop's time zone. */
  startDay: Day;
  products: ProductDemand[];
}

export interface ProductDemand extends DemandSeries {
  product: ProductDocument;
  /** Last day with a sale that was not wholesale, before today. */
  lastSold?: Day;
  /** Last day with any sale, including wholesale and today. On that day there was stock. */
  lastTraded?: Day;
  /** Mean units a day over the known days of the last 28. */
  soldPerDay: number;
}

/** Days that are read: two years of the same season, and the smoothing around them. */
const historyDays = 365 * 3;

/** Products looked up at once. */
const batchSize = 1000;

/**
 * Reads the daily sales of all products, without wholesale units. Days out of stock are unknown rather than
 * zero. So are the days after the shop's last sale, when reports of orders stopped and not demand.
 */
export async function readDemand(
  store: Store,
  shopId: Id,
  today: Day,
  timeZone: string,
): Promise<ShopDemand> {
  const products: ProductDocument[] = [];
  for await (const batch of store.products.iterate(shopId)) {
    products.push(...batch.filter(({ deletedAt, source }) => !deletedAt && source !== 'page'));
  }
  const byId = new Map(products.map((product) => [product.id, product]));
  const since = addDays(today, -historyDays);
  const sold = new Map<Id, DailySalesDocument[]>();
  const traded = new Map<Id, Day>();
  let first = today;
  let last = since;
  for await (const batch of store.dailySales.iterate(shopId, since)) {
    for (const sale of batch) {
      if (!byId.has(sale.productId)) continue;
      const isTraded = sale.quantity > 0 || sale.wholesaleQuantity > 0;
      if (isTraded && !(traded.get(sale.productId)! >= sale.day)) traded.set(sale.productId, sale.day);
      if (sale.day >= today) continue;
      if (sale.day < first) first = sale.day;
      if (sale.day > last && sale.quantity > 0) last = sale.day;
      const held = sold.get(sale.productId);
      if (held) held.push(sale);
      else sold.set(sale.productId, [sale]);
    }
  }
  const start = dayNumber(first);
  const length = Math.max(0, dayNumber(today) - start);
  const known = Math.min(length, dayNumber(last) - start + 1);
  const availableSince = await firstAvailable(store, shopId, products, first, timeZone);
  return {
    startDay: today,
    products: products.map((product) =>
      withoutUndefined({
        ...toDemand(product, sold.get(product.id) ?? [], start, length, known),
        availableFrom: dayNumber(availableSince.get(product.id)!) - start,
        lastTraded: traded.get(product.id),
      }),
    ),
  };
}

/**
 * The first day on which each product is known to have been on sale: when it came into the catalogue or into
 * stock. An imported catalogue is younger than its sales, so the forecaster takes the first sale if that is
 * earlier.
 */
async function firstAvailable(
  store: Store,
  shopId: Id,
  products: readonly ProductDocument[],
  historyStart: Day,
  timeZone: string,
): Promise<Map<Id, Day>> {
  const since = new Map(products.map(({ id, createdAt }) => [id, shopDay(createdAt, timeZone)]));
  // For the other products, an earlier day would add nothing.
  const open = products.filter(({ id }) => since.get(id)! > historyStart).map(({ id }) => id);
  for (let i = 0; i < open.length; i += batchSize) {
    const stocked = await store.inventory.firstStocked(shopId, open.slice(i, i + batchSize));
    for (const [id, at] of stocked) {
      const day = shopDay(at, timeZone);
      if (day < since.get(id)!) since.set(id, day);
    }
  }
  return since;
}

function toDemand(
  product: ProductDocument,
  sales: readonly DailySalesDocument[],
  start: number,
  length: number,
  known: number,
): ProductDemand {
  const y = new Float64Array(length);
  y.fill(NaN, known);
  let lastSold: Day | undefined;
  for (const sale of sales) {
    const t = dayNumber(sale.day) - start;
    // Cancelled orders are subtracted from the day on which they were placed, but a day never falls below
    // zero. What was sold before stock ran out is a lower bound of demand. A day out of stock without sales
    // says nothing.
    y[t] = sale.stockedOut && !(sale.quantity > 0) ? NaN : Math.max(0, sale.quantity);
    if (sale.quantity > 0 && (lastSold === undefined || sale.day > lastSold)) lastSold = sale.day;
  }
  return withoutUndefined({
    product,
    y,
    soldPerDay: recentMean(y),
    group: product.categories.length > 0 ? product.categories.join(' > ') : undefined,
    lastSold,
  });
}

function recentMean(y: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (let t = Math.max(0, y.length - 28); t < y.length; t++) {
    if (Number.isNaN(y[t]!)) continue;
    sum += y[t]!;
    count++;
  }
  return count > 0 ? Math.round((sum / count) * 1000) / 1000 : 0;
}
