import { foldCode, isProductCode } from '../catalogue/product-code.js';

/**
 * Reads the invoice lines: a fixed format without quotes, in time order, so that splitting at commas is enough and a
 * million lines take a second. Columns: invoice, stock_code, quantity, invoice_date, unit_price, customer_id, country.
 */
export interface SaleLine {
  code: string;
  quantity: number;
  /** Pence. */
  price: number;
}

export interface Sale {
  invoice: string;
  /** What the wall clock showed, as milliseconds of UTC; not shifted. */
  at: number;
  customer?: string;
  lines: SaleLine[];
}

/** A line of an invoice beginning with C: `quantity` units given back, as a positive number. */
export interface Cancellation extends SaleLine {
  at: number;
  customer?: string;
}

export interface LineCounts {
  lines: number;
  notProducts: number;
  /** Corrections of the warehouse: no units, or fewer than none, outside a cancellation. */
  corrections: number;
  /** Given away or written off: a price of zero. */
  free: number;
  cancellations: number;
  sales: number;
}

export interface SalesHistory {
  sales: Sale[];
  cancellations: Cancellation[];
  counts: LineCounts;
}

/** `isProduct` says whether a folded code has a title a shopper may read. */
export function readLines(csv: string, isProduct: (code: string) => boolean): SalesHistory {
  const sales = new Map<string, Sale>();
  const cancellations: Cancellation[] = [];
  const counts: LineCounts = {
    lines: 0,
    notProducts: 0,
    corrections: 0,
    free: 0,
    cancellations: 0,
    sales: 0,
  };
  const folded = new Map<string, string | null>();
  let lastDate = '';
  let at = 0;
  for (let start = csv.indexOf('\n') + 1; start > 0 && start < csv.length;) {
    const newline = csv.indexOf('\n', start);
    const end = newline < 0 ? csv.length : newline;
    const [invoice = '', rawCode = '', units = '', date = '', pounds = '', customer = ''] = csv
      .slice(start, end)
      .split(',');
    start = end + 1;
    if (invoice === '') continue;
    counts.lines += 1;
    // Five thousand codes stand in a million lines: each is folded and judged once.
    let code = folded.get(rawCode);
    if (code === undefined) {
      const plain = foldCode(rawCode);
      code = isProductCode(plain) && isProduct(plain) ? plain : null;
      folded.set(rawCode, code);
    }
    if (code === null) {
      counts.notProducts += 1;
      continue;
    }
    const quantity = Number(units);
    const price = Math.round(Number(pounds) * 100);
    if (date !== lastDate) {
      lastDate = date;
      at = Date.parse(`${date}Z`);
    }
    if (invoice.startsWith('C')) {
      counts.cancellations += 1;
      cancellations.push({ code, quantity: -quantity, price, at, ...(customer && { customer }) });
    } else if (quantity <= 0) counts.corrections += 1;
    else if (price <= 0) counts.free += 1;
    else {
      counts.sales += 1;
      let sale = sales.get(invoice);
      if (!sale) sales.set(invoice, (sale = { invoice, at, lines: [], ...(customer && { customer }) }));
      sale.lines.push({ code, quantity, price });
    }
  }
  return { sales: [...sales.values()], cancellations, counts };
}
