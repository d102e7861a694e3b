/** The lines that a benchmark prints: one a figure, as text for people or as JSON (`--json`). */

export interface QualityFigure {
  area: string;
  set: string;
  method: string;
  /** True on the one method that the product serves for this set and metric. */
  ours: boolean;
  metric: string;
  /** A fraction, never per cent. */
  value: number;
  /** 95 % bootstrap interval. */
  low?: number;
  high?: number;
  higherIsBetter: boolean;
  anchor?: number;
  anchorSource?: string;
}

export interface CostFigure {
  area: string;
  set: string;
  method: string;
  metric: string;
  value: number;
  unit: string;
  cpuSeconds?: number;
  peakRssMiB?: number;
}

export interface Reporter {
  quality(figure: QualityFigure): void;
  cost(figure: CostFigure): void;
  /** Progress for people; goes to standard error, so that standard output holds figures only. */
  note(text: string): void;
}

/** What a benchmark area is given. `set` restricts it to one data set. */
export interface BenchmarkOptions {
  dataDirectory: string;
  set?: string;
  /** `--data DIR --protocol P`: somebody's own data instead of the public sets. */
  own?: { directory: string; protocol: string; flags: Record<string, string> };
  report: Reporter;
}

export type BenchmarkArea = (options: BenchmarkOptions) => Promise<void>;

export function createReporter(json: boolean): Reporter {
  const print = (figure: QualityFigure | CostFigure, line: string) => {
    process.stdout.write(`${json ? JSON.stringify(figure) : line}\n`);
  };
  return {
    quality(figure) {
      const interval =
        figure.low !== undefined && figure.high !== undefined
          ? ` [${figure.low.toFixed(4)}, ${figure.high.toFixed(4)}]`
          : '';
      const anchor =
        figure.anchor !== undefined ? `  (published ${figure.anchor} ${figure.anchorSource ?? ''})` : '';
      const mark = figure.ours ? '*' : ' ';
      print(
        figure,
        `${mark} ${figure.set.padEnd(20)} ${figure.method.padEnd(28)} ${figure.metric.padEnd(18)} ${figure.value.toFixed(4)}${interval}${anchor}`,
      );
    },
    cost(figure) {
      const cpu = figure.cpuSeconds !== undefined ? `  cpu ${figure.cpuSeconds.toFixed(1)} s` : '';
      const memory = figure.peakRssMiB !== undefined ? `  peak ${figure.peakRssMiB.toFixed(0)} MiB` : '';
      print(
        figure,
        `  ${figure.set.padEnd(20)} ${figure.method.padEnd(28)} ${figure.metric.padEnd(18)} ${figure.value} ${figure.unit}${cpu}${memory}`,
      );
    },
    note(text) {
      process.stderr.write(`${text}\n`);
    },
  };
}

/** Percentile bootstrap of a mean over units (sessions, users, baskets), seeded: the same data gives the same interval. */
export function bootstrapMean(
  sums: ArrayLike<number>,
  counts: ArrayLike<number>,
  rounds = 1000,
): { low: number; high: number } {
  let state = 0x9e3779b9;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const means = new Float64Array(rounds);
  for (let round = 0; round < rounds; round++) {
    let sum = 0;
    let count = 0;
    for (let i = 0; i < sums.length; i++) {
      const pick = Math.floor(next() * sums.length);
      sum += sums[pick]!;
      count += counts[pick]!;
    }
    means[round] = count > 0 ? sum / count : 0;
  }
  means.sort();
  return { low: means[Math.floor(rounds * 0.025)]!, high: means[Math.floor(rounds * 0.975)]! };
}
