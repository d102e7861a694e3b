import { featurizerOf, type FeaturizerOptions, type SparseVector } from './featurizer.js';
import type { Calibration, IntentClassifier } from './intent-model.js';
import type { ArrayBundle } from '../numeric/array-bundle.js';

interface Meta {
  intents: string[];
  /** In column order. */
  terms: string[];
  options: FeaturizerOptions;
  calibration: Calibration;
}

export type PackedClassifier = Pick<ArrayBundle, 'meta' | 'arrays'>;

/** A classifier as parts of a stored model; `unpackClassifier` is its inverse. */
export function packClassifier(classifier: IntentClassifier): PackedClassifier {
  const vectors = classifier.examples.flat();
  const meta: Meta = {
    intents: [...classifier.intents],
    terms: [...classifier.featurizer.vocabulary.keys()],
    options: classifier.featurizer.options,
    calibration: classifier.calibration,
  };
  return {
    meta,
    arrays: {
      idf: classifier.featurizer.idf,
      weights: classifier.svm.weights,
      bias: classifier.svm.bias,
      examplesByIntent: Int32Array.from(classifier.examples, (examples) => examples.length),
      exampleLengths: Int32Array.from(vectors, (vector) => vector.indices.length),
      exampleIndices: Int32Array.from(vectors.flatMap((vector) => [...vector.indices])),
      exampleValues: Float32Array.from(vectors.flatMap((vector) => [...vector.values])),
    },
  };
}

/** Throws `RangeError` when the parts do not fit together. */
export function unpackClassifier(packed: PackedClassifier): IntentClassifier {
  const meta = packed.meta as Meta;
  const floats = (name: string) => packed.arrays[name] as Float32Array;
  const integers = (name: string) => packed.arrays[name] as Int32Array;
  const classes = meta.intents.length;
  if (
    floats('weights').length !== meta.terms.length * classes ||
    floats('bias').length !== classes ||
    integers('examplesByIntent').length !== classes
  ) {
    throw new RangeError('model bytes are damaged: the classifier has the wrong shape');
  }
  const vectors: SparseVector[] = [];
  let at = 0;
  for (const length of integers('exampleLengths')) {
    vectors.push({
      indices: integers('exampleIndices').subarray(at, at + length),
      values: floats('exampleValues').subarray(at, at + length),
    });
    at += length;
  }
  let next = 0;
  return {
    intents: meta.intents,
    featurizer: featurizerOf(meta.terms, floats('idf'), meta.options),
    svm: { classes, weights: floats('weights'), bias: floats('bias') },
    examples: Array.from(integers('examplesByIntent'), (count) => vectors.slice(next, (next += count))),
    calibration: meta.calibration,
  };
}
