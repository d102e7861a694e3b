import path from 'node:path';
import { SequencesBuilder, type Sequences } from '@shelfwise/core/recommend';
import { checkCounts, readLines } from './read-lines.js';

/**
 * Online Retail II (Chen 2019, UCI, CC BY 4.0): a UK gift shop, two years of invoice lines. A purchase is a line with
 * positive quantity and price whose code begins with five digits; codes are folded to upper case. Before `cut` is
 * training, from it on test; the published protocol cuts at 2011-11-10, so that the last 30 days are the test.
 */
export interface RetailRow {
  invoice: string;
  code: string;
  /** Days since 1970. */
  day: number;
  customer: string;
}

export interface RetailSplit {
  train: RetailRow[];
  test: RetailRow[];
}

export const testCut = '2011-11-10';

export function readRetail(dataDirectory: string): { time: string; row: RetailRow }[] {
  const lines = readLines(path.join(dataDirectory, 'demo'), 'online_retail_lines.csv');
  checkCounts('online-retail', { lines: lines.length - 1 }, { lines: 1_044_847 });
  const rows: { time: string; row: RetailRow }[] = [];
  for (let n = 1; n < lines.length; n++) {
    // invoice,stock_code,quantity,invoice_date,unit_price,customer_id,country: no field holds a comma or a quote.
    const [invoice, code, quantity, time, price, customer] = lines[n]!.split(',');
    if (invoice!.startsWith('C') || !(Number(quantity) > 0) || !(Number(price) > 0)) continue;
    if (!/^\d{5}/.test(code!)) continue;
    rows.push({
      time: time!,
      row: {
        invoice: invoice!,
        code: code!.toUpperCase(),
        day: Date.parse(`${time!}Z`) / 86_400_000,
        customer: customer!,
      },
    });
  }
  return rows;
}

/** Titles by code, folded as the lines are. */
export function readTitles(dataDirectory: string): Map<string, string> {
  const lines = readLines(path.join(dataDirectory, 'demo'), 'online_retail_products.csv').slice(1);
  return new Map(
    lines.map((line) => {
      const comma = line.indexOf(',');
      return [line.slice(0, comma).toUpperCase(), line.slice(comma + 1).replace(/^"|"$/g, '')];
    }),
  );
}

export function splitRetail(
  rows: readonly { time: string; row: RetailRow }[],
  cut: string,
  end = '9999',
): RetailSplit {
  const split: RetailSplit = { train: [], test: [] };
  for (const { time, row } of rows) {
    if (time < cut) split.train.push(row);
    else if (time < end) split.test.push(row);
  }
  return split;
}

/** Invoices as lists of distinct codes, in file order. */
export function toBaskets(rows: readonly RetailRow[]): { codes: string[]; day: number; customer: string }[] {
  const baskets = new Map<string, { codes: Set<string>; day: number; customer: string }>();
  for (const { invoice, code, day, customer } of rows) {
    const basket = baskets.get(invoice);
    if (basket) basket.codes.add(code);
    else baskets.set(invoice, { codes: new Set([code]), day, customer });
  }
  return [...baskets.values()].map(({ codes, day, customer }) => ({ codes: [...codes], day, customer }));
}

/** Numbers for the codes of the training part, in the order of the codes. */
export function numberCodes(rows: readonly RetailRow[]): Map<string, number> {
  return new Map([...new Set(rows.map(({ code }) => code))].sort().map((code, n) => [code, n]));
}

export function basketSequences(rows: readonly RetailRow[], numbers: ReadonlyMap<string, number>): Sequences {
  const builder = new SequencesBuilder();
  const people = new Map<string, number>();
  for (const { codes, day, customer } of toBaskets(rows)) {
    let person = -1;
    if (customer !== '') {
      person = people.get(customer) ?? people.size;
      people.set(customer, person);
    }
    builder.add(
      codes.map((code) => numbers.get(code)!),
      day,
      person,
    );
  }
  return builder.build();
}
