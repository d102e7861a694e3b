import {
  attentionStatuses,
  countName,
  inventoryStatuses,
  type InventoryItem,
  type InventoryQuery,
  type InventoryStatus,
  type InventorySummary,
  type StatusCounts,
} from '@shelfwise/core/wire';

const attention: ReadonlySet<InventoryStatus> = new Set(attentionStatuses);

/**
 * The rows that match a query, in its order. Equal rows are ordered by product key, so that pages do not
 * overlap.
 */
export function selectInventory(
  items: readonly InventoryItem[],
  query: Omit<InventoryQuery, 'page' | 'pageSize'>,
): InventoryItem[] {
  const words = (query.search ?? '').toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const selected = items.filter(
    (item) =>
      (query.status === undefined ||
        (query.status === 'attention' ? attention.has(item.status) : item.status === query.status)) &&
      (query.supplier === undefined || item.supplier === query.supplier) &&
      (query.category === undefined || item.categories.includes(query.category)) &&
      words.every((word) =>
        `${item.product} ${item.title} ${item.variantTitle ?? ''}`.toLocaleLowerCase().includes(word),
      ),
  );
  const sign = query.order === 'asc' ? 1 : -1;
  const value = sortValues[query.sort];
  return selected.sort((a, b) => {
    const left = value(a);
    const right = value(b);
    // Unknown values come last in either order.
    if (left === undefined || right === undefined) {
      if (left !== right) return left === undefined ? 1 : -1;
    } else if (left !== right) return (left < right ? -1 : 1) * sign;
    return a.product < b.product ? -1 : 1;
  });
}

/** Urgency of each status, for the order "risk". */
const urgency: Record<InventoryStatus, number> = {
  out: 8,
  'order-now': 7,
  short: 7,
  soon: 5,
  fine: 4,
  overstock: 3,
  dead: 2,
  uncounted: 1,
  unknown: 0,
};

const sortValues: Record<InventoryQuery['sort'], (item: InventoryItem) => number | string | undefined> = {
  risk: riskOf,
  title: (item) => item.title.toLocaleLowerCase(),
  stockLevel: (item) => item.stockLevel,
  soldPerDay: (item) => item.soldPerDay,
  daysLeft: (item) => item.daysLeft?.p50,
  reorderPoint: (item) => item.reorderPoint,
  orderBy: (item) => item.orderBy,
  orderQuantity: (item) => item.orderQuantity,
  salesLostPerDay: (item) => item.salesLostPerDay,
};

/**
 * Without expected demand the reorder point is 0: nothing is lost, and the page "Today" does not list the
 * product.
 */
const isWanted = ({ reorderPoint }: InventoryItem) => (reorderPoint ?? 0) > 0;

/**
 * Orders sold-out products by the sales that they lose, and the others by how soon they end, then by the
 * sales lost a day. A sold-out product without expected demand is no risk.
 */
function riskOf(item: InventoryItem): number {
  const isOut = item.status === 'out';
  const isIdle = isOut && !isWanted(item);
  const daysSaved = isOut ? 0 : 999 - Math.min(999, item.daysLeft?.p50 ?? 999);
  const loss = Math.min(item.salesLostPerDay, 1e12 - 1);
  return (isIdle ? 1.5 : urgency[item.status]) * 1e15 + daysSaved * 1e12 + loss;
}

export function summarize(
  items: readonly InventoryItem[],
): Omit<InventorySummary, 'forecastedAt' | 'forecastError'> {
  const counts = new Map<InventoryStatus, number>();
  let salesLostPerDay = 0;
  let simulated = false;
  for (const item of items) {
    counts.set(item.status, (counts.get(item.status) ?? 0) + 1);
    if (item.status === 'out' && isWanted(item)) salesLostPerDay += item.salesLostPerDay;
    simulated ||= item.simulated;
  }
  const byName = inventoryStatuses.map((status) => [countName(status), counts.get(status) ?? 0]);
  return { ...(Object.fromEntries(byName) as StatusCounts), salesLostPerDay, simulated };
}
