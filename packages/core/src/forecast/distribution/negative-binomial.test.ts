import { describe, expect, it } from 'vitest';
import { negativeBinomialQuantiles, normalQuantile } from './negative-binomial.js';

describe('negativeBinomialQuantiles(…)', () => {
  it('gives the counts whose summed probabilities first reach the levels (mean 5, size 2)', () => {
    const out = new Float64Array(4);
    negativeBinomialQuantiles(5, 0.5, [0.1, 0.5, 0.9, 0.99], out);
    expect([...out]).toEqual([1, 4, 11, 19]);
  });

  it('comes near the Poisson distribution without dispersion: qpois(c(.05,.5,.95), 3)', () => {
    const out = new Float64Array(3);
    negativeBinomialQuantiles(3, 0, [0.05, 0.5, 0.95], out);
    expect([...out]).toEqual([1, 3, 6]);
  });

  it('joins the approximation for large means without a step', () => {
    const below = new Float64Array(1);
    const above = new Float64Array(1);
    negativeBinomialQuantiles(199.9, 0.2, [0.9], below);
    negativeBinomialQuantiles(200.1, 0.2, [0.9], above);
    expect(Math.abs(above[0]! - below[0]!)).toBeLessThan(4);
  });

  it('is zero where nothing sells', () => {
    const out = new Float64Array(2).fill(1);
    negativeBinomialQuantiles(0, 1, [0.5, 0.99], out);
    expect([...out]).toEqual([0, 0]);
  });
});

describe('normalQuantile(…)', () => {
  it('gives the table’s values', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959964, 5);
    expect(normalQuantile(0.001)).toBeCloseTo(-3.090232, 5);
    expect(normalQuantile(0.5)).toBeCloseTo(0, 9);
  });
});
