import type { DemandPoint } from './demand-points.js';
import type { FanBand } from './fan-bands.js';

/** How much higher than all else the highest may lie before it is cut off. */
const tallest = 1.75;
/** Share of the past that may be cut off. */
const rare = 0.02;

/**
 * The highest value that the chart has to show. One day with twenty times the usual sales would press everything else
 * to the ground: where the rest of the past and the likely range ahead stay far below, the few highest are cut off.
 */
export function highestShown(points: readonly DemandPoint[], bands: readonly FanBand[]): number {
  const sold = points
    .flatMap((point) => (point.sold === undefined ? [] : [point.sold]))
    .sort((a, b) => b - a);
  const top = bands[0]?.high;
  const ahead = points.map(({ expected, quantiles }) =>
    Math.max(expected ?? 0, (top === undefined ? undefined : quantiles?.[top]) ?? 0),
  );
  const highest = sold[0] ?? 0;
  const usual = Math.max(0, sold[Math.ceil(rare * sold.length)] ?? 0, ...ahead);
  return usual > 0 && highest > tallest * usual ? 1.25 * usual : Math.max(highest, usual);
}
