import type { SparseVector } from './featurizer.js';

/**
 * One-vs-rest linear support vector machine with squared hinge loss, trained by dual coordinate descent (C.-J. Hsieh
 * et al., "A dual coordinate descent method for large-scale linear SVM", ICML 2008, algorithm 3 with shrinking).
 * O(epochs × non-zeros × classes) time; memory is the weight matrix.
 */

export interface SvmOptions {
  /** Penalty of an error: larger fits the examples closer. */
  cost: number;
  maxEpochs: number;
  /** Stops when the largest projected gradient of an epoch falls below it. */
  tolerance: number;
}

/** `cost` by cross-validation on the training part of Banking77; it is flat between 0.5 and 2. */
export const svmDefaults: Readonly<SvmOptions> = Object.freeze({ cost: 1, maxEpochs: 30, tolerance: 0.1 });

export interface LinearSvm {
  classes: number;
  /** Float32Array [features × classes], row by row: one feature's weights stand together for sparse scoring. */
  weights: Float32Array;
  /** [classes] */
  bias: Float32Array;
}

/** `labels[i]` is the class of `vectors[i]`. `random` gives numbers in [0, 1). */
export function trainLinearSvm(
  vectors: readonly SparseVector[],
  labels: ArrayLike<number>,
  shape: { features: number; classes: number },
  random: () => number,
  options: Partial<SvmOptions> = {},
): LinearSvm {
  const settings = { ...svmDefaults, ...options };
  const weights = new Float32Array(shape.features * shape.classes);
  const bias = new Float32Array(shape.classes);
  // Feature values are stored end to end: the inner loop then touches two flat arrays only.
  const problem = flatten(vectors, settings.cost);
  for (let klass = 0; klass < shape.classes; klass++) {
    const solution = solveBinary(problem, (i) => labels[i] === klass, shape.features, random, settings);
    for (let feature = 0; feature < shape.features; feature++) {
      weights[feature * shape.classes + klass] = solution.weights[feature]!;
    }
    bias[klass] = solution.bias;
  }
  return { classes: shape.classes, weights, bias };
}

/** Signed distances to each class's boundary. */
export function svmScores(svm: LinearSvm, vector: SparseVector): Float64Array {
  const scores = Float64Array.from(svm.bias);
  for (let i = 0; i < vector.indices.length; i++) {
    const row = vector.indices[i]! * svm.classes;
    const value = vector.values[i]!;
    for (let klass = 0; klass < svm.classes; klass++) scores[klass]! += svm.weights[row + klass]! * value;
  }
  return scores;
}

interface Problem {
  starts: Int32Array;
  indices: Int32Array;
  values: Float32Array;
  /** ‖x‖² + 1 (for the bias) + 1/2C. */
  diagonal: Float64Array;
  ridge: number;
}

function flatten(vectors: readonly SparseVector[], cost: number): Problem {
  const starts = new Int32Array(vectors.length + 1);
  vectors.forEach((vector, i) => (starts[i + 1] = starts[i]! + vector.indices.length));
  const indices = new Int32Array(starts[vectors.length]!);
  const values = new Float32Array(starts[vectors.length]!);
  const ridge = 1 / (2 * cost);
  const diagonal = Float64Array.from(vectors, (vector, i) => {
    indices.set(vector.indices, starts[i]);
    values.set(vector.values, starts[i]);
    return vector.values.reduce((sum, value) => sum + value * value, 1 + ridge);
  });
  return { starts, indices, values, diagonal, ridge };
}

function solveBinary(
  problem: Problem,
  isPositive: (i: number) => boolean,
  features: number,
  random: () => number,
  options: SvmOptions,
): { weights: Float64Array; bias: number } {
  const { starts, indices, values, diagonal, ridge } = problem;
  const count = diagonal.length;
  const weights = new Float64Array(features);
  let bias = 0;
  const alpha = new Float64Array(count);
  const active = Int32Array.from({ length: count }, (_, i) => i);
  let activeCount = count;
  let shrinkAbove = Infinity;
  for (let epoch = 0; epoch < options.maxEpochs; epoch++) {
    shuffle(active, activeCount, random);
    let largest = -Infinity;
    let smallest = Infinity;
    for (let position = 0; position < activeCount; position++) {
      const i = active[position]!;
      const sign = isPositive(i) ? 1 : -1;
      let margin = bias;
      for (let k = starts[i]!; k < starts[i + 1]!; k++) margin += weights[indices[k]!]! * values[k]!;
      const gradient = sign * margin - 1 + ridge * alpha[i]!;
      if (alpha[i] === 0 && gradient > shrinkAbove) {
        active[position--] = active[--activeCount]!;
        active[activeCount] = i;
        continue;
      }
      const projected = alpha[i] === 0 ? Math.min(gradient, 0) : gradient;
      largest = Math.max(largest, projected);
      smallest = Math.min(smallest, projected);
      if (projected === 0) continue;
      const before = alpha[i]!;
      alpha[i] = Math.max(0, before - gradient / diagonal[i]!);
      const step = (alpha[i] - before) * sign;
      for (let k = starts[i]!; k < starts[i + 1]!; k++) weights[indices[k]!]! += step * values[k]!;
      bias += step;
    }
    if (largest - smallest < options.tolerance) {
      if (activeCount === count) break;
      activeCount = count;
      shrinkAbove = Infinity;
    } else {
      shrinkAbove = largest <= 0 ? Infinity : largest;
    }
  }
  return { weights, bias };
}

function shuffle(items: Int32Array, count: number, random: () => number): void {
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const held = items[i]!;
    items[i] = items[j]!;
    items[j] = held;
  }
}
