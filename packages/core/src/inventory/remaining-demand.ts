import { demandQuantile, meanDemand, type CumulativeDemand } from './lead-time-demand.js';

/**
 * A forecast of summed demand as it stands `gone` days after it was made, counted from then. Means are exact: what was
 * due in the days gone by is taken off. Quantiles are not: the difference of two quantiles of sums is no quantile of
 * the difference, and far too narrow, since the days gone by bring no doubt any more. The spread is that of as many
 * days as remain, taken from the beginning of the forecast, and grows with the root of the mean where the season does.
 * Nothing is known beyond the last day: a forecast as old as that is answered as it is.
 */
export function remainingDemand(demand: CumulativeDemand, gone: number): CumulativeDemand {
  const left = (demand.days.at(-1) ?? 0) - gone;
  if (gone <= 0 || left <= 0) return demand;
  const due = meanDemand(demand, gone);
  const days = demand.days.filter((day) => day < left).concat(left);
  const means = days.map((day) => Math.max(0, meanDemand(demand, gone + day) - due));
  const quantiles = days.flatMap((day, i) => {
    const atFirst = meanDemand(demand, day);
    const growth = atFirst > 0 ? Math.sqrt(means[i]! / atFirst) : 1;
    return demand.levels.map((level) =>
      Math.max(0, means[i]! + growth * (demandQuantile(demand, day, level) - atFirst)),
    );
  });
  return { days, means, levels: demand.levels, quantiles };
}
