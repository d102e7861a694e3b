import { parse } from 'csv-parse/sync';
import { buildCatalogue, type SoldLine } from '../catalogue/catalogue.js';
import { wholesaleFrom, type Dataset, type ShopOrder } from './dataset.js';
import { knownCustomers } from './known-customers.js';
import { LoadError } from './shelfwise-api.js';

/**
 * An owner's own orders from a CSV file: a line an order line. Column names are found by what shops' exports call
 * them, in any order and case; `,` `;` and tab are understood. Nothing is invented: without stock levels in the file
 * there are none in the shop.
 */
const columnNames = {
  order: ['order', 'order id', 'order number', 'order key', 'invoice', 'invoice no', 'transaction', 'name'],
  date: ['date', 'order date', 'created at', 'placed at', 'invoice date', 'paid at', 'timestamp'],
  product: [
    'product',
    'product id',
    'sku',
    'lineitem sku',
    'stock code',
    'item',
    'item id',
    'article',
    'variant sku',
  ],
  title: ['title', 'product title', 'product name', 'description', 'lineitem name', 'item name'],
  quantity: ['quantity', 'qty', 'units', 'lineitem quantity', 'amount'],
  price: ['price', 'unit price', 'lineitem price', 'item price'],
  category: ['category', 'product category', 'product type', 'department', 'lineitem category'],
  customer: ['customer', 'customer id', 'email', 'client', 'user id'],
} as const;
type Column = keyof typeof columnNames;
const required: Column[] = ['order', 'date', 'product', 'quantity', 'price'];

export function findColumns(header: string[]): Partial<Record<Column, number>> {
  const plain = header.map((name) =>
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim(),
  );
  const found: Partial<Record<Column, number>> = {};
  for (const [column, names] of Object.entries(columnNames) as [Column, readonly string[]][]) {
    const index = names.map((name) => plain.indexOf(name)).find((at) => at >= 0);
    if (index !== undefined) found[column] = index;
  }
  const missing = required.filter((column) => found[column] === undefined);
  if (missing.length > 0)
    throw new LoadError(
      `The orders file has no column for ${missing.join(', ')}. Its columns are: ${header.join(', ')}. ` +
        `For ${missing[0]} one of these names is expected: ${columnNames[missing[0]!].join(', ')}.`,
    );
  return found;
}

/** `12.50`, `12,50`, `1,299.00`, `£4` → pence; `digits` is how many a currency has after the point. */
export function parsePrice(text: string, digits = 2): number | undefined {
  const bare = text.replace(/[^\d.,-]/g, '');
  const normal = /,\d{1,2}$/.test(bare) ? bare.replace(/\./g, '').replace(',', '.') : bare.replace(/,/g, '');
  const value = Number(normal);
  return normal !== '' && Number.isFinite(value) && value >= 0 ? Math.round(value * 10 ** digits) : undefined;
}

/** ISO dates, and day first or month first when only one of the two makes sense; times are taken as UTC. */
export function parseDate(text: string): Date | undefined {
  const iso =
    /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?)?(?:\.\d+)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/.exec(
      text.trim(),
    );
  if (iso) {
    const [, year, month, day, hour = '00', minute = '00', second = '00', zone = 'Z'] = iso;
    const offset = zone === 'UTC' ? 'Z' : zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
    return valid(new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`));
  }
  const local = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:[ T](\d{1,2}):(\d{2}))?/.exec(text.trim());
  if (!local) return undefined;
  const [, first, second, year, hour = '0', minute = '0'] = local.map((part) => part ?? undefined);
  // Written with dots the day stands first; with slashes too, unless that cannot be.
  const [day, month] = Number(second) > 12 ? [second, first] : [first, second];
  if (Number(month) > 12) return undefined;
  return valid(
    new Date(Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute))),
  );
}

const valid = (date: Date) => (Number.isNaN(date.getTime()) ? undefined : date);

export function ownOrders(csv: string, now: number, currency = 'GBP'): Dataset {
  const rows = readRows(csv);
  const columns = findColumns(rows[0] ?? []);
  const cell = (row: string[], column: Column) => (row[columns[column] ?? -1] ?? '').trim();
  const { maximumFractionDigits: digits } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  const categories = new Map<string, string>();
  const orders = new Map<string, ShopOrder>();
  const titles = new Map<string, string>();
  const sold = new Map<string, SoldLine[]>();
  rows.slice(1).forEach((row, index) => {
    const fail = (what: string) => {
      throw new LoadError(`The orders file, line ${index + 2}: ${what}.`);
    };
    const product = cell(row, 'product');
    const key = cell(row, 'order');
    if (product === '' || key === '') return;
    const placed = parseDate(cell(row, 'date')) ?? fail(`"${cell(row, 'date')}" is not a date`);
    const quantity = Number(cell(row, 'quantity'));
    if (!Number.isFinite(quantity)) fail(`"${cell(row, 'quantity')}" is not a quantity`);
    const unitPrice =
      parsePrice(cell(row, 'price'), digits) ?? fail(`"${cell(row, 'price')}" is not a price`);
    // Returns stand as negative lines in many exports; the sale itself is another line.
    if (quantity < 1 || placed.getTime() > now) return;
    const customer = cell(row, 'customer');
    titles.set(product, cell(row, 'title') || product);
    categories.set(product, cell(row, 'category') || 'Products');
    let order = orders.get(key);
    if (!order)
      orders.set(
        key,
        (order = {
          key,
          placedAt: placed.toISOString(),
          ...(customer !== '' && { customer }),
          lines: [],
          status: 'delivered',
          changedAt: placed.getTime(),
        }),
      );
    order.lines.push({ product, quantity: Math.floor(quantity), unitPrice: unitPrice });
    const list = sold.get(product);
    const line = {
      at: placed.getTime(),
      price: unitPrice,
      quantity: quantity >= wholesaleFrom ? 0 : quantity,
    };
    if (list) list.push(line);
    else sold.set(product, [line]);
  });
  const sorted = [...orders.values()].sort((a, b) => a.changedAt - b.changedAt);
  if (sorted.length === 0) throw new LoadError('The orders file holds no order of a past day.');
  for (const lines of sold.values()) lines.sort((a, b) => a.at - b.at);
  // What the demo reads out of its gifts' names would be wrong for other goods: only the file's own words stay.
  const products = buildCatalogue(titles, sold, now).map((product) => {
    const { family: _family, variantTitle: _variant, material: _material, ...known } = product;
    const category = categories.get(product.code)!;
    return { ...known, description: product.title, category: [category, category] as const, colors: [] };
  });
  return { products, orders: sorted, customers: knownCustomers(sorted, products) };
}

function readRows(csv: string): string[][] {
  const head = csv.slice(0, !csv.includes('\n') ? undefined : csv.indexOf('\n'));
  const delimiter = [';', '\t', ','].reduce((best, mark) =>
    head.split(mark).length > head.split(best).length ? mark : best,
  );
  try {
    return parse(csv, { delimiter, bom: true, relax_column_count: true, skip_empty_lines: true });
  } catch (error) {
    throw new LoadError(`The orders file cannot be read as CSV: ${(error as Error).message}`);
  }
}
