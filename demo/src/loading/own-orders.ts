import { parse } from 'csv-parse/sync';
import { buildCatalogue, type SoldLine } from '../catalogue/catalogue.js';
import { currencyDigits } from '../currency-digits.js';
import { wholesaleFrom, type Dataset, type ShopOrder } from './dataset.js';
import { knownCustomers } from './known-customers.js';
import { zonedTime } from '../sales/zoned-time.js';
import { createOrdersReport } from './orders-report.js';
import { findDateOrder, parseDate } from './own-dates.js';
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
      [
        `The orders file has no column for ${missing.join(', ')}. Its columns are: ${header.join(', ')}.`,
        ...missing.map(
          (column) => `For ${column} one of these names is expected: ${columnNames[column].join(', ')}.`,
        ),
      ].join(' '),
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

export interface OwnOrders extends Dataset {
  /** What the owner should know of lines that were left out, and of dates that can be read in two ways. */
  notes: string[];
}

export interface OwnShop {
  currency?: string | undefined;
  /** In which the file's times are, where they name none. */
  timeZone?: string | undefined;
}

/** Every good line is taken; the others are told together, so that one look at the file mends them all. */
export function ownOrders(
  csv: string,
  now: number,
  { currency = 'GBP', timeZone = 'Europe/London' }: OwnShop = {},
): OwnOrders {
  requireText(csv);
  const report = createOrdersReport();
  const [head, ...rows] = readRows(csv, report.refuse);
  const header = head?.cells ?? [];
  const columns = findColumns(header);
  const needed = Math.max(...required.map((column) => columns[column]!)) + 1;
  const cell = (row: string[], column: Column) => (row[columns[column] ?? -1] ?? '').trim();
  const dates = findDateOrder(rows.map(({ cells }) => cell(cells, 'date')));
  const reading = { monthFirst: dates.monthFirst, instantOf: zonedTime(timeZone) };
  const digits = currencyDigits(currency);
  const categories = new Map<string, string>();
  const orders = new Map<string, ShopOrder>();
  const titles = new Map<string, string>();
  const sold = new Map<string, SoldLine[]>();
  for (const { line, cells } of rows) {
    if (cells.length < needed) {
      report.refuse(line, `has ${cells.length} of ${header.length} columns`);
      continue;
    }
    const key = cell(cells, 'order');
    const product = cell(cells, 'product');
    if (key === '' || product === '') {
      report.leaveOut(key === '' ? 'noOrder' : 'noProduct');
      continue;
    }
    const placed = parseDate(cell(cells, 'date'), reading);
    const quantity = cell(cells, 'quantity') === '' ? Number.NaN : Number(cell(cells, 'quantity'));
    const unitPrice = parsePrice(cell(cells, 'price'), digits);
    // Returns stand as negative lines in many exports; the sale itself is another line.
    const isReturn = quantity < 1;
    const problems = [
      placed === undefined && `"${cell(cells, 'date')}" is not a date`,
      !Number.isFinite(quantity) && `"${cell(cells, 'quantity')}" is not a quantity`,
      unitPrice === undefined && !isReturn && `"${cell(cells, 'price')}" is not a price`,
    ].filter((problem) => problem !== false);
    if (placed === undefined || problems.length > 0) {
      report.refuse(line, problems.join(', '));
      continue;
    }
    if (unitPrice === undefined || isReturn || placed.getTime() > now) {
      report.leaveOut(isReturn ? 'return' : 'future');
      continue;
    }
    const customer = cell(cells, 'customer');
    titles.set(product, cell(cells, 'title') || product);
    categories.set(product, cell(cells, 'category') || 'Products');
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
    order.lines.push({ product, quantity: Math.floor(quantity), unitPrice });
    const list = sold.get(product);
    const sale = {
      at: placed.getTime(),
      price: unitPrice,
      quantity: quantity >= wholesaleFrom ? 0 : quantity,
    };
    if (list) list.push(sale);
    else sold.set(product, [sale]);
  }
  const notes = report.notes(dates);
  const sorted = [...orders.values()].sort((a, b) => a.changedAt - b.changedAt);
  if (sorted.length === 0)
    throw new LoadError(['The orders file holds no order of a past day.', ...notes].join('\n'));
  for (const lines of sold.values()) lines.sort((a, b) => a.at - b.at);
  // What the demo reads out of its gifts' names would be wrong for other goods: only the file's own words stay.
  const products = buildCatalogue(titles, sold, now).map((product) => {
    const { family: _family, variantTitle: _variant, material: _material, ...known } = product;
    const category = categories.get(product.code)!;
    return { ...known, description: product.title, category: [category, category] as const, colors: [] };
  });
  return { products, orders: sorted, customers: knownCustomers(sorted, products), notes };
}

/** Characters that stand in pictures, archives and workbooks, and in no text. */
const notOfText = /[\0-\x08\x0e-\x1a\x1c-\x1f]/;

function requireText(csv: string): void {
  // A mark of byte order alone is empty, too.
  if (csv.trim() === '') throw new LoadError('The orders file is empty.');
  if (notOfText.test(csv))
    throw new LoadError(
      'The orders file is no CSV file. Of a spreadsheet, save the sheet as CSV (UTF-8) and name that file.',
    );
}

interface Row {
  line: number;
  cells: string[];
}

function readRows(csv: string, refuse: (line: number, problem: string) => void): Row[] {
  const head = csv.slice(0, !csv.includes('\n') ? undefined : csv.indexOf('\n'));
  const delimiter = [';', '\t', ','].reduce((best, mark) =>
    head.split(mark).length > head.split(best).length ? mark : best,
  );
  try {
    const rows = parse(csv, {
      delimiter,
      bom: true,
      info: true,
      relax_column_count: true,
      // An inch mark in a title is no quote.
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      on_skip: (error) => {
        refuse(Number(error?.lines ?? 0), error?.message ?? 'cannot be read');
        return undefined;
      },
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return rows.map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    throw new LoadError(`The orders file cannot be read as CSV: ${(error as Error).message}`);
  }
}
