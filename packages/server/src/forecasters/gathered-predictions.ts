import type { ExtraModel, Prediction } from '@shelfwise/core/forecast';
import type { DemandModel, PredictionRequest } from './demand-model.js';

/**
 * Predictions of a demand model, gathered in batches before core asks for them: core computes and waits for
 * nothing. Only the last batch is held.
 */
export class GatheredPredictions implements ExtraModel {
  private batch = new Map<string, Prediction | null>();

  constructor(private readonly model: DemandModel) {}

  get name(): string {
    return this.model.name;
  }

  /** Replaces the batch by the predictions for these requests. */
  async gather(requests: readonly PredictionRequest[]): Promise<void> {
    const predictions = await this.model.predict(requests);
    if (predictions.length !== requests.length) {
      throw new Error(`The model ${this.name} made ${predictions.length} of ${requests.length} predictions.`);
    }
    this.batch = new Map(
      requests.map(({ series, cutoff }, index) => [keyOf(series, cutoff), predictions[index]!]),
    );
  }

  predict(series: number, cutoff: number): Prediction | null {
    const prediction = this.batch.get(keyOf(series, cutoff));
    if (prediction === undefined) {
      throw new RangeError(`The prediction of series ${series} from ${cutoff} was not gathered.`);
    }
    return prediction;
  }
}

const keyOf = (series: number, cutoff: number) => `${series}/${cutoff}`;
