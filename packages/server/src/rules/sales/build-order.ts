import type { OrderInput } from '@shelfwise/core/wire';
import type { Id, OrderDocument, ShopDocument } from '../../stores/port/documents.js';
import type { New, OrderWrite } from '../../stores/port/store.js';
import { withoutUndefined } from '../../stores/port/without-undefined.js';
import { orderWrite } from './order-effects.js';
import { isNewerReport, isUnchanged, lastReport, reportOf, withReportTime } from './order-report.js';

/** The visitor of an order: as the owner's server names them, and as a page linked them. */
export interface OrderPerson {
  named: Id | undefined;
  linked: Id | undefined;
}

export interface OrderContext {
  shop: Pick<ShopDocument, 'settings'>;
  /** Whether an order that is new takes its lines from the stock. */
  movesStock: boolean;
  productIds: ReadonlyMap<string, Id>;
  personOf: (order: OrderInput) => OrderPerson;
  /** Makes the keyed digest by which a shopper is recognized later. */
  digest: (kind: 'email' | 'postcode', value: string) => string;
  now: Date;
}

/** The write that a report leads to, or undefined when it is outdated or says nothing new. */
export function buildOrderWrite(
  held: OrderDocument | undefined,
  input: OrderInput,
  context: OrderContext,
): OrderWrite | undefined {
  const { shop, now } = context;
  if (held && !isNewerReport(lastReport(held), reportOf(input))) return undefined;
  const next = buildOrder(held, input, context);
  if (held && isUnchanged(held, next)) return undefined;
  const dated = held && input.updatedAt === undefined ? withReportTime(next, now) : next;
  const write = orderWrite(held ?? null, dated, shop.settings, now);
  // A level that the shop reports already includes what its orders took and gave back.
  return shop.settings.stockSource === 'orders' ? write : { ...write, movements: [] };
}

/**
 * The next version of an order. A later report may know less, as a platform's webhook does: known values
 * stay.
 */
export function buildOrder(
  held: OrderDocument | undefined,
  input: OrderInput,
  { shop, movesStock, productIds, personOf, digest }: OrderContext,
): New<OrderDocument> {
  const person = personOf(input);
  return withoutUndefined({
    key: input.key,
    placedAt: new Date(input.placedAt),
    // An order keeps its currency when the shop changes its own.
    currency: input.currency ?? held?.currency ?? shop.settings.currency,
    userId: person.named ?? held?.userId ?? person.linked,
    customerKey: input.customer ?? held?.customerKey,
    lines: input.lines.map(({ product, quantity, unitPrice }) => ({
      productId: productIds.get(product)!,
      quantity,
      unitPrice,
    })),
    status: input.status,
    shipments: input.shipments?.map(withoutUndefined) ?? held?.shipments ?? [],
    emailDigest: input.email === undefined ? held?.emailDigest : digest('email', input.email),
    postcodeDigest: input.postcode === undefined ? held?.postcodeDigest : digest('postcode', input.postcode),
    reportedAt: input.updatedAt === undefined ? held?.reportedAt : new Date(input.updatedAt),
    // Decided once: an imported order does not begin to move stock when its status changes later.
    stockMoved: (held ? held.stockMoved === true : movesStock) || undefined,
    revision: (held?.revision ?? 0) + 1,
  });
}

/** The write that makes a visitor the owner of an order that has none. */
export function buildLinkWrite(
  held: OrderDocument,
  userId: Id,
  { settings }: Pick<ShopDocument, 'settings'>,
  now: Date,
): OrderWrite {
  const { id: _id, shopId: _shopId, updatedAt: _updatedAt, ...order } = held;
  return orderWrite(held, { ...order, userId, revision: held.revision + 1 }, settings, now);
}
