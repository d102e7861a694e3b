import type * as TensorFlow from '@tensorflow/tfjs-core';
import { createRandom } from '../../numeric/index.js';
import { beginningOf, type DemandSeries } from '../demand-series.js';
import { matrixSizes, networkMatrices, type DemandNetwork, type NetworkMatrix } from './demand-network.js';
import { inputSize, networkLevels, outputSize, writeInput, type NetworkShape } from './network-shape.js';

/**
 * Learns one quantile network from random windows of all products (a "global" model, as the winners of M5), by the
 * pinball loss of scaled demand, with Adam and a cosine learning rate.
 *
 * TensorFlow comes in as an argument: which backend runs is the caller's affair. The gradients are written out. On the
 * WebAssembly backend `matMul` with a transposed operand, which automatic differentiation uses, is ten times slower than a
 * `transpose` before it: 100,000 windows take 4 instead of 19 CPU seconds. And Node's build of TensorFlow.js core
 * comes without gradients.
 */
export interface TrainingOptions {
  shape: NetworkShape;
  /** Last period (exclusive, counted back from the end of the histories) that may be learnt from. */
  holdOut: number;
  /** Place in the year (0–1) of the period after the histories. */
  yearPosition: number;
  /** Length of the year in periods, for the position of earlier ones. */
  periodsPerYear: number;
  batches: number;
  batchSize: number;
  learningRate: number;
  seed: number;
  /** Called after each batch; answering false ends the training with what was learnt. */
  onBatch?: (done: number, loss: number) => boolean | Promise<boolean>;
}

export const trainingDefaults = { batches: 3000, batchSize: 256, learningRate: 2e-3, seed: 7 };

export interface TrainingResult {
  weights: DemandNetwork['weights'];
  /** Mean loss of the last tenth of the batches, in units of the products' scales. */
  loss: number;
  samples: number;
}

/** Null when no history holds a whole window and horizon before the hold-out. */
export async function trainNetwork(
  tf: typeof TensorFlow,
  all: readonly DemandSeries[],
  options: TrainingOptions,
): Promise<TrainingResult | null> {
  const { shape, batches, batchSize } = options;
  const random = createRandom(options.seed);
  const sampler = createSampler(all, options, random);
  if (!sampler) return null;
  const sizes = matrixSizes(shape);
  const variables = Object.fromEntries(
    networkMatrices.map((name) => [
      name,
      tf.variable(initial(tf, name, sizes[name], random), true, `demand-network/${name}`),
    ]),
  ) as Record<NetworkMatrix, TensorFlow.Variable<TensorFlow.Rank.R2>>;
  const levels = tf.tensor2d(Array.from({ length: shape.horizon }, () => networkLevels).flat(), [
    1,
    outputSize(shape),
  ]);
  const x = new Float32Array(batchSize * inputSize(shape));
  const y = new Float32Array(batchSize * outputSize(shape));
  const mask = new Float32Array(batchSize * outputSize(shape));
  const optimizer = tf.train.adam(options.learningRate);
  let recent = 0;
  let recentCount = 0;
  let done = 0;
  while (done < batches) {
    const phase = done / batches;
    setRate(optimizer, options.learningRate * (0.02 + 0.98 * 0.5 * (1 + Math.cos(Math.PI * phase))));
    sampler(x, y, mask);
    const cost = tf.tidy(() => {
      const { loss, gradients } = lossAndGradients(tf, variables, levels, {
        input: tf.tensor2d(x, [batchSize, inputSize(shape)]),
        target: tf.tensor2d(y, [batchSize, outputSize(shape)]),
        known: tf.tensor2d(mask, [batchSize, outputSize(shape)]),
      });
      optimizer.applyGradients(gradients);
      return loss;
    });
    const value = cost.dataSync()[0]!;
    cost.dispose();
    done++;
    if (done > batches * 0.9) {
      recent += value;
      recentCount++;
    }
    if (options.onBatch && !(await options.onBatch(done, value))) break;
  }
  const weights = {} as DemandNetwork['weights'];
  for (const name of networkMatrices) {
    weights[name] = Float32Array.from(variables[name].dataSync());
    variables[name].dispose();
  }
  levels.dispose();
  optimizer.dispose();
  if (Object.values(weights).some((matrix) => matrix.some((value) => !Number.isFinite(value)))) return null;
  return { weights, loss: recentCount > 0 ? recent / recentCount : NaN, samples: done * batchSize };
}

