import type { Reporter } from '../report.js';
import { basketQuestions } from './basket-protocol.js';
import { numberCodes, toBaskets, type RetailRow } from './online-retail.js';
import { readLines } from './read-lines.js';
import { evaluateBaskets } from './retail-sets.js';

/** Anybody's own baskets: `baskets.csv` with `basket,item` in time order; the last tenth of the baskets is the test. */
export function runOwnBaskets(directory: string, report: Reporter): void {
  const lines = readLines(directory, 'baskets.csv').filter((line) => line.includes(','));
  const rows = lines.slice(lines[0] === 'basket,item' ? 1 : 0).map((line): RetailRow => {
    const comma = line.indexOf(',');
    return { invoice: line.slice(0, comma), code: line.slice(comma + 1), day: 0, customer: '' };
  });
  const baskets = [...new Set(rows.map(({ invoice }) => invoice))];
  const cut = Math.floor(baskets.length * 0.9);
  // Without dates a year is spread evenly over the baskets, so that a half-life in days is one in rank.
  const days = new Map(baskets.map((basket, n) => [basket, (365 * n) / baskets.length]));
  const isTest = new Set(baskets.slice(cut));
  const dated = rows.map((row) => ({ ...row, day: days.get(row.invoice)! }));
  const split = {
    train: dated.filter(({ invoice }) => !isTest.has(invoice)),
    test: dated.filter(({ invoice }) => isTest.has(invoice)),
  };
  const numbers = numberCodes(split.train);
  const known = toBaskets(split.test).map(({ codes }) => codes.flatMap((code) => numbers.get(code) ?? []));
  evaluateBaskets('own baskets', split, numbers, basketQuestions(known), report);
}
