import type { InventoryItem, inventorySorts, inventoryStatuses } from '@shelfwise/core/wire';
import type { StockMessages } from '../stock-dashboard.messages.js';
import { yearDays, type StockText } from '../../owner/stock-text.js';

export type InventorySort = (typeof inventorySorts)[number];

export const statusOrder = [
  'out',
  'order-now',
  'short',
  'soon',
  'fine',
  'overstock',
  'dead',
  'uncounted',
  'unknown',
] as const satisfies typeof inventoryStatuses;

/** A column of the stock table. A value that is absent is not known, and shown as a dash. */
export interface InventoryColumn {
  sort: InventorySort;
  label: keyof StockMessages;
  hint: keyof StockMessages;
  /** The order a first click on its heading asks for. */
  firstOrder: 'asc' | 'desc';
  value(item: InventoryItem, words: StockText): string | undefined;
  /** A second, smaller line. */
  note?(item: InventoryItem, words: StockText): string | undefined;
}

export const inventoryColumns: readonly InventoryColumn[] = [
  {
    sort: 'stockLevel',
    label: 'onHand',
    hint: 'onHandHint',
    firstOrder: 'asc',
    value: (item, words) => (item.stockLevel === undefined ? undefined : words.integer(item.stockLevel)),
    note: (item, words) => (item.onOrder > 0 ? words.text('incoming', { count: item.onOrder }) : undefined),
  },
  {
    sort: 'soldPerDay',
    label: 'soldPerDay',
    hint: 'soldPerDayHint',
    firstOrder: 'desc',
    value: (item, words) => words.quantity(item.soldPerDay),
  },
  {
    sort: 'daysLeft',
    label: 'daysLeft',
    hint: 'daysLeftHint',
    firstOrder: 'asc',
    value: (item, words) => item.daysLeft && words.daysAhead(item.daysLeft.p50),
    note: (item, words) => likelyDays(item, words),
  },
  {
    sort: 'reorderPoint',
    label: 'reorderPoint',
    hint: 'reorderPointHint',
    firstOrder: 'desc',
    value: (item, words) =>
      item.reorderPoint === undefined ? undefined : words.integer(Math.ceil(item.reorderPoint)),
    // What counts against the reorder point is the inventory position; beside stock alone it would look wrong.
    note: ({ reorderPoint, stockLevel, onOrder }, words) =>
      reorderPoint !== undefined && stockLevel !== undefined && onOrder > 0
        ? words.text('inventoryPosition', { count: stockLevel + onOrder })
        : undefined,
  },
  {
    sort: 'orderBy',
    label: 'orderBy',
    hint: 'orderByHint',
    firstOrder: 'asc',
    value: (item, words) => item.orderBy && words.orderBy(item.orderBy),
  },
  {
    sort: 'orderQuantity',
    label: 'orderQuantity',
    hint: 'orderQuantityHint',
    firstOrder: 'desc',
    value: (item, words) =>
      item.orderQuantity === undefined ? undefined : words.integer(item.orderQuantity),
  },
  {
    sort: 'salesLostPerDay',
    label: 'salesLost',
    hint: 'salesLostHint',
    firstOrder: 'desc',
    value: (item, words) => words.money(item.salesLostPerDay),
  },
];

function likelyDays({ daysLeft }: InventoryItem, words: StockText): string | undefined {
  if (!daysLeft) return undefined;
  const [from, to] = [words.daysAhead(daysLeft.p10), words.daysAhead(daysLeft.p90)];
  if (from === to) return undefined;
  return words.text(daysLeft.p90 > yearDays ? 'daysLeftRangeOpen' : 'daysLeftRange', { from, to });
}
