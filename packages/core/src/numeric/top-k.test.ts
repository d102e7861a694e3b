import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TopK } from './top-k.js';

describe('TopK', () => {
  it('keeps the best, best first, and prefers the lower number among equals', () => {
    const best = new TopK(3);
    for (const [item, score] of [
      [7, 1],
      [3, 5],
      [9, 5],
      [1, 2],
      [2, 5],
    ] as const) {
      best.push(item, score);
    }
    expect(best.drain()).toEqual([
      { item: 2, score: 5 },
      { item: 3, score: 5 },
      { item: 9, score: 5 },
    ]);
  });

  it('is empty after drain and after reset, and holds nothing with a limit of 0', () => {
    const best = new TopK(2);
    best.push(1, 1);
    best.drain();
    expect(best.drain()).toEqual([]);
    best.push(1, 1);
    best.reset(0);
    best.push(2, 2);
    expect(best.drain()).toEqual([]);
  });

  it('gives what sorting everything gives', () => {
    const pairs = fc.uniqueArray(fc.tuple(fc.nat(50), fc.integer({ min: -5, max: 5 })), {
      selector: ([item]) => item,
      maxLength: 40,
    });
    fc.assert(
      fc.property(pairs, fc.nat(12), (scored, limit) => {
        const best = new TopK(1);
        best.reset(limit);
        for (const [item, score] of scored) best.push(item, score);
        const sorted = [...scored].sort(([a, x], [b, y]) => y - x || a - b).slice(0, limit);
        expect(best.drain()).toEqual(sorted.map(([item, score]) => ({ item, score })));
      }),
    );
  });

  it('drainUnordered(...) gives the same set', () => {
    const best = new TopK(2);
    best.push(4, 1);
    best.push(5, 3);
    best.push(6, 2);
    const into = new Uint32Array(4);
    expect(best.drainUnordered(into)).toBe(2);
    expect([...into.subarray(0, 2)].sort()).toEqual([5, 6]);
  });
});
