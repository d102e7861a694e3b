import { describe, expect, it } from 'vitest';
import { createRandom } from '../numeric/seeded-random.js';
import type { SparseVector } from './featurizer.js';
import { svmScores, trainLinearSvm } from './linear-svm.js';

const dense = (...values: number[]): SparseVector => ({
  indices: Int32Array.from(values, (_, i) => i),
  values: Float32Array.from(values),
});

/** The primal problem, ½‖w‖² + ½b² + C Σ max(0, 1 − y(w·x + b))², by plain gradient descent. */
function slowBinarySvm(points: number[][], labels: number[], cost: number): number[] {
  const weights = new Array<number>(points[0]!.length + 1).fill(0);
  for (let step = 0; step < 40_000; step++) {
    const gradient = [...weights];
    points.forEach((point, i) => {
      const extended = [...point, 1];
      const margin = extended.reduce((sum, value, k) => sum + value * weights[k]!, 0);
      const slack = Math.max(0, 1 - labels[i]! * margin);
      extended.forEach((value, k) => (gradient[k]! -= 2 * cost * slack * labels[i]! * value));
    });
    gradient.forEach((value, k) => (weights[k]! -= 0.005 * value));
  }
  return weights;
}

describe('trainLinearSvm(...)', () => {
  it('reaches the optimum of the primal problem, found by plain gradient descent', () => {
    const random = createRandom(3);
    const points = Array.from({ length: 30 }, () => [random() * 2 - 1, random() * 2 - 1, random() * 2 - 1]);
    const labels = points.map(([a, b]) => (a! + 0.5 * b! + 0.3 * (random() - 0.5) > 0 ? 1 : 0));
    const svm = trainLinearSvm(
      points.map((point) => dense(...point)),
      labels,
      { features: 3, classes: 2 },
      random,
      {
        tolerance: 1e-8,
        maxEpochs: 5000,
      },
    );
    const expected = slowBinarySvm(
      points,
      labels.map((label) => (label === 1 ? 1 : -1)),
      1,
    );
    for (let feature = 0; feature < 3; feature++) {
      expect(svm.weights[feature * 2 + 1]).toBeCloseTo(expected[feature]!, 3);
    }
    expect(svm.bias[1]).toBeCloseTo(expected[3]!, 3);
  });

  it('tells three separable classes apart', () => {
    const vectors = [dense(1, 0, 0), dense(0, 1, 0), dense(0, 0, 1)];
    const svm = trainLinearSvm(vectors, [0, 1, 2], { features: 3, classes: 3 }, createRandom(1));
    vectors.forEach((vector, label) => {
      const scores = svmScores(svm, vector);
      expect(scores.indexOf(Math.max(...scores))).toBe(label);
    });
  });

  it('gives the same bytes for the same seed', () => {
    const train = () =>
      trainLinearSvm([dense(1, 0.5), dense(0.2, 1)], [0, 1], { features: 2, classes: 2 }, createRandom(7));
    expect(train()).toEqual(train());
  });
});
