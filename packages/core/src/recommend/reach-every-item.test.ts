import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildNeighborTable, neighborsOf, type NeighborTable, type TableRow } from './neighbor-table.js';
import { reachEveryItem } from './reach-every-item.js';

const kept = 50;
const tableOf = (rows: readonly (readonly number[])[]): NeighborTable =>
  buildNeighborTable(rows.length, kept, (add) => {
    for (const row of rows) add(row.map((item, n): TableRow => ({ item, score: 1 / (n + 1) })));
  });
const rowsOf = (table: NeighborTable) =>
  Array.from({ length: table.offsets.length - 1 }, (_, item) => neighborsOf(table, item));
const shownOf = (table: NeighborTable) =>
  new Set(rowsOf(table).flatMap((row) => row.slice(0, 8).map(({ item }) => item)));

describe('reachEveryItem', () => {
  it('leaves a table alone in which every product is shown', () => {
    const table = tableOf([[1], [0, 2], [1]]);
    expect(reachEveryItem(table, kept)).toBe(table);
  });

  it('seats a product with the one it is most like, and one that is like none nowhere', () => {
    const table = reachEveryItem(tableOf([[1], [0], [1, 0], []]), kept);
    expect(rowsOf(table).map((row) => row.map(({ item }) => item))).toEqual([[1], [0, 2], [1, 0], []]);
  });

  it('takes the last place shown, from a product that another row shows too', () => {
    const crowd = Array.from({ length: 40 }, (_, n) =>
      Array.from({ length: 40 }, (_, other) => other).filter((other) => other !== n),
    );
    const before = tableOf([...crowd, [3, 4]]);
    const table = reachEveryItem(before, kept);
    expect(shownOf(before).size).toBe(9);
    expect(shownOf(table).size).toBe(41);
    const changed = rowsOf(table).flatMap((row, item) =>
      row.slice(0, 7).some((one, n) => one.item !== neighborsOf(before, item)[n]?.item) ? [item] : [],
    );
    expect(changed).toEqual([]);
  });

  it('shows no less of any catalogue, joins only what is alike, each row distinct, in order and without itself', () => {
    const catalogue = fc
      .integer({ min: 2, max: 60 })
      .chain((count) =>
        fc.array(fc.uniqueArray(fc.nat(count - 1), { maxLength: kept }), {
          minLength: count,
          maxLength: count,
        }),
      )
      .map((rows) => rows.map((row, item) => row.filter((other) => other !== item)));
    fc.assert(
      fc.property(catalogue, (rows) => {
        const table = reachEveryItem(tableOf(rows), kept);
        expect([...shownOf(table)]).toEqual(expect.arrayContaining([...shownOf(tableOf(rows))]));
        rowsOf(table).forEach((row, item) => {
          expect(new Set([...row.map((one) => one.item), item]).size).toBe(row.length + 1);
          for (const one of row)
            expect(rows[item]!.includes(one.item) || rows[one.item]!.includes(item)).toBe(true);
          expect(row.every(({ score }, n) => score > 0 && (n === 0 || row[n - 1]!.score >= score))).toBe(
            true,
          );
        });
      }),
      { numRuns: 60 },
    );
  });
});
