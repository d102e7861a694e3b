import { modelLevels } from '../demand-series.js';
import { levelsAround } from './quantile-at.js';

/**
 * Conformal-like calibration of levels (after Romano, Patterson & Candès, 2019, "Conformalized quantile regression",
 * on the probability scale): if values of the past fell under the 0.9 quantile only in 0.8 of cases, ask for the quantile under which 0.9 fell.
 */
export type CalibrationMap = (level: number) => number;

export interface PitCollector {
  /** `quantiles` at `modelLevels`, [periods × levels]. */
  add(actual: ArrayLike<number>, quantiles: ArrayLike<number>): void;
  values(): Float64Array;
}

/** Collects probability integral transforms, randomized at jumps by a golden-ratio sequence (even and repeatable). */
export function createPitCollector(): PitCollector {
  const pits: number[] = [];
  let random = 0.5;
  return {
    add(actual, quantiles) {
      const halfWidth = Array.from(actual).every((value) => Number.isNaN(value) || Number.isInteger(value))
        ? 0.25
        : 0;
      for (let t = 0; t < actual.length; t++) {
        if (Number.isNaN(actual[t]!)) continue;
        random = (random + 0.6180339887498949) % 1;
        const { below, upTo } = levelsAround(
          quantiles,
          t * modelLevels.length,
          modelLevels,
          actual[t]!,
          halfWidth,
        );
        pits.push(below + (upTo - below) * random);
      }
    },
    values: () => Float64Array.from(pits).sort(),
  };
}

/** From sorted transforms. Few of them move the level little: 600 stand for as much as the claim itself. */
export function calibrationMap(sortedPits: Float64Array): CalibrationMap {
  const n = sortedPits.length;
  return (level) => {
    if (n === 0) return level;
    const seen = sortedPits[Math.min(n - 1, Math.floor(level * n))]!;
    return (n * seen + 600 * level) / (n + 600);
  };
}
