import {
  dailyNetwork,
  trainingDefaults,
  trainNetwork,
  type DemandNetwork,
  type DemandSeries,
} from '@shelfwise/core/forecast';
import { loadTensorFlow } from './tensorflow.js';
import { yearPosition } from './year-position.js';

export interface NetworkTraining {
  model: DemandNetwork;
  loss: number;
  samples: number;
  seconds: number;
}

/** The last windows are left out of training, because on them the network competes in the backtest. */
const holdOutDays = 3 * dailyNetwork.horizon;

/**
 * Trains on all histories, which end the day before `today` (days since 1970-01-01). Null when they are too
 * short.
 */
export async function trainDemandNetwork(
  all: readonly DemandSeries[],
  today: number,
  options: {
    signal: AbortSignal;
    progress(fraction: number): void;
    maxTrainingMs: number;
    batches?: number;
  },
): Promise<NetworkTraining | null> {
  const tf = await loadTensorFlow();
  const started = performance.now();
  const batches = options.batches ?? trainingDefaults.batches;
  const result = await trainNetwork(tf, all, {
    ...trainingDefaults,
    batches,
    shape: dailyNetwork,
    holdOut: holdOutDays,
    yearPosition: yearPosition(today),
    periodsPerYear: 365.25,
    onBatch: async (done) => {
      options.signal.throwIfAborted();
      if (done % 20 === 0) {
        options.progress(done / batches);
        await new Promise((resolve) => setImmediate(resolve));
      }
      return performance.now() - started < options.maxTrainingMs;
    },
  });
  if (!result) return null;
  const { weights, loss, samples } = result;
  return {
    model: { shape: dailyNetwork, trainedUntil: today - holdOutDays, weights },
    loss,
    samples,
    seconds: Math.round((performance.now() - started) / 1000),
  };
}
