import type { Id, InventoryDocument, StockMovementDocument } from './documents.js';
import type { InventoryAdvice, New, StockLevel } from './store.js';

/** What the repositories of both engines do to an inventory document. */

export const emptyItem = (shopId: Id, productId: Id, id: Id, now: Date): InventoryDocument => ({
  id,
  shopId,
  productId,
  restockAlert: false,
  onOrder: 0,
  updatedAt: now,
});

/** Undefined when the report is older than what is held. */
export function withLevel(
  item: InventoryDocument,
  level: StockLevel,
  by: string,
): { item: InventoryDocument; count: New<StockMovementDocument> } | undefined {
  if (item.asOf && level.asOf <= item.asOf) return undefined;
  return {
    item: { ...item, ...level },
    count: {
      productId: level.productId,
      quantity: level.stockLevel - (item.stockLevel ?? 0),
      reason: 'count',
      reference: `count:${level.asOf.toISOString()}`,
      at: level.asOf,
      by,
    },
  };
}

/**
 * Undefined for a sale of a product whose level nobody ever stated: it stands in the ledger only, since a level of
 * "minus three" would be made up.
 */
export function withMovement(
  item: InventoryDocument | undefined,
  fresh: () => InventoryDocument,
  { quantity, reason, at }: New<StockMovementDocument>,
): InventoryDocument | undefined {
  const held = item ?? fresh();
  if (held.stockLevel === undefined && reason === 'sale') return undefined;
  const restocked = reason === 'receipt' && (!held.lastRestocked || held.lastRestocked < at);
  return {
    ...held,
    stockLevel: (held.stockLevel ?? 0) + quantity,
    ...(restocked && { lastRestocked: at }),
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

/** Advice that is not given again no longer holds. */
export function withAdvice(item: InventoryDocument, advice: InventoryAdvice): InventoryDocument {
  const kept = { ...item };
  for (const field of adviceFields) delete kept[field];
  return { ...kept, ...advice };
}
