import type { ChartText } from './chart-text.js';
import {
  dailyPoints,
  sumOf,
  weeklyPoints,
  type DemandForecast,
  type DemandHistory,
} from './demand-points.js';
import type { FanBand } from './fan-bands.js';

/** Four weeks: long enough for what sells seldom, short enough to be about now, and as long as _Sold a day_ looks back. */
const spanDays = 28;

/**
 * What sold lately and what is expected soon, in words. An average over all that the chart shows would be true of no day:
 * what sells at Christmas alone would seem to sell all year.
 */
export function describeNow(
  history: DemandHistory,
  forecast: DemandForecast | undefined,
  bands: readonly FanBand[],
  words: ChartText,
): string {
  const { history: past, forecast: ahead } = dailyPoints(history, forecast, {
    back: spanDays,
    ahead: spanDays,
  });
  const sentences: string[] = [];
  if (past.length > 0) {
    sentences.push(
      words.text('lately', {
        count: past.length,
        until: words.date(past.at(-1)!.to),
        sold: words.sales(sumOf(past)),
      }),
    );
  }
  const known = ahead.filter(({ expected }) => expected !== undefined);
  if (known.length > 0) {
    const expected = known.reduce((sum, day) => sum + day.expected!, 0);
    sentences.push(
      words.text('soon', {
        count: known.length,
        from: words.date(known[0]!.from),
        expected: words.about(expected),
      }),
    );
  }
  // The ranges of days or weeks do not add up to that of all of them: the first week's is what is known.
  const [week] = weeklyPoints(history, forecast).forecast;
  const [widest] = bands;
  if (week && widest) sentences.push(words.likely(week, widest));
  return sentences.join(' ');
}
