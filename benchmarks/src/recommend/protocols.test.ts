import { describe, expect, it } from 'vitest';
import { basketQuestions } from './basket-protocol.js';
import { numberCodes, splitRetail, toBaskets, type RetailRow } from './online-retail.js';
import { cappedRecallAt, ndcgAt } from './ranking-metrics.js';
import { checkCounts } from './read-lines.js';
import { askSessions } from './session-protocol.js';

/** Ten invoice lines: three baskets before the cut, two after it. */
const lines: [time: string, invoice: string, code: string][] = [
  ['2011-11-01T10:00', '1', '10001'],
  ['2011-11-01T10:00', '1', '10002'],
  ['2011-11-02T10:00', '2', '10001'],
  ['2011-11-02T10:00', '2', '10003'],
  ['2011-11-03T10:00', '3', '10002'],
  ['2011-11-10T00:00', '4', '10003'],
  ['2011-11-10T00:00', '4', '10001'],
  ['2011-11-10T00:00', '4', '10002'],
  ['2011-11-10T00:00', '4', '10003'],
  ['2011-11-11T10:00', '5', '99999'],
];
const rows = lines.map(([time, invoice, code]) => {
  const row: RetailRow = { invoice, code, day: Date.parse(`${time}Z`) / 86_400_000, customer: '' };
  return { time, row };
});

describe('the bought-together protocol, by hand', () => {
  const split = splitRetail(rows, '2011-11-10');
  const numbers = numberCodes(split.train);
  const baskets = toBaskets(split.test).map(({ codes }) => codes.flatMap((code) => numbers.get(code) ?? []));
  const { asks, carts } = basketQuestions(baskets);

  it('cuts by time, and asks about known items of baskets with at least two', () => {
    expect(split.train).toHaveLength(5);
    expect(baskets).toEqual([[2, 0, 1], []]);
    expect(asks.map(({ item, relevant }) => [item, [...relevant]])).toEqual([
      [2, [0, 1]],
      [0, [2, 1]],
      [1, [2, 0]],
    ]);
  });

  it('hides the middle item of the cart', () => {
    expect(carts).toEqual([{ cart: [2, 1], hidden: 0 }]);
  });

  it('asks at most ten evenly spaced items of a large basket', () => {
    const basket = Array.from({ length: 25 }, (_, n) => n);
    expect(basketQuestions([basket]).asks.map(({ item }) => item)).toEqual([
      0, 2, 5, 7, 10, 12, 15, 17, 20, 22,
    ]);
  });

  it('scores an answer', () => {
    const relevant = new Set([0, 1]);
    // Found at ranks 1 and 3 of three: recall 2 of 2; gain 1 + 1/2 of an ideal 1 + 1/log2(3).
    expect(cappedRecallAt(10, [0, 9, 1], relevant)).toBe(1);
    expect(ndcgAt(10, [0, 9, 1], relevant)).toBeCloseTo(1.5 / (1 + 1 / Math.log2(3)), 12);
    expect(cappedRecallAt(10, [9], relevant)).toBe(0);
    // Twelve relevant, ten places: the best possible answer has recall 1.
    const many = Array.from({ length: 12 }, (_, n) => n);
    expect(cappedRecallAt(10, many, new Set(many))).toBe(1);
    expect(ndcgAt(10, many, new Set(many))).toBeCloseTo(1, 12);
  });
});

describe('the next-item protocol, by hand', () => {
  it('asks after every prefix and ranks among all items, with nothing left out', () => {
    const asked: number[][] = [];
    const scores = askSessions(
      [
        [7, 8, 8],
        [1, 2],
      ],
      (prefix) => {
        asked.push([...prefix]);
        return [8, 2];
      },
    );
    expect(asked).toEqual([[7], [7, 8], [1]]);
    expect(scores.questions).toBe(3);
    expect([...scores.counts]).toEqual([2, 1]);
    expect([...scores.hits]).toEqual([2, 1]);
    expect([...scores.reciprocals]).toEqual([2, 0.5]);
  });

  it('counts no answer beyond the twentieth', () => {
    const far = Array.from({ length: 21 }, (_, n) => n);
    expect([...askSessions([[5, 20]], () => far).hits]).toEqual([0]);
    expect([...askSessions([[5, 19]], () => far).reciprocals]).toEqual([1 / 20]);
  });
});

describe('checkCounts', () => {
  it('stops when the data is not the published set', () => {
    expect(() => checkCounts('x', { rows: 9 }, { rows: 10 })).toThrow(
      'x has 9 rows; the published set has 10',
    );
  });
});
