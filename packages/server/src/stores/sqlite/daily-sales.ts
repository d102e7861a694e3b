import type { Day } from '../port/documents.js';
import type { DailySalesDocument, Id } from '../port/documents.js';
import type { DailySalesRepository } from '../port/store.js';
import { packedId, type TableKey } from './by-key.js';
import type { SqliteConnection } from './connection.js';
import type { Session } from './session.js';
import { dayNumber, dayText } from './day-number.js';

/** Table `daily_sales`: one short row for each product and day with sales, in the order in which jobs read it. */
export interface SalesRow {
  product: string;
  day: number;
  quantity: number;
  wholesale: number;
  revenue: number;
  stocked_out: number | null;
}
export const salesColumns = 'lower(hex(product)) AS product, day, quantity, wholesale, revenue, stocked_out';

export function salesFromRow(row: SalesRow): DailySalesDocument {
  return {
    productId: row.product,
    day: dayText(row.day),
    quantity: row.quantity,
    wholesaleQuantity: row.wholesale,
    revenue: row.revenue,
    ...(row.stocked_out !== null && { stockedOut: row.stocked_out === 1 }),
  };
}

export const salesKey: TableKey<DailySalesDocument> = {
  table: 'daily_sales',
  packed: true,
  columns: [
    { name: 'product', of: ({ productId }) => productId, stored: packedId },
    { name: 'day', of: ({ day }) => dayNumber(day) },
  ],
};

const rows = `INTO daily_sales (shop, product, day, quantity, wholesale, revenue, stocked_out)
  SELECT unhex(?), unhex(value ->> 0), value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
  FROM json_each(?) WHERE true`;
const putSales = `REPLACE ${rows}`;
const addSales = `INSERT ${rows}
  ON CONFLICT (shop, product, day) DO UPDATE SET quantity = quantity + excluded.quantity,
    wholesale = wholesale + excluded.wholesale, revenue = revenue + excluded.revenue,
    stocked_out = coalesce(excluded.stocked_out, stocked_out)`;
const rowsPerStatement = 2000;
const rowsPerRead = 20_000;

/** Adds to what is there. */
export const addDailySales = (session: Session, shopId: Id, sales: readonly DailySalesDocument[]) =>
  writeSales(session, addSales, shopId, sales);

/** Overwrites what is there. */
export const putDailySales = (session: Session, shopId: Id, sales: readonly DailySalesDocument[]) =>
  writeSales(session, putSales, shopId, sales);

function writeSales(session: Session, sql: string, shopId: Id, sales: readonly DailySalesDocument[]): void {
  // In the order of the table's key: neighbors go to the same page.
  const ordered = sales.toSorted((a, b) => (a.productId < b.productId ? -1 : 1));
  for (let start = 0; start < ordered.length; start += rowsPerStatement) {
    const values = ordered
      .slice(start, start + rowsPerStatement)
      .map((sale) => [
        sale.productId,
        dayNumber(sale.day),
        sale.quantity,
        sale.wholesaleQuantity,
        sale.revenue,
        sale.stockedOut,
      ]);
    session.run(sql, [shopId, JSON.stringify(values)]);
  }
}

export class SqliteDailySalesRepository implements DailySalesRepository {
  constructor(private readonly connection: SqliteConnection) {}

  async listByProduct(shopId: Id, productId: Id, since: Day = '0000-00-00'): Promise<DailySalesDocument[]> {
    return this.connection
      .all<SalesRow>(
        `SELECT ${salesColumns} FROM daily_sales WHERE shop = unhex(?) AND product = unhex(?) AND day >= ? ORDER BY day`,
        [shopId, productId, dayNumber(since)],
      )
      .map(salesFromRow);
  }

  async *iterate(shopId: Id, since: Day = '0000-00-00'): AsyncIterable<DailySalesDocument[]> {
    // Reads in bounded pages along the primary key; the last product of a page may go on in the next, so it waits.
    let [product, day] = ['', 0];
    let waiting: DailySalesDocument[] = [];
    for (;;) {
      const rows = this.connection.all<SalesRow>(
        `SELECT ${salesColumns} FROM daily_sales WHERE shop = unhex(?) AND (product, day) > (unhex(?), ?) AND day >= ?
           ORDER BY daily_sales.product, daily_sales.day LIMIT ?`,
        [shopId, product, day, dayNumber(since), rowsPerRead],
      );
      const last = rows.at(-1);
      const all = [...waiting, ...rows.map(salesFromRow)];
      if (!last || rows.length < rowsPerRead) {
        if (all.length > 0) yield all;
        return;
      }
      const firstOfLast = all.findIndex((sale) => sale.productId === last.product);
      if (firstOfLast > 0) yield all.slice(0, firstOfLast);
      waiting = all.slice(firstOfLast);
      ({ product, day } = last);
    }
  }

  markStockedOut(shopId: Id, marks: { productId: Id; day: Day }[]): Promise<void> {
    return this.connection.write((session) =>
      addDailySales(
        session,
        shopId,
        marks.map(({ productId, day }) => ({
          productId,
          day,
          quantity: 0,
          wholesaleQuantity: 0,
          revenue: 0,
          stockedOut: true,
        })),
      ),
    );
  }
}
