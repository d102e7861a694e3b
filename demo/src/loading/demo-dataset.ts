import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { buildCatalogue, readTitles, type ShopProduct, type SoldLine } from '../catalogue/catalogue.js';
import { shiftInWeeks } from '../sales/date-shift.js';
import { londonInstant, londonWall } from '../sales/london-time.js';
import { netCancellations, type NettedSale } from '../sales/net-cancellations.js';
import { readLines, type LineCounts } from '../sales/read-lines.js';
import { simulateStock } from '../stock/simulate-stock.js';
import { supplierOf } from '../stock/suppliers.js';
import { wholesaleFrom, type Dataset, type ShopOrder, type StockEntry } from './dataset.js';
import { knownCustomers } from './known-customers.js';

const dataFolder = new URL('../../data/', import.meta.url);
const dayMs = 86_400_000;

function readData(name: string): string {
  return gunzipSync(readFileSync(fileURLToPath(new URL(name, dataFolder)))).toString('utf8');
}

export interface DemoDataset extends Dataset {
  stock: StockEntry[];
  shiftWeeks: number;
  counts: LineCounts & { wholesale: number; unitsCancelled: number; unitsUnmatched: number; orders: number };
}

/**
 * The gift shop's two years, moved so that they reach to `now`; what lies after `now` is left for later days. A shop
 * loaded once keeps its `shiftWeeks`, so that no order ever moves.
 */
export function demoDataset({
  now,
  shiftWeeks,
  every = 1,
}: {
  now: number;
  shiftWeeks?: number;
  /** Only each so many-th order: a smaller shop, for tests. */
  every?: number;
}): DemoDataset {
  const titles = readTitles(readData('online_retail_products.csv.gz'));
  const history = readLines(readData('online_retail_lines.csv.gz'), (code) => titles.has(code));
  if (every > 1) history.sales = history.sales.filter((_, index) => index % every === 0);
  const first = history.sales[0]?.at ?? now;
  const weeks = shiftWeeks ?? shiftInWeeks(first, now);
  const shiftMs = weeks * 7 * dayMs;
  // Everything below runs on the data's own wall clock; only what leaves is moved to the present.
  const until = londonWall(now) - shiftMs;
  const netted = netCancellations(history.sales, history.cancellations, until);

  const { sold, wholesale } = salesByProduct(netted.sales);
  const products = buildCatalogue(titles, sold, until);
  const known = new Set(products.map(({ code }) => code));
  const firstDay = Math.floor(first / dayMs);
  const toInstant = (wall: number) => new Date(londonInstant(wall + shiftMs)).toISOString();
  const stock = stockEntries(products, sold, firstDay, Math.floor(until / dayMs), (day) =>
    toInstant(day * dayMs + 9 * 3_600_000),
  );
  const orders = netted.sales.flatMap((sale) => toOrder(sale, known, toInstant, shiftMs) ?? []);
  return {
    products,
    orders,
    stock,
    customers: knownCustomers(orders, products),
    shiftWeeks: weeks,
    counts: {
      ...history.counts,
      wholesale,
      unitsCancelled: netted.unitsCancelled,
      unitsUnmatched: netted.unitsUnmatched,
      orders: orders.length,
    },
  };
}

function salesByProduct(sales: NettedSale[]): { sold: Map<string, SoldLine[]>; wholesale: number } {
  const sold = new Map<string, SoldLine[]>();
  const bulkOnly = new Map<string, SoldLine[]>();
  let wholesale = 0;
  for (const { at, lines } of sales)
    for (const { code, bought, quantity, price } of lines) {
      const isWholesale = bought >= wholesaleFrom;
      if (isWholesale) wholesale += 1;
      const map = isWholesale ? bulkOnly : sold;
      const line = { at, price, quantity: isWholesale ? 0 : quantity };
      const list = map.get(code);
      if (list) list.push(line);
      else map.set(code, [line]);
    }
  // A product that only ever sold in bulk still has a price.
  for (const [code, lines] of bulkOnly) if (!sold.has(code)) sold.set(code, lines);
  return { sold, wholesale };
}

function stockEntries(
  products: ShopProduct[],
  sold: Map<string, SoldLine[]>,
  firstDay: number,
  lastDay: number,
  instantOfDay: (day: number) => string,
): StockEntry[] {
  const units = new Int32Array(lastDay - firstDay + 1);
  return products.map(({ code, category, price, salePrice }) => {
    units.fill(0);
    for (const { at, quantity } of sold.get(code) ?? [])
      units[Math.floor(at / dayMs) - firstDay]! += quantity;
    const supplier = supplierOf(code, category[0]);
    const { stockLevel, onOrder, lastRestocked } = simulateStock(code, units, supplier);
    return {
      product: code,
      stockLevel,
      onOrder,
      ...(lastRestocked !== undefined && { lastRestocked: instantOfDay(firstDay + lastRestocked) }),
      supplier: supplier.name,
      leadTime: supplier.leadTime,
      minimumOrder: supplier.minimumOrder,
      packSize: supplier.packSize,
      unitCost: Math.max(1, Math.round((salePrice ?? price) * 0.45)),
    };
  });
}

/** An order cancelled whole keeps its lines and says so; one cancelled in part keeps what was kept. */
function toOrder(
  sale: NettedSale,
  known: Set<string>,
  toInstant: (wall: number) => string,
  shiftMs: number,
): ShopOrder | undefined {
  const bought = sale.lines.filter(({ code }) => known.has(code));
  if (bought.length === 0) return undefined;
  const kept = bought.filter(({ quantity }) => quantity > 0);
  const lines = kept.length > 0 ? kept : bought;
  return {
    key: sale.invoice,
    placedAt: toInstant(sale.at),
    ...(sale.customer !== undefined && { customer: sale.customer }),
    lines: lines.map(({ code, bought: all, quantity, price }) => ({
      product: code,
      quantity: kept.length > 0 ? quantity : all,
      unitPrice: price,
    })),
    status: kept.length > 0 ? 'delivered' : 'cancelled',
    changedAt: londonInstant((sale.changedAt ?? sale.at) + shiftMs),
  };
}
