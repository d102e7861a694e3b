import { describe, expect, it } from 'vitest';
import { createRandom } from './seeded-random.js';

describe('createRandom', () => {
  it('gives the same numbers for the same seed and others for another', () => {
    const draw = (seed: number) => Array.from({ length: 5 }, createRandom(seed));
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it('fills [0, 1) evenly', () => {
    const random = createRandom(42);
    const bins = new Array<number>(10).fill(0);
    for (let n = 0; n < 10_000; n++) bins[Math.floor(random() * 10)]!++;
    for (const count of bins) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});
