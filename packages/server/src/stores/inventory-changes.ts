import type { Id, InventoryDocument, StockMovementDocument } from './documents.js';
import { newId } from './new-id.js';
import type { InventoryAdvice, New, StockDecision, StockLevel } from './store.js';

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

/**
 * The level as stated, and `movedSince`: what the ledger knows to have come and gone after the moment it was true of.
 * Undefined when the report is older than what is held.
 */
export function withLevel(
  item: InventoryDocument,
  level: StockLevel,
  movedSince: number,
  by: string,
): { item: InventoryDocument; count: New<StockMovementDocument> } | undefined {
  if (item.asOf && level.asOf <= item.asOf) return undefined;
  const stockLevel = level.stockLevel + movedSince;
  return {
    item: { ...item, ...level, stockLevel },
    count: {
      productId: level.productId,
      quantity: stockLevel - (item.stockLevel ?? 0),
      reason: 'count',
      reference: `count:${level.asOf.toISOString()}`,
      at: level.asOf,
      by,
    },
  };
}

/**
 * Undefined for what changes the level of a product that nobody ever counted: it stands in the ledger only, since three
 * less, or three more, than nobody knows would be made up. A delivery is the first that tells of any.
 */
export function withMovement(
  held: InventoryDocument,
  { quantity, reason, at }: New<StockMovementDocument>,
): InventoryDocument | undefined {
  if (held.stockLevel === undefined && reason !== 'receipt') return undefined;
  const restocked = reason === 'receipt' && (!held.lastRestocked || held.lastRestocked < at);
  return {
    ...held,
    stockLevel: (held.stockLevel ?? 0) + quantity,
    ...(restocked && { lastRestocked: at }),
  };
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
  movedSince: number,
): InventoryDocument {
  const { stockLevel = 0, asOf, onOrder, lastRestocked, simulated } = base;
  return {
    ...held,
    stockLevel: stockLevel + movedSince,
    onOrder,
    ...(asOf && { asOf }),
    ...(lastRestocked && { lastRestocked }),
    ...(simulated !== undefined && { simulated }),
  };
}

const adviceFields = [
  'predictedDemand',
  'reorderPoint',
  'orderQuantity',
  'orderBy',
  'stockoutDate',
  'soldPerDay',
  'forecastModel',
  'forecastedAt',
] as const;

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
