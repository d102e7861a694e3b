import { classifyIntent, trainIntentClassifier, type IntentClassifier } from '@shelfwise/core/language';
import { bootstrapMean, type Reporter } from '../report.js';
import { oos, type IntentSet } from './intent-sets.js';
import { matthewsCorrelation } from './matthews-correlation.js';

/**
 * How well intents are told apart, and how well it is noticed that a question belongs to none. The classifier is the one that
 * the product serves, with its defaults; nothing is chosen on a test set, except where the HINT3 repository's protocol
 * says so (best threshold on test), which then stands beside a threshold taken from training alone.
 */
export interface Judged {
  truth: string;
  /** The first intent, and how sure that is. */
  predicted: string;
  confidence: number;
}

const method = 'no-encoder';

export function trainTimed(set: IntentSet, report: Reporter): IntentClassifier {
  report.note(`${set.name}: training on ${set.train.length} utterances`);
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  const classifier = trainIntentClassifier(set.train.filter((example) => example.intent !== oos));
  const cpu = process.cpuUsage(cpuBefore);
  report.cost({
    area: 'chat',
    set: set.name,
    method,
    metric: 'train seconds',
    value: round((performance.now() - startedAt) / 1000, 2),
    unit: 's',
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
    peakRssMiB: process.resourceUsage().maxRSS / 1024,
  });
  return classifier;
}

export function judge(classifier: IntentClassifier, examples: IntentSet['test']): Judged[] {
  return examples.map(({ text, intent }) => {
    const first = classifyIntent(classifier, text).ranking[0]!;
    return { truth: intent, predicted: first.name, confidence: first.confidence };
  });
}

export function reportLatency(classifier: IntentClassifier, set: IntentSet, report: Reporter): void {
  const times = set.test.slice(0, 500).map(({ text }) => {
    const startedAt = performance.now();
    classifyIntent(classifier, text);
    return performance.now() - startedAt;
  });
  times.sort((a, b) => a - b);
  for (const [metric, share] of [
    ['p50 ms', 0.5],
    ['p99 ms', 0.99],
  ] as const) {
    const value = round(times[Math.floor(times.length * share)]!, 3);
    report.cost({ area: 'chat', set: set.name, method, metric, value, unit: 'ms' });
  }
}

export interface Anchor {
  value: number;
  source: string;
}

export function reportShare(
  report: Reporter,
  set: string,
  metric: string,
  outcomes: readonly boolean[],
  anchor?: Anchor,
): void {
  const sums = outcomes.map(Number);
  report.quality({
    area: 'chat',
    set,
    method,
    ours: true,
    metric,
    value: sums.reduce((a, b) => a + b, 0) / Math.max(sums.length, 1),
    ...bootstrapMean(
      sums,
      sums.map(() => 1),
    ),
    higherIsBetter: true,
    ...(anchor && { anchor: anchor.value, anchorSource: anchor.source }),
  });
}

/** What is said at a threshold: the first intent, or that it is out of scope. */
export function decide(judged: readonly Judged[], threshold: number): string[] {
  return judged.map(({ predicted, confidence }) => (confidence >= threshold ? predicted : oos));
}

/** The threshold with most right decisions, as in Larson et al. 2019: validation decides, the test does not. */
export function bestThreshold(judged: readonly Judged[]): number {
  const rightAt = (threshold: number) =>
    decide(judged, threshold).filter((name, i) => name === judged[i]!.truth).length;
  const candidates = Array.from({ length: 101 }, (_, i) => i / 100);
  return candidates.reduce((best, threshold) => (rightAt(threshold) > rightAt(best) ? threshold : best));
}

/** HINT3: the best of ten thresholds on the test set, as its repository does for every platform; and an honest one. */
export function reportHint3(report: Reporter, shop: string, judged: readonly Judged[], anchor: Anchor): void {
  const truth = judged.map((item) => item.truth);
  const at = (threshold: number) => matthewsCorrelation(truth, decide(judged, threshold));
  const best = Math.max(...Array.from({ length: 10 }, (_, i) => at(i / 10)));
  const figure = { area: 'chat', set: 'hint3', method, ours: true, higherIsBetter: true };
  report.quality({
    ...figure,
    metric: `MCC ${shop}`,
    value: best,
    anchor: anchor.value,
    anchorSource: anchor.source,
  });
  // The confidence is a calibrated probability, so one half is where a refusal is the likelier right answer.
  report.quality({ ...figure, metric: `honest MCC ${shop}`, value: at(0.5) });
  reportShare(
    report,
    'hint3',
    `in-scope accuracy ${shop}`,
    judged.filter((item) => item.truth !== oos).map((item) => item.predicted === item.truth),
  );
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
