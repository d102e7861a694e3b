import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { togetherDefaults } from './bought-together.js';
import { fitItemPairs, type PairOptions } from './item-pairs.js';
import { neighborsOf } from './neighbor-table.js';
import { SequencesBuilder } from './sequences.js';

function baskets(lists: readonly { items: readonly number[]; day: number }[]) {
  const builder = new SequencesBuilder();
  for (const { items, day } of lists) builder.add(items, day);
  return builder.build();
}

const plain: PairOptions = {
  ...togetherDefaults,
  minimumSupport: 1,
  sharedOnly: false,
  targetPower: 0,
  halfLifeDays: 1e9,
  sizePower: 0,
};

function slowScore(
  lists: readonly { items: readonly number[]; day: number }[],
  options: PairOptions,
  item: number,
  other: number,
): number {
  const today = Math.max(...lists.map(({ day }) => day));
  let both = 0;
  let own = 0;
  let others = 0;
  let support = 0;
  for (const { items, day } of lists) {
    const distinct = new Set(items);
    const weight =
      2 ** ((day - today) / options.halfLifeDays) / Math.log2(1 + distinct.size) ** options.sizePower;
    if (distinct.has(item)) own += weight;
    if (distinct.has(other)) others += weight;
    if (distinct.has(item) && distinct.has(other)) {
      both += weight;
      support++;
    }
  }
  return support < options.minimumSupport
    ? 0
    : both / (own ** options.sourcePower * others ** options.targetPower);
}

describe('fitItemPairs', () => {
  it('gives confidence: of three baskets with a mug two hold a spoon', () => {
    const table = fitItemPairs(
      baskets([
        { items: [0, 1], day: 0 },
        { items: [0, 1, 2], day: 0 },
        { items: [0], day: 0 },
      ]),
      3,
      plain,
    );
    expect(neighborsOf(table, 0)).toEqual([
      { item: 1, score: Math.fround(2 / 3) },
      { item: 2, score: Math.fround(1 / 3) },
    ]);
  });

  it('leaves out what one person alone bought together, however often', () => {
    const builder = new SequencesBuilder();
    for (let n = 0; n < 5; n++) {
      builder.add([0, 1], n, 7);
      builder.add([0, 2], n, n < 4 ? 7 : 8);
      builder.add([0, 3], n);
    }
    const table = fitItemPairs(builder.build(), 4, togetherDefaults);
    expect(
      neighborsOf(table, 0)
        .map(({ item }) => item)
        .sort(),
    ).toEqual([2, 3]);
    expect(neighborsOf(table, 1)).toEqual([]);
  });

  it('trusts a small recent basket more than a large old one', () => {
    const table = fitItemPairs(
      baskets([
        { items: [0, 1, 3, 4, 5, 6, 7], day: 0 },
        { items: [0, 2], day: 60 },
      ]),
      8,
      { ...togetherDefaults, minimumSupport: 1, sharedOnly: false },
    );
    expect(neighborsOf(table, 0)[0]!.item).toBe(2);
  });

  it('leaves out pairs without minimum support', () => {
    const table = fitItemPairs(
      baskets([
        { items: [0, 1], day: 0 },
        { items: [0, 2], day: 0 },
        { items: [2, 0], day: 0 },
      ]),
      3,
      { ...plain, minimumSupport: 2 },
    );
    expect(neighborsOf(table, 0).map(({ item }) => item)).toEqual([2]);
    expect(neighborsOf(table, 1)).toEqual([]);
  });

  it('counts an item twice in a basket once, and looks at no more than maxListLength', () => {
    const list = { items: [0, 0, 1, 1, 2], day: 0 };
    const table = fitItemPairs(baskets([list]), 3, { ...plain, maxListLength: 2 });
    expect(neighborsOf(table, 0)).toEqual([{ item: 1, score: 1 }]);
    expect(neighborsOf(table, 2)).toEqual([]);
  });

  it('has empty rows for an empty shop and for items never bought', () => {
    expect(fitItemPairs(baskets([]), 0, plain).offsets.length).toBe(1);
    expect(neighborsOf(fitItemPairs(baskets([]), 2, plain), 1)).toEqual([]);
  });

  it('gives the scores of the slow definition', () => {
    const list = fc.record({
      items: fc.array(fc.nat(7), { minLength: 1, maxLength: 6 }),
      day: fc.nat(100),
    });
    const chosen = fc.record({
      sourcePower: fc.constantFrom(0.5, 1),
      targetPower: fc.constantFrom(0, 0.5),
      sizePower: fc.constantFrom(0, 1, 2),
      halfLifeDays: fc.constantFrom(10, 100),
      minimumSupport: fc.constantFrom(1, 2),
    });
    fc.assert(
      fc.property(fc.array(list, { minLength: 1, maxLength: 12 }), chosen, (lists, some) => {
        const options = { ...togetherDefaults, sharedOnly: false, ...some };
        const table = fitItemPairs(baskets(lists), 8, options);
        for (let item = 0; item < 8; item++) {
          const row = new Map(neighborsOf(table, item).map((one) => [one.item, one.score]));
          for (let other = 0; other < 8; other++) {
            if (other === item) continue;
            expect(row.get(other) ?? 0).toBeCloseTo(slowScore(lists, options, item, other), 5);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
