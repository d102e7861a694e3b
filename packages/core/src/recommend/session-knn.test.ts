import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSessionQuery, fitSessions, sessionDefaults, type SessionOptions } from './session-knn.js';
import { SequencesBuilder } from './sequences.js';

function visits(lists: readonly (readonly number[])[], day = (n: number) => n) {
  const builder = new SequencesBuilder();
  lists.forEach((items, n) => {
    builder.add(items, day(n));
  });
  return builder.build();
}

/** The same score, written as it is defined: every visit is looked at, nothing is indexed. */
function slowRecommend(
  lists: readonly (readonly number[])[],
  itemCount: number,
  options: SessionOptions,
  visit: readonly number[],
): Map<number, number> {
  const distinct = (items: readonly number[]) =>
    [...new Set([...items].reverse())].slice(0, options.maxLength).reverse();
  const past = lists.map(distinct);
  const idf = Array.from({ length: itemCount }, (_, item) => {
    const support = past.filter((items) => items.includes(item)).length;
    return support > 0 ? Math.log(1 + past.length / support) : 0;
  });
  const latest: { item: number; age: number }[] = [];
  for (let n = visit.length - 1; n >= 0 && latest.length < options.maxItems; n--) {
    if (!latest.some(({ item }) => item === visit[n]))
      latest.push({ item: visit[n]!, age: visit.length - 1 - n });
  }
  const scored = past.flatMap((items, n) => {
    const shared = latest.filter(({ item }) => items.includes(item));
    if (shared.length === 0) return [];
    const similarity = shared.reduce(
      (sum, { item, age }) => sum + Math.exp(-age / options.positionDecay) * idf[item]! ** options.matchPower,
      0,
    );
    const weight =
      Math.exp(-(past.length - 1 - n) / options.sessionDecay) / items.length ** options.lengthPower;
    return [{ n, items, match: items.indexOf(shared[0]!.item), vote: similarity * weight }];
  });
  scored.sort((a, b) => b.vote - a.vote || a.n - b.n);
  const scores = new Map<number, number>();
  for (const { items, match, vote } of scored.slice(0, options.neighbors)) {
    items.forEach((item, place) => {
      const decay = Math.exp(-Math.abs(place - match) / options.neighborDecay);
      const share = vote * decay * (place < match ? options.beforeWeight : 1);
      scores.set(item, (scores.get(item) ?? 0) + share);
    });
  }
  for (const [item, score] of scores) {
    const repeat = latest.some((one) => one.item === item) ? options.repeatWeight : 1;
    scores.set(item, score * idf[item]! ** options.idfPower * repeat);
  }
  return scores;
}

describe('createSessionQuery', () => {
  it('follows the visits that shared the latest item', () => {
    const model = fitSessions(
      visits([
        [0, 1, 2],
        [0, 1, 2],
        [3, 4],
      ]),
      5,
    );
    const next = createSessionQuery(model).recommend([1], 2, { skip: (item) => item === 1 });
    expect(next.map(({ item }) => item)).toEqual([2, 0]);
    expect(next.every(({ because }) => because === 1)).toBe(true);
  });

  it('answers nothing for an empty visit, an unknown item and an empty model', () => {
    const query = createSessionQuery(fitSessions(visits([[0, 1]]), 2));
    expect(query.recommend([], 5)).toEqual([]);
    expect(query.recommend([17], 5)).toEqual([]);
    expect(createSessionQuery(fitSessions(visits([]), 3)).recommend([1], 5)).toEqual([]);
  });

  it('leaves out what one person alone looked at, when asked to, question after question', () => {
    const builder = new SequencesBuilder();
    for (const [items, person] of [
      [[0, 1], 5],
      [[0, 1], 5],
      [[0, 2], 5],
      [[0, 2], 6],
      [[0, 3], -1],
      [[0, 3], -1],
      [[0, 4], -1],
      [[0, 5], -1],
      [[0, 5], 5],
    ] as const)
      builder.add(items, 1, person);
    const query = createSessionQuery(fitSessions(builder.build(), 6));
    for (let again = 0; again < 2; again++) {
      const next = query.recommend([0], 6, { sharedOnly: true, skip: (item) => item === 0 });
      expect(next.map(({ item }) => item).sort()).toEqual([2, 3, 5]);
      expect(query.recommend([0], 6)).toHaveLength(6);
    }
  });

  it('looks at the newest visits of an item only', () => {
    const model = fitSessions(
      visits([
        [0, 1],
        [0, 2],
        [0, 3],
      ]),
      4,
      { sampleSize: 2 },
    );
    const found = createSessionQuery(model).recommend([0], 10, { skip: (item) => item === 0 });
    expect(found.map(({ item }) => item).sort()).toEqual([2, 3]);
  });

  it('keeps the latest items of a visit that is too long', () => {
    const model = fitSessions(visits([Array.from({ length: 1000 }, (_, n) => n)]), 1000, { maxLength: 50 });
    expect(model.items.length).toBe(50);
    expect(model.items[0]).toBe(950);
  });

  it('gives the scores of the slow definition, question after question', () => {
    const itemCount = 12;
    const list = fc.array(fc.nat(itemCount - 1), { minLength: 1, maxLength: 8 });
    const chosen = fc.record({
      positionDecay: fc.constantFrom(0.7, 2.5),
      neighborDecay: fc.constantFrom(1, 5),
      beforeWeight: fc.constantFrom(0.2, 1),
      lengthPower: fc.constantFrom(0, 0.5),
      idfPower: fc.constantFrom(0, 1.5),
      matchPower: fc.constantFrom(0, 1),
      repeatWeight: fc.constantFrom(0.5, 2),
      maxItems: fc.constantFrom(2, 10),
      sessionDecay: fc.constantFrom(5, 90),
    });
    fc.assert(
      fc.property(
        fc.array(list, { maxLength: 15 }),
        fc.array(list, { maxLength: 3 }),
        chosen,
        (past, asked, some) => {
          const options = { ...sessionDefaults, ...some };
          const query = createSessionQuery(fitSessions(visits(past), itemCount, options));
          for (const visit of asked) {
            const expected = slowRecommend(past, itemCount, options, visit);
            const found = query.recommend(visit, itemCount);
            expect(found.map(({ item }) => item).sort()).toEqual([...expected.keys()].sort());
            for (const { item, score } of found) expect(score).toBeCloseTo(expected.get(item)!, 4);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('refuses options without meaning', () => {
    expect(() => fitSessions(visits([[0]]), 1, { beforeWeight: 0 })).toThrow(RangeError);
    expect(() => fitSessions(visits([[0]]), 1, { maxLength: 256 })).toThrow(RangeError);
  });
});
