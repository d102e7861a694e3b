import type { Featurizer, FeaturizerOptions, SparseVector } from './featurizer.js';
import type { LinearSvm, SvmOptions } from './linear-svm.js';
import type { LogisticModel } from './logistic-regression.js';

/**
 * How likely the first-ranked intent is right: logistic regression on the classifier's own signs of doubt. It is
 * learned without any out-of-scope examples by leaving whole intents out of training and showing their utterances as
 * questions that nobody prepared for (the idea of D. Hendrycks et al., "Deep anomaly detection with outlier exposure",
 * 2019, with the bot's own intents as outliers), besides ordinary held-out utterances.
 */
export interface Calibration {
  /** Scores are multiplied by it before softmax. */
  sharpness: number;
  model: LogisticModel;
}

export interface IntentExample {
  text: string;
  intent: string;
}

export interface IntentClassifier {
  intents: readonly string[];
  featurizer: Featurizer;
  svm: LinearSvm;
  /** Training vectors by intent: the nearest of them tells how familiar an utterance is. */
  examples: readonly (readonly SparseVector[])[];
  calibration: Calibration;
}

export interface IntentPrediction {
  /** Highest first; ties in the intents' order. Only the first one's confidence is calibrated. */
  ranking: { name: string; confidence: number }[];
  /** Cosine to the nearest training utterance of the five best intents, 0–1. */
  familiarity: number;
}

export interface IntentClassifierOptions {
  featurizer?: Partial<FeaturizerOptions>;
  svm?: Partial<SvmOptions>;
  seed?: number;
  /** Taken as it is instead of being learned. */
  calibration?: Calibration;
}

/** Parts of a prediction before calibration; what calibration is learned from. */
export interface RawPrediction {
  /** Intent numbers, best first. */
  order: number[];
  /** By intent number. */
  scores: Float64Array;
  familiarity: number;
  /** Share of the words that training never saw. */
  unknown: number;
}

export type UncalibratedClassifier = Omit<IntentClassifier, 'calibration'>;
