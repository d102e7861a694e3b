import { describe, expect, it } from 'vitest';
import { coverage, mase, rmsse, totalPinballLoss, wql } from './metrics.js';
import { pinballLoss } from './pinball-loss.js';
import { seasonalScale } from './scaled-error.js';

describe('forecast metrics', () => {
  it('pinballLoss(…) equals the absolute error at the median', () => {
    expect(pinballLoss(10, 7, 0.5)).toBe(3);
    expect(pinballLoss(7, 10, 0.5)).toBe(3);
  });

  it('pinballLoss(…) punishes running short more at a high level', () => {
    expect(pinballLoss(10, 7, 0.9)).toBeCloseTo(5.4);
    expect(pinballLoss(7, 10, 0.9)).toBeCloseTo(0.6);
  });

  it('mase(…) divides by the mean seasonal change of the history', () => {
    // Changes two apart: 2, 2, 2.
    expect(seasonalScale([1, 5, 3, 7, 5], 2)).toBe(2);
    expect(mase([1, 5, 3, 7, 5], [8, 4], [6, 4], 2)).toBe(0.5);
  });

  it('mase(…) leaves unknown values out, past and future', () => {
    expect(mase([1, NaN, 3, 7, 5], [8, NaN], [6, 4], 2)).toBe(1);
  });

  it('rmsse(…) starts at the first sale', () => {
    // After the first sale the changes are 2 and −2: scale 2. Errors 4 and 0: root mean square √8.
    expect(rmsse([0, 0, 0, 4, 6, 4], [8, 4], [4, 4])).toBeCloseTo(Math.sqrt(8) / 2);
  });

  it('wql(…) is the loss of all levels over the size of what happened', () => {
    const levels = [0.1, 0.9];
    const quantiles = [5, 15, 5, 15];
    // 10 inside: 0.1·2·5 + 0.1·2·5 = 2, mean 1. 20 above: 2·0.1·15 + 2·0.9·5 = 12, mean 6.
    expect(totalPinballLoss([10, 20], quantiles, levels)).toBeCloseTo(7);
    expect(wql([10, 20], quantiles, levels)).toBeCloseTo(7 / 30);
  });

  it('coverage(…) counts both ends in', () => {
    expect(coverage([1, 2, 3, 4], [1, 1, 1, 1], [3, 3, 3, 3])).toBe(0.75);
  });
});