/** Fills a batch with random windows: products by the root of how many windows they have, windows evenly. */
function createSampler(all: readonly DemandSeries[], options: TrainingOptions, random: () => number) {
  const { shape, holdOut, yearPosition, periodsPerYear } = options;
  const usable = all.flatMap((series) => {
    const { y } = series;
    const first = beginningOf(series);
    const from = first + shape.historyWindow;
    const to = y.length - holdOut - shape.horizon;
    return to > from ? [{ y: y.subarray(first), from: from - first, to: to - first }] : [];
  });
  if (usable.length === 0) return null;
  const cumulated = new Float64Array(usable.length);
  let sum = 0;
  usable.forEach(({ from, to }, i) => (cumulated[i] = sum += Math.sqrt(to - from)));
  const width = inputSize(shape);
  const levels = networkLevels.length;
  return (x: Float32Array, target: Float32Array, mask: Float32Array) => {
    for (let row = 0; row * width < x.length; row++) {
      const { y, from, to } = usable[pick(cumulated, random() * sum)]!;
      const cutoff = from + Math.floor(random() * (to - from + 1));
      const position = yearPosition - (y.length - cutoff) / periodsPerYear;
      const scale = writeInput(shape, y, cutoff, position - Math.floor(position), x, row * width);
      for (let h = 0; h < shape.horizon; h++) {
        const value = y[cutoff + h]!;
        const isKnown = !Number.isNaN(value);
        const at = (row * shape.horizon + h) * levels;
        target.fill(isKnown ? value / scale : 0, at, at + levels);
        mask.fill(isKnown ? 1 : 0, at, at + levels);
      }
    }
  };
}

function pick(cumulated: Float64Array, target: number): number {
  let low = 0;
  let high = cumulated.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulated[middle]! < target) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Batch {
  input: TensorFlow.Tensor2D;
  target: TensorFlow.Tensor2D;
  /** 1 where the target is known, else 0. */
  known: TensorFlow.Tensor2D;
}

/** Mean pinball loss over known cells, and its slope along each matrix, by the chain rule from the output back. */
export function lossAndGradients(
  tf: typeof TensorFlow,
  matrices: Record<NetworkMatrix, TensorFlow.Tensor2D>,
  levels: TensorFlow.Tensor2D,
  { input, target, known }: Batch,
): { loss: TensorFlow.Scalar; gradients: { name: string; tensor: TensorFlow.Tensor }[] } {
  const first = tf.relu(tf.add<TensorFlow.Tensor2D>(tf.matMul(input, matrices.w1), matrices.b1));
  const second = tf.relu(tf.add<TensorFlow.Tensor2D>(tf.matMul(first, matrices.w2), matrices.b2));
  const straight = tf.add(tf.matMul(input, matrices.skip), matrices.b3);
  const predicted = tf.add(tf.matMul(second, matrices.w3), straight);
  const cells = tf.maximum(tf.sum(known), 1);
  // Slope of the pinball loss: 1 − level where the quantile lies over the value, −level where it lies under it.
  const over = tf.cast(tf.greater(predicted, target), 'float32');
  const slope = tf.div(tf.mul(tf.sub(over, levels), known), cells);
  const loss = tf.sum(tf.mul(slope, tf.sub(predicted, target)));
  const atSecond = behindRelu(tf, second, tf.matMul(slope, tf.transpose(matrices.w3)));
  const atFirst = behindRelu(tf, first, tf.matMul(atSecond, tf.transpose(matrices.w2)));
  const inputTurned = tf.transpose(input);
  const gradients: Record<NetworkMatrix, TensorFlow.Tensor> = {
    w1: tf.matMul(inputTurned, atFirst),
    b1: tf.sum(atFirst, 0, true),
    w2: tf.matMul(tf.transpose(first), atSecond),
    b2: tf.sum(atSecond, 0, true),
    w3: tf.matMul(tf.transpose(second), slope),
    b3: tf.sum(slope, 0, true),
    skip: tf.matMul(inputTurned, slope),
  };
  return {
    loss: loss as TensorFlow.Scalar,
    gradients: networkMatrices.map((name) => ({ name: `demand-network/${name}`, tensor: gradients[name] })),
  };
}

function behindRelu(
  tf: typeof TensorFlow,
  output: TensorFlow.Tensor2D,
  slope: TensorFlow.Tensor,
): TensorFlow.Tensor2D {
  return tf.mul(slope, tf.cast(tf.greater(output, 0), 'float32'));
}

/** He's initialization for what feeds a ReLU, small values for what feeds the output. */
function initial(
  tf: typeof TensorFlow,
  name: NetworkMatrix,
  [rows, columns]: [number, number],
  random: () => number,
): TensorFlow.Tensor2D {
  const spread = name.startsWith('b')
    ? 0
    : name === 'skip' || name === 'w3'
      ? 0.2 / Math.sqrt(rows)
      : Math.sqrt(2 / rows);
  const values = new Float32Array(rows * columns);
  for (let i = 0; i < values.length; i++) {
    values[i] = spread * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  }
  return tf.tensor2d(values, [rows, columns]);
}

function setRate(optimizer: TensorFlow.AdamOptimizer, rate: number): void {
  // Adam's `learningRate` is protected in the types only; a new optimizer would forget its moments.
  (optimizer as unknown as { learningRate: number }).learningRate = rate;
}
