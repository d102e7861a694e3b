import type { Id, InventoryDocument, StockMovementDocument } from '../port/documents.js';
import { hasSameContent } from './has-same-content.js';
import { newId } from './new-id.js';
import type { InventoryAdvice, InventoryTerms, New, StockDecision, StockLevel } from '../port/store.js';

/** What the repositories of both engines do to inventory documents. */

interface Circumstances {
  shopId: Id;
  now: Date;
}

const emptyItem = (productId: Id, { shopId, now }: Circumstances): InventoryDocument => ({
  id: newId(),
  shopId,
  productId,
  restockAlert: false,
  onOrder: 0,
  updatedAt: now,
});

/**
 * Gives each named product's document, a fresh one where there is none, to `change`; answers those that it changed.
 * Where it answers undefined, nothing is changed.
 */
export function changedItems<Part extends { productId: Id }>(
  held: ReadonlyMap<Id, InventoryDocument>,
  parts: readonly Part[],
  change: (item: InventoryDocument, part: Part) => InventoryDocument | undefined,
  circumstances: Circumstances,
): Map<Id, InventoryDocument> {
  const changed = new Map<Id, InventoryDocument>();
  for (const part of parts) {
    const { productId } = part;
    const item = changed.get(productId) ?? held.get(productId) ?? emptyItem(productId, circumstances);
    const result = change(item, part);
    if (result) changed.set(productId, { ...result, updatedAt: circumstances.now });
  }
  return changed;
}

/** Undefined when the terms are as they were. */
export function withTerms(
  item: InventoryDocument,
  terms: Partial<InventoryTerms> & { productId: Id },
): InventoryDocument | undefined {
  const changed = { ...item, ...terms };
  return hasSameContent(changed, item) ? undefined : changed;
}

/** What the ledger knows to have come and gone, without counts. */
export interface Moved {
  quantity: number;
  /** Units of receipts among it. */
  received: number;
}

export const nothingMoved: Moved = { quantity: 0, received: 0 };

/** A receipt of fewer than none corrects one before it: it is not known whether those still come. */
export const receivedBy = ({
  reason,
  quantity,
}: Pick<StockMovementDocument, 'reason' | 'quantity'>): number =>
  reason === 'receipt' ? Math.max(0, quantity) : 0;

const stillAwaited = (onOrder: number, received: number): number => Math.max(0, onOrder - received);

/**
 * The level as stated, and what moved after the moment it was true of. Undefined when the report is older than what is
 * held.
 */
export function withLevel(
  item: InventoryDocument,
  level: StockLevel,
  movedSince: Moved,
  by: string,
): { item: InventoryDocument; count: New<StockMovementDocument> } | undefined {
  const { asOf, onOrder } = level;
  if (item.asOf && asOf <= item.asOf) return undefined;
  const stockLevel = level.stockLevel + movedSince.quantity;
  return {
    item: {
      ...item,
      ...level,
      stockLevel,
      ...(onOrder !== undefined && {
        onOrder: stillAwaited(onOrder, movedSince.received),
        onOrderAsOf: asOf,
      }),
    },
    count: {
      productId: level.productId,
      quantity: stockLevel - (item.stockLevel ?? 0),
      reason: 'count',
      reference: `count:${asOf.toISOString()}`,
      at: asOf,
      by,
    },
  };
}

/**
 * Undefined for what stands in the ledger only: what came or went of a product that nobody ever counted, since three
 * less, or three more, than nobody knows would be made up (a delivery is the first that tells of any); and what moved
 * before the last count, which has seen it. So the stock is the same in whatever order reports arrive. A number of
 * units on order has seen the deliveries before it in the same way, and may be older than the count.
 */
export function withMovement(
  held: InventoryDocument,
  movement: New<StockMovementDocument>,
): InventoryDocument | undefined {
  const { quantity, reason, at } = movement;
  const { stockLevel = 0, asOf, onOrder, onOrderAsOf = asOf, lastRestocked } = held;
  if (held.stockLevel === undefined && reason !== 'receipt') return undefined;
  const isAfter = (moment: Date | undefined) => !moment || at > moment;
  const changed = {
    ...held,
    stockLevel: isAfter(asOf) ? stockLevel + quantity : stockLevel,
    onOrder: isAfter(onOrderAsOf) ? stillAwaited(onOrder, receivedBy(movement)) : onOrder,
    ...(reason === 'receipt' && isAfter(lastRestocked) && { lastRestocked: at }),
  };
  return hasSameContent(changed, held) ? undefined : changed;
}

/** Which of two documents about one product holds: the one counted last, if any was counted. */
export function laterCounted(
  a: InventoryDocument | undefined,
  b: InventoryDocument | undefined,
): InventoryDocument | undefined {
  const time = (item: InventoryDocument) => item.asOf?.getTime() ?? 0;
  const [first, second] = [a, b].filter((item) => item?.stockLevel !== undefined);
  return first && second ? (time(second) > time(first) ? second : first) : first;
}

/** What `held` becomes when `base`, its own document or another's, tells the level, and so much has moved since. */
export function mergedItem(
  held: InventoryDocument,
  base: InventoryDocument,
  movedSince: Moved,
): InventoryDocument {
  const { stockLevel = 0, asOf, onOrder, onOrderAsOf, lastRestocked, simulated } = base;
  return {
    ...held,
    stockLevel: stockLevel + movedSince.quantity,
    onOrder: stillAwaited(onOrder, movedSince.received),
    ...(onOrderAsOf && { onOrderAsOf }),
    ...(asOf && { asOf }),
    ...(lastRestocked && { lastRestocked }),
    ...(simulated !== undefined && { simulated }),
  };
}

/** Every part of an advice that may be absent. The compiler asks for a new one here. */
const optionalAdvice: Record<Exclude<keyof InventoryAdvice, 'productId' | 'restockAlert'>, true> = {
  predictedDemand: true,
  demandPerDay: true,
  reorderPoint: true,
  orderQuantity: true,
  orderBy: true,
  stockoutDate: true,
  soldPerDay: true,
  lastSold: true,
  forecastModel: true,
  forecastedAt: true,
};
const adviceFields = Object.keys(optionalAdvice) as (keyof typeof optionalAdvice)[];

/** Writes what is decided into the document, and notes it in `decisions`. */
export function decidedItem<Decision extends StockDecision>(
  decide: (item: InventoryDocument) => Decision | undefined,
  decisions: Decision[],
): (item: InventoryDocument) => InventoryDocument | undefined {
  return (item) => {
    const decision = decide(item);
    if (!decision) return undefined;
    decisions.push(decision);
    return withAdvice(item, decision.advice);
  };
}

export const alertsOf = (decisions: readonly StockDecision[]) => ({
  open: decisions.flatMap(({ open }) => open),
  close: decisions.flatMap(({ close }) => close),
});

export const oneOfEach = (productIds: readonly Id[]): { productId: Id }[] =>
  [...new Set(productIds)].map((productId) => ({ productId }));

/** Advice that is not given again no longer holds. */
function withAdvice(item: InventoryDocument, advice: InventoryAdvice): InventoryDocument {
  const kept = { ...item };
  for (const field of adviceFields) delete kept[field];
  return { ...kept, ...advice };
}
