import { calibrateConfidence, confidenceOf } from './confidence.js';
import { dot, featurize, fitFeaturizer, unknownShare, type SparseVector } from './featurizer.js';
import { svmScores, trainLinearSvm } from './linear-svm.js';
import type {
  IntentClassifier,
  IntentClassifierOptions,
  IntentExample,
  IntentPrediction,
  RawPrediction,
  UncalibratedClassifier,
} from './intent-model.js';
import { createRandom } from '../numeric/seeded-random.js';

/**
 * Which intent an utterance has, and how sure that is. A linear support vector machine over word and character n-grams
 * ranks the intents; the confidence is the calibrated probability that the first one is right, learned from
 * utterances and whole intents held out of training (`confidence.ts`), so that foreign questions score low without
 * one example of them.
 */

export function trainIntentClassifier(
  examples: readonly IntentExample[],
  options: IntentClassifierOptions = {},
): IntentClassifier {
  const intentCount = new Set(examples.map((example) => example.intent)).size;
  if (intentCount < 2)
    throw new RangeError(`examples of at least two intents are needed, got ${intentCount}`);
  const classifier = fitUncalibrated(examples, options);
  const calibration =
    options.calibration ?? calibrateConfidence(examples, options, fitUncalibrated, predictRaw);
  return { ...classifier, calibration };
}

export function classifyIntent(classifier: IntentClassifier, utterance: string): IntentPrediction {
  const raw = predictRaw(classifier, utterance);
  const { confidence, probabilities } = confidenceOf(classifier.calibration, raw);
  const others = 1 - probabilities[raw.order[0]!]!;
  return {
    familiarity: raw.familiarity,
    ranking: raw.order.map((intent, rank) => ({
      name: classifier.intents[intent]!,
      // The rest shares what is left in proportion, and never overtakes the first.
      confidence:
        rank === 0
          ? confidence
          : Math.min(confidence, others > 0 ? (probabilities[intent]! / others) * (1 - confidence) : 0),
    })),
  };
}

function fitUncalibrated(
  examples: readonly IntentExample[],
  options: IntentClassifierOptions,
): UncalibratedClassifier {
  const intents = [...new Set(examples.map((example) => example.intent))].sort();
  const numbers = new Map(intents.map((intent, number) => [intent, number]));
  const featurizer = fitFeaturizer(
    examples.map((example) => example.text),
    options.featurizer,
  );
  const vectors = examples.map((example) => featurize(featurizer, example.text));
  const labels = examples.map((example) => numbers.get(example.intent)!);
  const svm = trainLinearSvm(
    vectors,
    labels,
    { features: featurizer.vocabulary.size, classes: intents.length },
    createRandom(options.seed ?? 1),
    options.svm,
  );
  const byIntent: SparseVector[][] = intents.map(() => []);
  vectors.forEach((vector, i) => byIntent[labels[i]!]!.push(vector));
  return { intents, featurizer, svm, examples: byIntent };
}

function predictRaw(classifier: UncalibratedClassifier, utterance: string): RawPrediction {
  const vector = featurize(classifier.featurizer, utterance);
  const scores = svmScores(classifier.svm, vector);
  const order = Array.from(scores, (_, i) => i).sort((a, b) => scores[b]! - scores[a]! || a - b);
  let familiarity = 0;
  for (const intent of order.slice(0, 5)) {
    for (const example of classifier.examples[intent]!) {
      familiarity = Math.max(familiarity, dot(vector, example));
    }
  }
  return { order, scores, familiarity, unknown: unknownShare(classifier.featurizer, utterance) };
}
