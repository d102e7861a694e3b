import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortedQuantiles, weightedQuantiles } from './weighted-quantiles.js';

const levels = [0.1, 0.25, 0.5, 0.75, 0.9];

describe('weightedQuantiles(…)', () => {
  it('answers the middle of three equal values', () => {
    const out = new Float64Array(1);
    weightedQuantiles([9, 1, 5], [1, 1, 1], [0.5], out);
    expect(out[0]).toBe(5);
  });

  it('equals the unweighted quantiles when all weights are equal', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 }),
        (values) => {
          const weighted = new Float64Array(levels.length);
          const plain = new Float64Array(levels.length);
          weightedQuantiles(
            values,
            values.map(() => 1),
            levels,
            weighted,
          );
          sortedQuantiles(Float64Array.from(values).sort(), levels, plain);
          levels.forEach((_, l) => expect(weighted[l]).toBeCloseTo(plain[l]!, 4));
        },
      ),
    );
  });

  it('counts a weight of two as the same value twice, but for the interpolation', () => {
    const once = new Float64Array(1);
    const twice = new Float64Array(1);
    weightedQuantiles([1, 10], [1, 3], [0.9], once);
    weightedQuantiles([1, 10, 10, 10], [1, 1, 1, 1], [0.9], twice);
    expect(once[0]).toBe(10);
    expect(twice[0]).toBe(10);
  });

  it('answers zeros without values', () => {
    const out = new Float64Array(5).fill(7);
    weightedQuantiles([], [], levels, out);
    expect([...out]).toEqual([0, 0, 0, 0, 0]);
  });
});
