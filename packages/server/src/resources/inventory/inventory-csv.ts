import type { InventoryItem } from '@shelfwise/core/wire';

/** Columns of the export, in the owner's words. */
const columns: [title: string, value: (item: InventoryItem) => string | number | undefined][] = [
  ['Product', (item) => item.product],
  ['Title', (item) => item.title],
  ['Variant', (item) => item.variantTitle],
  ['Supplier', (item) => item.supplier],
  ['Categories', (item) => item.categories.join(' > ')],
  ['Status', (item) => item.status],
  ['In stock', (item) => item.stockLevel],
  ['Incoming', (item) => item.onOrder],
  ['Sold a day', (item) => item.soldPerDay],
  ['Days left', (item) => item.daysLeft?.p50],
  ['Reorder when stock reaches', (item) => item.reorderPoint],
  ['Order by', (item) => item.orderBy],
  ['Suggested quantity', (item) => item.orderQuantity],
  ['Expected sales until the next delivery', (item) => item.predictedDemand],
  ['Sales lost a day when out (minor units)', (item) => item.salesLostPerDay],
  ['Supplier delivery time (days)', (item) => item.leadTime.mean],
  ['Pack size', (item) => item.packSize],
  ['Minimum order', (item) => item.minimumOrder],
  ['Chance of not running out', (item) => item.serviceLevel],
  ['Stock is simulated', (item) => (item.simulated ? 'yes' : 'no')],
];

/** RFC 4180, with a byte order mark so that spreadsheets read it as UTF-8. */
export function inventoryCsv(items: readonly InventoryItem[]): string {
  const lines = [
    columns.map(([title]) => title),
    ...items.map((item) => columns.map(([, value]) => value(item))),
  ];
  return `\uFEFF${lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/**
 * One cell. Text that a spreadsheet would run as a formula (OWASP, "CSV injection": it begins with = + - @, tab or
 * carriage return) gets an apostrophe in front; numbers are written as they are.
 */
export function csvCell(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^\s*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
