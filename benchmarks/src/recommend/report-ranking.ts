import { bootstrapMean, type Reporter } from '../report.js';

/** A figure to be held against, and where it is published. */
export interface Anchor {
  value: number;
  source: string;
}

/** Adds up questions of one unit (a visit, a basket, a user): intervals resample whole units. */
export interface UnitScores {
  sums: Float64Array;
  counts: Float64Array;
}

export function reportQuality(
  report: Reporter,
  line: { set: string; method: string; ours: boolean; metric: string; anchor?: Anchor | undefined },
  { sums, counts }: UnitScores,
): void {
  const total = sums.reduce((a, b) => a + b, 0);
  const questions = counts.reduce((a, b) => a + b, 0);
  report.quality({
    area: 'recommend',
    set: line.set,
    method: line.method,
    ours: line.ours,
    metric: line.metric,
    value: questions > 0 ? total / questions : 0,
    ...bootstrapMean(sums, counts),
    higherIsBetter: true,
    ...(line.anchor && { anchor: line.anchor.value, anchorSource: line.anchor.source }),
  });
}

/** CPU seconds of this process since `start`; two busy cores make wall time mean little. */
export function cpuSecondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

export function reportSpeed(
  report: Reporter,
  { set, method }: { set: string; method: string },
  fitSeconds: number,
  answers: number,
  answerSeconds: number,
): void {
  const line = { area: 'recommend', set, method, peakRssMiB: process.resourceUsage().maxRSS / 1024 };
  report.cost({
    ...line,
    metric: 'train seconds',
    value: round(fitSeconds),
    unit: 's',
    cpuSeconds: fitSeconds,
  });
  report.cost({
    ...line,
    metric: 'answers a CPU second',
    value: Math.round(answers / Math.max(answerSeconds, 1e-6)),
    unit: '/s',
    cpuSeconds: answerSeconds,
  });
}

export function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
