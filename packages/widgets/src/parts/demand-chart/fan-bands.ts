/** A likely range: its two quantile levels by their place in the forecast, and the share of days inside. */
export interface FanBand {
  share: number;
  low: number;
  high: number;
}

const shares = [0.8, 0.5] as const;

/** The 80 % and 50 % ranges that the forecast's levels hold, widest first so that narrower ones lie on top. */
export function fanBands(levels: readonly number[]): FanBand[] {
  return shares.flatMap((share) => {
    const low = levelIndex(levels, (1 - share) / 2);
    const high = levelIndex(levels, (1 + share) / 2);
    return low === -1 || high === -1 ? [] : [{ share, low, high }];
  });
}

/** Place of a level; -1 when the forecast does not hold it. */
export function levelIndex(levels: readonly number[], wanted: number): number {
  return levels.findIndex((level) => Math.abs(level - wanted) < 1e-6);
}
