import { describe, expect, it } from 'vitest';
import { atFill } from './at-fill.js';

/** Two products asked for 40 and 60 units; a setting fills that share of both, for its square in stock. */
const run = (setting: number) => ({
  filled: Float64Array.of(40 * setting, 60 * setting),
  stock: Float64Array.of(setting ** 2, 10 * setting ** 2),
});

describe('atFill(…)', () => {
  it('finds the setting that fills the share asked for, and what it cost each product', () => {
    const at = atFill(run, 100, 0.9, [0, 1]);
    expect(at.isReached).toBe(true);
    expect(at.fill).toBeCloseTo(0.9, 10);
    expect(at.setting).toBeCloseTo(0.9, 10);
    expect(at.stock[0]).toBeCloseTo(0.81, 5);
    expect(at.stock[1]).toBeCloseTo(8.1, 4);
    expect(at.filled[1]).toBeCloseTo(54, 10);
  });

  it('reads a policy that goes up in one step between the two sides of the step', () => {
    const step = (setting: number) => run(setting < 0.3 ? 0.5 : 1);
    const at = atFill(step, 100, 0.75, [0, 1]);
    expect(at.isReached).toBe(true);
    expect(at.setting).toBeCloseTo(0.3, 6);
    expect(at.stock[0]).toBeCloseTo((0.25 + 1) / 2, 10);
  });

  it.each([
    ['too little even at its most', 0.8, [0, 0.5] as const, 0.5],
    ['too much even at its least', 0.2, [0.5, 1] as const, 0.5],
  ])('says so where a policy fills %s', (_, target, settings, setting) => {
    const at = atFill(run, 100, target, settings);
    expect(at).toMatchObject({ isReached: false, setting, fill: setting });
  });
});
