import {
  beginningOf,
  decodeDemandModel,
  predictWithNetwork,
  type DemandNetwork,
  type DemandSeries,
  type Prediction,
} from '@shelfwise/core/forecast';
import { DamagedModel, readModel, UnreadableModel } from '../following/read-model.js';
import type { DemandModel, DemandModelContext, PredictionRequest } from './demand-model.js';
import { yearPosition } from './year-position.js';

/** The shop's newest network. Null when there is none, or when its bytes are damaged. */
export async function openNeuralModel({
  store,
  shopId,
  series,
  today,
  log,
}: DemandModelContext): Promise<NeuralModel | null> {
  const manifest = await store.models.findServing(shopId, 'demand');
  if (!manifest) return null;
  try {
    const { model } = await readModel(store, decodeDemandModel, manifest);
    return new NeuralModel(model, series, today);
  } catch (error) {
    if (!(error instanceof DamagedModel || error instanceof UnreadableModel)) throw error;
    log('demand network cannot be used and is left out', {
      version: manifest.version,
      error: error.message,
    });
    return null;
  }
}

/** One quantile network for all products of a shop. It computes here and needs no TensorFlow. */
export class NeuralModel implements DemandModel {
  readonly name = 'neural';

  /** `today` is the day after the histories' last one. */
  constructor(
    private readonly network: DemandNetwork,
    private readonly series: readonly DemandSeries[],
    private readonly today: number,
  ) {}

  async predict(requests: readonly PredictionRequest[]): Promise<(Prediction | null)[]> {
    return requests.map((request) => this.predictOne(request));
  }

  /**
   * Null for windows that the network was trained on, so that the backtest judges it by days that are new to
   * it.
   */
  private predictOne({ series, cutoff }: PredictionRequest): Prediction | null {
    const history = this.series[series]!;
    const day = this.today - (history.y.length - cutoff);
    if (day < this.network.trainedUntil) return null;
    const first = beginningOf(history);
    return predictWithNetwork(this.network, history.y.subarray(first), cutoff - first, yearPosition(day));
  }
}
