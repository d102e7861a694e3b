import type { InventoryItem, TodayInsights } from '@shelfwise/core/wire';
import type { ShopDocument } from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';
import { addDays } from '../../rules/days/calendar-days.js';
import { toItem } from '../inventory/inventory-rows.js';
import { wholeTitle } from '../../rules/stock/variant-title.js';
import { shopDay } from '../../rules/days/shop-day.js';

const shownItems = 10;
type OrderToPlace = TodayInsights['ordersToPlace']['items'][number];

/**
 * What should be ordered, and what is sold out and only awaited; what costs the shop most first. Alerts that the owner
 * put aside are left out.
 */
export async function ordersToPlace(
  store: Pick<Store, 'alerts' | 'inventory' | 'products'>,
  shop: ShopDocument,
  now: Date,
): Promise<Pick<TodayInsights, 'ordersToPlace' | 'soldOutOnTheWay'>> {
  const open = await store.alerts.listOpen(shop.id);
  const isStock = new Set(['reorder', 'out-of-stock']);
  const ids = open.flatMap(({ kind, productId, snoozedUntil }) =>
    isStock.has(kind) && productId !== undefined && !(snoozedUntil && snoozedUntil > now) ? [productId] : [],
  );
  const inventory = await store.inventory.findByProducts(shop.id, [...new Set(ids)]);
  const products = await store.products.findByIds(shop.id, [...inventory.keys()]);
  const today = shopDay(now, shop.settings.timeZone);
  const items = products
    .filter(({ deletedAt }) => !deletedAt)
    .map((product) => toItem(product, inventory.get(product.id), shop, today))
    .sort(costliestFirst);
  const due = items.filter(({ restockAlert }) => restockAlert);
  const awaited = items.filter(({ restockAlert, status }) => !restockAlert && status === 'out');
  return {
    ordersToPlace: {
      total: due.length,
      items: due.slice(0, shownItems).map((item) => toOrder(item, today)),
      soldOut: due.filter(({ status }) => status === 'out').length,
      salesLostPerDay: sumLost(due),
      currency: shop.settings.currency,
    },
    soldOutOnTheWay: {
      total: awaited.length,
      items: awaited.slice(0, shownItems).map(toAwaited),
      salesLostPerDay: sumLost(awaited),
    },
  };
}

const sumLost = (items: readonly InventoryItem[]) => items.reduce((sum, item) => sum + lostNow(item), 0);

/** Only what is sold out costs sales now; then what must be ordered soonest, a day not known last. */
function costliestFirst(a: InventoryItem, b: InventoryItem): number {
  return (
    lostNow(b) - lostNow(a) ||
    compare(a.orderBy ?? '9999', b.orderBy ?? '9999') ||
    b.salesLostPerDay - a.salesLostPerDay ||
    compare(a.product, b.product)
  );
}

const lostNow = ({ stockLevel = 0, salesLostPerDay }: InventoryItem) =>
  stockLevel <= 0 ? salesLostPerDay : 0;
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function toAwaited(item: InventoryItem): TodayInsights['soldOutOnTheWay']['items'][number] {
  const { product, onOrder, salesLostPerDay, supplier } = item;
  const title = wholeTitle(item);
  return { product, title, onOrder, salesLostPerDay, ...(supplier !== undefined && { supplier }) };
}

function toOrder(item: InventoryItem, today: string): OrderToPlace {
  const { product, orderQuantity, orderBy, supplier } = item;
  return {
    product,
    title: wholeTitle(item),
    orderQuantity: orderQuantity ?? 0,
    // Only what is counted has a quantity to order.
    stockLevel: item.stockLevel ?? 0,
    onOrder: item.onOrder,
    salesLostPerDay: item.salesLostPerDay,
    ...(item.daysLeft && { runsOut: addDays(today, item.daysLeft.p50) }),
    ...(orderBy !== undefined && { orderBy }),
    ...(supplier !== undefined && { supplier }),
  };
}
