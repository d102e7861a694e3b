import { hash } from 'node:crypto';
import type {
  DailySalesDocument,
  Id,
  InteractionDocument,
  OrderDocument,
  SalesSettings,
  StockMovementDocument,
} from '../../stores/port/documents.js';
import type { New, OrderWrite } from '../../stores/port/store.js';
import { withoutUndefined } from '../../stores/port/without-undefined.js';
import { isEnded } from './order-report.js';
import { shopDay } from '../days/shop-day.js';

/**
 * The effects of an order: purchases of its visitor, units and revenue a day, and stock movements. Each is
 * computed from the order alone, so a change always adds the difference between the new version and the
 * former one. An order that is reported by page, server and webhook, corrected and cancelled therefore ends
 * at exactly its last version.
 */

type Order = New<OrderDocument>;

/** A cancelled or refunded order sold nothing. */
function counts(order: Order): boolean {
  return !isEnded(order.status);
}

/**
 * UUID of version 8 (RFC 9562): the instant in milliseconds, then 74 bits of a digest. The same order gives
 * the same ids however often it is reported. The instant comes first, as in version 7, so that imported
 * history enters an index in order, which is several times faster than random order.
 */
function eventUuid(at: number, parts: readonly (string | number)[]): string {
  const digest = hash('sha256', JSON.stringify(parts), 'hex');
  const time = (at >= 0 ? at : 0).toString(16).padStart(12, '0');
  const variant = '89ab'[Number.parseInt(digest[3]!, 16) & 3]!;
  return `${time.slice(0, 8)}-${time.slice(8, 12)}-8${digest.slice(0, 3)}-${variant}${digest.slice(4, 7)}-${digest.slice(7, 19)}`;
}

/** One purchase per product. The order of a guest, which is linked to no visitor, has none. */
export function purchasesOf(order: Order): New<InteractionDocument>[] {
  const { userId } = order;
  if (userId === undefined || !counts(order)) return [];
  const byProduct = new Map<Id, { quantity: number; price: number }>();
  for (const line of order.lines) {
    const held = byProduct.get(line.productId);
    byProduct.set(line.productId, {
      quantity: (held?.quantity ?? 0) + line.quantity,
      price: line.unitPrice,
    });
  }
  const at = order.placedAt.getTime();
  return [...byProduct].map(([productId, { quantity, price }]) => ({
    userId,
    productId,
    interactionType: 'purchase',
    timestamp: order.placedAt,
    // The id leaves out the buyer, so that a purchase stays the same when its visitor becomes a customer.
    eventId: eventUuid(at, [order.key, productId, quantity, price, at]),
    quantity,
    price,
  }));
}

/** The part of a shop's settings that decides how orders count. */
export function salesSettingsOf({ timeZone, currency, wholesaleFrom }: SalesSettings): SalesSettings {
  return withoutUndefined({ timeZone, currency, wholesaleFrom });
}

/**
 * Units and revenue by product on the order's day. Revenue in a foreign currency is left out for lack of a
 * rate.
 */
export function salesOf(order: Order, settings: SalesSettings): DailySalesDocument[] {
  if (!counts(order)) return [];
  const day = shopDay(order.placedAt, settings.timeZone);
  const isForeign = order.currency !== settings.currency;
  const byProduct = new Map<Id, DailySalesDocument>();
  for (const { productId, quantity, unitPrice } of order.lines) {
    let sales = byProduct.get(productId);
    if (!sales) {
      sales = { productId, day, quantity: 0, wholesaleQuantity: 0, revenue: 0 };
      byProduct.set(productId, sales);
    }
    const isWholesale = settings.wholesaleFrom !== undefined && quantity >= settings.wholesaleFrom;
    if (isWholesale) sales.wholesaleQuantity += quantity;
    else sales.quantity += quantity;
    if (!isForeign) sales.revenue += quantity * unitPrice;
  }
  return [...byProduct.values()];
}

function subtractSales(next: DailySalesDocument[], former: DailySalesDocument[]): DailySalesDocument[] {
  const changes = new Map<string, DailySalesDocument>();
  const add = (sales: DailySalesDocument, sign: 1 | -1) => {
    const name = `${sales.productId}/${sales.day}`;
    const held = changes.get(name);
    changes.set(name, {
      productId: sales.productId,
      day: sales.day,
      quantity: (held?.quantity ?? 0) + sign * sales.quantity,
      wholesaleQuantity: (held?.wholesaleQuantity ?? 0) + sign * sales.wholesaleQuantity,
      revenue: (held?.revenue ?? 0) + sign * sales.revenue,
    });
  };
  for (const sales of next) add(sales, 1);
  for (const sales of former) add(sales, -1);
  return [...changes.values()].filter(
    (sales) => sales.quantity !== 0 || sales.wholesaleQuantity !== 0 || sales.revenue !== 0,
  );
}

function unitsTaken(order: Order | null): Map<Id, number> {
  const units = new Map<Id, number>();
  if (!order?.stockMoved || !counts(order)) return units;
  for (const line of order.lines) {
    units.set(line.productId, (units.get(line.productId) ?? 0) + line.quantity);
  }
  return units;
}

/** Stock leaves when the order was placed. A change moves stock at the time of the change. */
function movementsBetween(former: Order | null, next: Order, now: Date): New<StockMovementDocument>[] {
  const at = former ? (next.reportedAt ?? now) : next.placedAt;
  const before = unitsTaken(former);
  const after = unitsTaken(next);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((productId) => {
    const quantity = (before.get(productId) ?? 0) - (after.get(productId) ?? 0);
    if (quantity === 0) return [];
    return [
      {
        productId,
        quantity,
        reason: quantity < 0 ? 'sale' : 'return',
        reference: `order/${next.key}/${next.revision}`,
        at,
      } as const,
    ];
  });
}

/** The write that turns the former version of an order (null for a new order) into the next. */
export function orderWrite(
  former: OrderDocument | null,
  next: Order,
  settings: SalesSettings,
  now: Date,
): OrderWrite {
  const purchases = purchasesOf(next);
  const formerPurchases = former ? purchasesOf(former) : [];
  // When the buyer changes, all purchases are withdrawn and written again, because their ids do not name the
  // buyer.
  const isSamePerson = former?.userId === next.userId;
  const idsOf = (all: typeof purchases) => new Set(all.map((purchase) => purchase.eventId));
  const kept = isSamePerson ? idsOf(purchases) : new Set<string>();
  const formerIds = idsOf(formerPurchases);
  const known = isSamePerson ? formerIds : new Set<string>();
  const countedWith = salesSettingsOf(settings);
  return {
    order: { ...next, countedWith },
    ...(former && { replaces: former.revision }),
    interactions: purchases.filter((purchase) => !known.has(purchase.eventId)),
    withdrawnEventIds: [...formerIds].filter((eventId) => !kept.has(eventId)),
    movements: movementsBetween(former, next, now),
    sales: subtractSales(
      salesOf(next, settings),
      former ? salesOf(former, former.countedWith ?? settings) : [],
    ),
  };
}
