import {
  dailyNetwork,
  predictWithNetwork,
  trainingDefaults,
  trainNetwork,
  type DemandNetwork,
  type NetworkShape,
} from '@shelfwise/core/forecast';
import { loadTensorFlow } from '@shelfwise/server/tensorflow';
import { backtestWindows } from './methods.js';
import type { NetworkMethod, Panel } from './panel.js';

/**
 * Trains the product's network on what lies before the backtest windows of the first test window, and no later: so both
 * the backtest that decides whether it is used and the test are new to it. Daily sets only.
 */
export async function networkFor(panel: Panel, note: (text: string) => void): Promise<NetworkMethod | null> {
  if (panel.calendar.seasonLength !== 7) return null;
  const shape: NetworkShape = { ...dailyNetwork, horizon: panel.horizon };
  const testLength = panel.windows * panel.horizon;
  const holdOut = testLength + backtestWindows(panel) * panel.horizon;
  const tf = await loadTensorFlow();
  const started = performance.now();
  const result = await trainNetwork(tf, panel.series, {
    ...trainingDefaults,
    shape,
    holdOut,
    yearPosition: panel.endsAt,
    periodsPerYear: panel.periodsPerYear,
  });
  if (!result) return null;
  note(`  network: ${result.samples} samples in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  const network: DemandNetwork = { shape, trainedUntil: -holdOut, weights: result.weights };
  return (histories, _, window) => {
    const back = testLength - window * panel.horizon;
    return {
      name: 'neural',
      predict(i, cutoff) {
        const { y } = histories[i]!;
        const before = y.length - cutoff + back;
        if (-before < network.trainedUntil) return null;
        let first = 0;
        while (first < y.length && !(y[first]! > 0)) first++;
        const position = panel.endsAt - before / panel.periodsPerYear;
        return predictWithNetwork(
          network,
          y.subarray(first),
          cutoff - first,
          position - Math.floor(position),
        );
      },
    };
  };
}
