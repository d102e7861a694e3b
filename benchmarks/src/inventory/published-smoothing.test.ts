import { describe, expect, it } from 'vitest';
import { gammaLoss, gammaProbability } from './gamma-loss.js';
import { gammaLevel, smoothedDemand } from './published-smoothing.js';

describe('gammaProbability(…)', () => {
  it.each([0.2, 1, 3, 12])('is the closed form for whole shapes, at %d', (x) => {
    expect(gammaProbability(1, x)).toBeCloseTo(1 - Math.exp(-x), 12);
    expect(gammaProbability(2, x)).toBeCloseTo(1 - Math.exp(-x) * (1 + x), 12);
    expect(gammaProbability(3, x)).toBeCloseTo(1 - Math.exp(-x) * (1 + x + (x * x) / 2), 12);
  });
});

describe('gammaLoss(…)', () => {
  it.each([
    ['an exponential distribution', 5, 5],
    ['a lumpy one', 2, 6],
    ['a steady one', 40, 9],
  ])('is the area over the distribution function beyond the level, of %s', (_, mean, deviation) => {
    const shape = (mean / deviation) ** 2;
    const rate = mean / deviation ** 2;
    for (const level of [0, 1, 7, 45]) {
      // The slow and obvious way: midpoints of small steps.
      const step = 0.01;
      let area = 0;
      for (let x = level + step / 2; x < level + 60 * deviation; x += step) {
        area += step * (1 - gammaProbability(shape, rate * x));
      }
      expect(gammaLoss(mean, deviation, level)).toBeCloseTo(area, 2);
    }
  });
});

describe('gammaLevel(…)', () => {
  const loss = (level: number) => gammaLoss(4, 6, level);
  it('is the least whole level that leaves no more short than allowed', () => {
    const level = gammaLevel({ mean: 4, deviation: 6, most: 1000 }, 0.9);
    expect(loss(level)).toBeLessThanOrEqual(0.4);
    expect(loss(level - 1)).toBeGreaterThan(0.4);
  });

  it('is never beyond the highest demand there was, and nothing without demand', () => {
    expect(gammaLevel({ mean: 4, deviation: 6, most: 9 }, 0.99)).toBe(9);
    expect(gammaLevel({ mean: 0, deviation: 0, most: 9 }, 0.99)).toBe(0);
  });
});

describe('smoothedDemand(…)', () => {
  it('follows demand with the parameter that keeps nearest to its running mean', () => {
    const y = Float64Array.of(4, 0, 0, 6, 0, 3, 0, 0, 9, 0);
    const { mean, deviation, most } = smoothedDemand(y);
    // The slow and obvious way: every parameter in thousandths.
    let best = { cost: Infinity, level: NaN };
    for (let thousandths = 0; thousandths <= 1000; thousandths++) {
      let level = y[0]!;
      let cost = 0;
      y.forEach((value, t) => {
        const until = Math.max(t, 2);
        cost += Math.abs(level - y.slice(0, until + 1).reduce((sum, one) => sum + one, 0) / (until + 1));
        level += (thousandths / 1000) * (value - level);
      });
      if (cost < best.cost) best = { cost, level };
    }
    expect(mean).toBeCloseTo(best.level, 1);
    expect(deviation).toBeCloseTo(Math.sqrt(93.6 / 9), 10);
    expect(most).toBe(9);
  });
});
