import {
  ownerLanguages,
  type InventoryItem,
  type OwnerLanguage,
  type ShopSettings,
} from '@shelfwise/core/wire';
import { minorUnits } from '@shelfwise/core/wire/currency';
import { stringify } from 'csv-stringify/sync';
import * as messagesByLanguage from './messages/index.js';
import type { InventoryMessages } from './messages/inventory-messages.js';

type Cell = string | number | undefined;
type ColumnName = keyof InventoryMessages['columns'];

/** The columns of the export in order, each with its value in the owner's units. */
const columnsOf = (
  { status, yes, no }: InventoryMessages,
  currency: string,
): Record<ColumnName, (item: InventoryItem) => Cell> => ({
  product: (item) => item.product,
  title: (item) => item.title,
  variant: (item) => item.variantTitle,
  supplier: (item) => item.supplier,
  categories: (item) => item.categories.join(' > '),
  status: (item) => status[item.status],
  stockLevel: (item) => item.stockLevel,
  onOrder: (item) => item.onOrder,
  soldPerDay: (item) => item.soldPerDay,
  daysLeft: (item) => item.daysLeft?.p50,
  daysLeftFrom: (item) => item.daysLeft?.p10,
  daysLeftTo: (item) => item.daysLeft?.p90,
  reorderPoint: (item) => item.reorderPoint,
  orderBy: (item) => item.orderBy,
  orderQuantity: (item) => item.orderQuantity,
  predictedDemand: (item) => item.predictedDemand,
  salesLostPerDay: (item) => item.salesLostPerDay / minorUnits(currency),
  leadTime: (item) => item.leadTime.mean,
  packSize: (item) => item.packSize,
  minimumOrder: (item) => item.minimumOrder,
  serviceLevel: (item) => Math.round(item.serviceLevel * 1000) / 10,
  simulated: (item) => (item.simulated ? yes : no),
});

/** RFC 4180, with a byte order mark so that spreadsheets read it as UTF-8. */
export function inventoryCsv(
  items: readonly InventoryItem[],
  { currency, language }: { currency: string; language: OwnerLanguage },
): string {
  const messages = messagesByLanguage[language];
  const columns = columnsOf(messages, currency);
  const names = Object.keys(columns) as ColumnName[];
  const head = names.map((name) => messages.columns[name].replace('{currency}', currency));
  const rows = items.map((item) => names.map((name) => columns[name](item)));
  return stringify([head, ...rows], {
    bom: true,
    record_delimiter: 'windows',
    quote_record_delimiter: true,
    escape_formulas: true,
    cast: { string: escapeIndentedFormula },
  });
}

/**
 * `escape_formulas` puts an apostrophe before text that a spreadsheet would run (OWASP, "CSV injection"), but
 * only when the sign comes first. Spreadsheets also skip leading white space.
 */
const escapeIndentedFormula = (text: string) => (/^\s+[=+\-@]/.test(text) ? `'${text}` : text);

/** The language of the export when the request names none: that of the shop's locale, else English. */
export function exportLanguage({ locale }: Pick<ShopSettings, 'locale'>): OwnerLanguage {
  return ownerLanguages.find((language) => language === locale.split('-')[0]) ?? 'en';
}
