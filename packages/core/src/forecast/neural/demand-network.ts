import { modelLevels, type Prediction } from '../demand-series.js';
import { quantileAt } from '../distribution/quantile-at.js';
import { inputSize, networkLevels, outputSize, writeInput, type NetworkShape } from './network-shape.js';

/**
 * A trained network as plain data: two hidden layers and a straight path from input to output,
 * `relu(relu(x·w1 + b1)·w2 + b2)·w3 + x·skip + b3`, in the manner of TiDE (Das et al., 2023). Matrices are [rows × columns], row by row.
 */
export interface DemandNetwork {
  shape: NetworkShape;
  /** Day number (since 1970) of the first period that training did not see. */
  trainedUntil: number;
  weights: Record<NetworkMatrix, Float32Array>;
}

export const networkMatrices = ['w1', 'b1', 'w2', 'b2', 'w3', 'b3', 'skip'] as const;
export type NetworkMatrix = (typeof networkMatrices)[number];

/** Rows and columns of each matrix. */
export function matrixSizes(shape: NetworkShape): Record<NetworkMatrix, [rows: number, columns: number]> {
  const input = inputSize(shape);
  const output = outputSize(shape);
  return {
    w1: [input, shape.hidden],
    b1: [1, shape.hidden],
    w2: [shape.hidden, shape.hidden],
    b2: [1, shape.hidden],
    w3: [shape.hidden, output],
    b3: [1, output],
    skip: [input, output],
  };
}

/**
 * Quantiles for the periods from `cutoff` on; null when the history is shorter than the network's window. No tensors: one
 * product costs about 0.2 ms, so a server needs no TensorFlow to serve. Not for use by two callers at once.
 */
export function predictWithNetwork(
  network: DemandNetwork,
  y: Float64Array,
  cutoff: number,
  yearPosition: number,
): Prediction | null {
  const { shape, weights } = network;
  if (cutoff < shape.historyWindow) return null;
  const input = new Float32Array(inputSize(shape));
  const scale = writeInput(shape, y, cutoff, yearPosition, input, 0);
  const first = relu(dense(input, weights.w1, Float32Array.from(weights.b1)));
  const second = relu(dense(first, weights.w2, Float32Array.from(weights.b2)));
  const output = dense(input, weights.skip, dense(second, weights.w3, Float32Array.from(weights.b3)));
  return toPrediction(output, scale, shape.horizon);
}

/** `out + x · matrix`, in place. */
function dense(x: Float32Array, matrix: Float32Array, out: Float32Array): Float32Array {
  const columns = out.length;
  for (let row = 0; row < x.length; row++) {
    const value = x[row]!;
    if (value === 0) continue;
    const start = row * columns;
    for (let column = 0; column < columns; column++) out[column]! += value * matrix[start + column]!;
  }
  return out;
}

function relu(values: Float32Array): Float32Array {
  for (let i = 0; i < values.length; i++) if (values[i]! < 0) values[i] = 0;
  return values;
}

function toPrediction(output: Float32Array, scale: number, horizon: number): Prediction {
  const own = networkLevels.length;
  const size = modelLevels.length;
  const mean = new Float64Array(horizon);
  const quantiles = new Float64Array(horizon * size);
  for (let h = 0; h < horizon; h++) {
    // Levels are trained apart and may cross: sorting never raises the loss (Chernozhukov et al., 2010).
    const row = Float64Array.from(output.subarray(h * own, (h + 1) * own)).sort();
    for (let l = 0; l < own; l++) row[l] = Math.max(0, row[l]! * scale);
    for (let l = 0; l < size; l++) {
      quantiles[h * size + l] = quantileAt(row, 0, networkLevels, modelLevels[l]!);
    }
    mean[h] = meanOfQuantiles(row);
  }
  return { mean, quantiles };
}

/** Area under the quantile function by the trapezoid rule, the ends level. */
function meanOfQuantiles(row: Float64Array): number {
  const last = networkLevels.length - 1;
  let sum = row[0]! * networkLevels[0]! + row[last]! * (1 - networkLevels[last]!);
  for (let l = 1; l <= last; l++) {
    sum += ((row[l]! + row[l - 1]!) / 2) * (networkLevels[l]! - networkLevels[l - 1]!);
  }
  return sum;
}
