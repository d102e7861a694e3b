import { expect, it } from 'vitest';
import { zipfDraw } from './zipf.js';

it('zipfDraw(...) draws the r-th thing as often as 1 / r, and the same things again for the same seed', () => {
  const draw = zipfDraw(['a', 'b', 'c', 'd'], 5);
  const counts: Record<string, number> = { a: 0, b: 0, c: 0, d: 0 };
  const drawn = Array.from({ length: 25_000 }, draw);
  for (const thing of drawn) counts[thing]!++;
  const expected = [12_000, 6_000, 4_000, 3_000];
  Object.values(counts).forEach((count, n) => {
    expect(Math.abs(count - expected[n]!)).toBeLessThan(0.05 * expected[n]!);
  });
  const again = zipfDraw(['a', 'b', 'c', 'd'], 5);
  expect(Array.from({ length: 25_000 }, again)).toEqual(drawn);
});
