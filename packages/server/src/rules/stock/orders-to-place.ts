import type { InventoryItem, TodayInsights } from '@shelfwise/core/wire';
import type { AlertDocument, Day, Id } from '../../stores/port/documents.js';
import { withoutUndefined } from '../../stores/port/without-undefined.js';
import { addDays } from '../days/calendar-days.js';
import { wholeTitle } from './variant-title.js';

const shownItems = 10;

/** Products whose open alert concerns stock and is not snoozed. */
export function alertedProducts(
  alerts: readonly Pick<AlertDocument, 'kind' | 'productId' | 'snoozedUntil'>[],
  now: Date,
): Id[] {
  return alerts.flatMap(({ kind, productId, snoozedUntil }) => {
    const isStock = kind === 'reorder' || kind === 'out-of-stock';
    const isSnoozed = snoozedUntil !== undefined && snoozedUntil > now;
    return isStock && productId !== undefined && !isSnoozed ? [productId] : [];
  });
}

/** Products to order now, and sold-out products with enough on their way, the costliest first. */
export function ordersToPlace(
  items: readonly InventoryItem[],
  { currency, today }: { currency: string; today: Day },
): Pick<TodayInsights, 'ordersToPlace' | 'soldOutOnTheWay'> {
  const sorted = [...items].sort(costliestFirst);
  const due = sorted.filter(({ restockAlert }) => restockAlert);
  const awaited = sorted.filter(({ restockAlert, status }) => !restockAlert && status === 'out');
  return {
    ordersToPlace: {
      total: due.length,
      items: due.slice(0, shownItems).map((item) => toOrder(item, today)),
      soldOut: due.filter(({ status }) => status === 'out').length,
      salesLostPerDay: sumLost(due),
      currency,
    },
    soldOutOnTheWay: {
      total: awaited.length,
      items: awaited.slice(0, shownItems).map(toAwaited),
      salesLostPerDay: sumLost(awaited),
    },
  };
}

const sumLost = (items: readonly InventoryItem[]) => items.reduce((sum, item) => sum + lostNow(item), 0);

/** Products that are sold out cost sales now. The others follow by the day to order, an unknown day last. */
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
  return withoutUndefined({ product, title: wholeTitle(item), onOrder, salesLostPerDay, supplier });
}

function toOrder(item: InventoryItem, today: Day): TodayInsights['ordersToPlace']['items'][number] {
  const { product, orderQuantity = 0, stockLevel = 0, onOrder, salesLostPerDay, orderBy, supplier } = item;
  return withoutUndefined({
    product,
    title: wholeTitle(item),
    orderQuantity,
    stockLevel,
    onOrder,
    salesLostPerDay,
    runsOut: item.daysLeft && addDays(today, item.daysLeft.p50),
    orderBy,
    supplier,
  });
}
