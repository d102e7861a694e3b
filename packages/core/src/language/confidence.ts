import type {
  Calibration,
  IntentClassifierOptions,
  IntentExample,
  RawPrediction,
  UncalibratedClassifier,
} from './intent-model.js';
import { fitLogistic, logistic } from './logistic-regression.js';
import { createRandom } from '../numeric/seeded-random.js';

/**
 * As learned on the default assistant (31 intents, 900 utterances): for too few examples to learn from, and where
 * learning, four trainings of five, would take too long.
 */
export const typicalCalibration: Calibration = Object.freeze({
  sharpness: 5.54,
  model: [-0.06, 3.23, -0.44, -0.79, -1.8],
});

/** Above this many examples one fold is enough, and keeps training short. */
const oneFoldFrom = 3000;

export function calibrateConfidence(
  examples: readonly IntentExample[],
  options: IntentClassifierOptions,
  fit: (examples: readonly IntentExample[], options: IntentClassifierOptions) => UncalibratedClassifier,
  predict: (classifier: UncalibratedClassifier, utterance: string) => RawPrediction,
): Calibration {
  const folds = 4;
  const random = createRandom((options.seed ?? 1) + 1);
  const intents = [...new Set(examples.map((example) => example.intent))].sort();
  const intentFold = new Map(intents.map((intent) => [intent, Math.floor(random() * folds * 2)]));
  const exampleFold = examples.map(() => Math.floor(random() * folds));
  const seen: { raw: RawPrediction; known: boolean; right: boolean; label: number }[] = [];
  for (let fold = 0; fold < (examples.length > oneFoldFrom ? 1 : folds); fold++) {
    // Intents whose fold number is at or over `folds` are never left out: half of them is enough.
    const isLeftOut = (example: IntentExample) => intentFold.get(example.intent) === fold;
    const training = examples.filter((example, i) => exampleFold[i] !== fold && !isLeftOut(example));
    if (new Set(training.map((example) => example.intent)).size < 2) continue;
    const classifier = fit(training, options);
    examples.forEach((example, i) => {
      if (exampleFold[i] !== fold && !isLeftOut(example)) return;
      const raw = predict(classifier, example.text);
      const label = classifier.intents.indexOf(example.intent);
      seen.push({ raw, label, known: label >= 0, right: raw.order[0] === label });
    });
  }
  if (seen.length < 10) return typicalCalibration;
  const sharpness = fitSharpness(seen.filter((sample) => sample.known));
  return {
    sharpness,
    model: fitLogistic(
      seen.map((sample) => signs(sharpness, sample.raw).row),
      seen.map((sample) => sample.right),
    ),
  };
}

export function confidenceOf(
  calibration: Calibration,
  raw: RawPrediction,
): { confidence: number; probabilities: Float64Array } {
  const { row, probabilities } = signs(calibration.sharpness, raw);
  return { confidence: logistic(calibration.model, row), probabilities };
}

/** Log-probability of the first intent, its lead over the second, the nearest example, foreign words. */
function signs(sharpness: number, raw: RawPrediction): { row: number[]; probabilities: Float64Array } {
  const probabilities = softmax(raw.scores, sharpness);
  const first = probabilities[raw.order[0]!]!;
  const second = probabilities[raw.order[1]!] ?? 0;
  return { row: [Math.log(first), first - second, raw.familiarity, raw.unknown], probabilities };
}

function softmax(scores: Float64Array, sharpness: number): Float64Array {
  const highest = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  const exponentials = scores.map((score) => Math.exp(sharpness * (score - highest)));
  const sum = exponentials.reduce((a, b) => a + b, 0);
  return exponentials.map((value) => value / sum);
}

/** Largest likelihood of the true intents, by golden-section search (temperature scaling, C. Guo et al., 2017). */
function fitSharpness(samples: readonly { raw: RawPrediction; label: number }[]): number {
  const loss = (sharpness: number) =>
    samples.reduce(
      (sum, { raw, label }) => sum - Math.log(softmax(raw.scores, sharpness)[label]! + 1e-12),
      0,
    );
  const ratio = (Math.sqrt(5) - 1) / 2;
  let low = 0.5;
  let high = 20;
  for (let i = 0; i < 20; i++) {
    const left = high - ratio * (high - low);
    const right = low + ratio * (high - low);
    if (loss(left) < loss(right)) high = right;
    else low = left;
  }
  return (low + high) / 2;
}
