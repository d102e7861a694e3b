import type { InventoryItem, InventoryStatus } from '@shelfwise/core/wire';
import { minorUnits } from '@shelfwise/core/wire/currency';

const statusWords: Record<InventoryStatus, string> = {
  out: 'Out of stock',
  'order-now': 'Order now',
  short: 'Runs out before delivery',
  soon: 'Order soon',
  fine: 'Fine',
  overstock: 'Too much',
  dead: 'Not sold in 90 days',
  uncounted: 'Tell us how many you have',
  unknown: 'Not enough data',
};

type Column = [title: string, value: (item: InventoryItem) => string | number | undefined];

/** Columns of the export, in the owner's words and units. */
const columnsIn = (currency: string): Column[] => [
  ['Product', (item) => item.product],
  ['Title', (item) => item.title],
  ['Variant', (item) => item.variantTitle],
  ['Supplier', (item) => item.supplier],
  ['Categories', (item) => item.categories.join(' > ')],
  ['Status', (item) => statusWords[item.status]],
  ['In stock', (item) => item.stockLevel],
  ['Incoming', (item) => item.onOrder],
  ['Sold a day', (item) => item.soldPerDay],
  ['Days left', (item) => item.daysLeft?.p50],
  ['Days left (likely from)', (item) => item.daysLeft?.p10],
  ['Days left (likely to)', (item) => item.daysLeft?.p90],
  ['Reorder when stock reaches', (item) => item.reorderPoint],
  ['Order by', (item) => item.orderBy],
  ['Suggested quantity', (item) => item.orderQuantity],
  ['Expected sales until the next delivery', (item) => item.predictedDemand],
  [`Sales lost a day when out (${currency})`, (item) => majorUnits(item.salesLostPerDay, currency)],
  ['Supplier delivery time (days)', (item) => item.leadTime.mean],
  ['Pack size', (item) => item.packSize],
  ['Minimum order', (item) => item.minimumOrder],
  ['Chance of not running out (%)', (item) => Math.round(item.serviceLevel * 1000) / 10],
  ['Stock is simulated', (item) => (item.simulated ? 'yes' : 'no')],
];

/** RFC 4180, with a byte order mark so that spreadsheets read it as UTF-8. */
export function inventoryCsv(items: readonly InventoryItem[], currency: string): string {
  const columns = columnsIn(currency);
  const lines = [
    columns.map(([title]) => title),
    ...items.map((item) => columns.map(([, value]) => value(item))),
  ];
  return `\uFEFF${lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

function majorUnits(minor: number, currency: string): number {
  return minor / minorUnits(currency);
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
