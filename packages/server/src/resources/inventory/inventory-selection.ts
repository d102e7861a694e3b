import type { InventoryItem, InventoryQuery, InventoryStatus, InventorySummary } from '@shelfwise/core/wire';

const attention: ReadonlySet<InventoryStatus> = new Set<InventoryStatus>(['out', 'order-now', 'soon']);

/** Rows that a query asks for, in its order. Ties are broken by product key, so that pages do not overlap. */
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
    // What is not known comes last either way.
    if (left === undefined || right === undefined) {
      if (left !== right) return left === undefined ? 1 : -1;
    } else if (left !== right) return (left < right ? -1 : 1) * sign;
    return a.product < b.product ? -1 : 1;
  });
}

/** How pressing a status is, for the order "risk"; what is lost a day decides among equals. */
const pressing: Record<InventoryStatus, number> = {
  out: 6,
  'order-now': 5,
  soon: 4,
  fine: 3,
  overstock: 2,
  dead: 1,
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

/** A product that is out and that nobody is expected to buy is no risk. */
function riskOf(item: InventoryItem): number {
  const isIdle = item.status === 'out' && !item.restockAlert;
  return (isIdle ? 1.5 : pressing[item.status]) * 1e13 + item.salesLostPerDay;
}

export function summarize(
  items: readonly InventoryItem[],
): Omit<InventorySummary, 'forecastedAt' | 'forecastError'> {
  const counts: Record<InventoryStatus, number> = {
    out: 0,
    'order-now': 0,
    soon: 0,
    fine: 0,
    overstock: 0,
    dead: 0,
    unknown: 0,
  };
  let salesLostPerDay = 0;
  let simulated = false;
  for (const item of items) {
    counts[item.status]++;
    if (item.status === 'out') salesLostPerDay += item.salesLostPerDay;
    simulated ||= item.simulated;
  }
  const { out, soon, fine, overstock, dead, unknown } = counts;
  return {
    out,
    orderNow: counts['order-now'],
    soon,
    fine,
    overstock,
    dead,
    unknown,
    salesLostPerDay,
    simulated,
  };
}
