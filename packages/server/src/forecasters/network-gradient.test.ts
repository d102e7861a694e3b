import { lossAndGradients } from '@shelfwise/core/forecast';
import { expect, it } from 'vitest';
import { loadTensorFlow } from './tensorflow.js';

it('lossAndGradients(…) has the slopes that small steps of each weight show', async () => {
  const tf = await loadTensorFlow();
  let state = 1;
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647 - 0.5;
  const filled = (rows: number, columns: number) => Float32Array.from({ length: rows * columns }, random);
  const sizes = {
    w1: [4, 5],
    b1: [1, 5],
    w2: [5, 5],
    b2: [1, 5],
    w3: [5, 3],
    b3: [1, 3],
    skip: [4, 3],
  } as const;
  const names = Object.keys(sizes) as (keyof typeof sizes)[];
  const values = new Map(names.map((name) => [name, filled(sizes[name][0], sizes[name][1])]));
  const tensor = (name: keyof typeof sizes) => tf.tensor2d(values.get(name)!, [...sizes[name]]);
  const batch = {
    input: tf.tensor2d(filled(6, 4), [6, 4]),
    target: tf.tensor2d(filled(6, 3), [6, 3]),
    known: tf.tensor2d(
      Float32Array.from({ length: 18 }, (_, i) => (i % 5 === 0 ? 0 : 1)),
      [6, 3],
    ),
  };
  const levels = tf.tensor2d([0.1, 0.5, 0.9], [1, 3]);
  const evaluate = () => {
    const [w1, b1, w2, b2, w3, b3, skip] = names.map(tensor);
    return lossAndGradients(
      tf,
      { w1: w1!, b1: b1!, w2: w2!, b2: b2!, w3: w3!, b3: b3!, skip: skip! },
      levels,
      batch,
    );
  };
  const { gradients } = evaluate();
  const step = 2e-3;
  for (const name of names) {
    const slopes = gradients.find((gradient) => gradient.name.endsWith(`/${name}`))!.tensor.dataSync();
    const weights = values.get(name)!;
    const before = weights[0]!;
    const lossAt = (value: number) => {
      weights[0] = value;
      return evaluate().loss.dataSync()[0]!;
    };
    const seen = (lossAt(before + step) - lossAt(before - step)) / (2 * step);
    weights[0] = before;
    expect(Math.abs(seen - slopes[0]!), name).toBeLessThan(0.01);
  }
});
