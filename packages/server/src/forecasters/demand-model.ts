import type { DemandSeries, Prediction } from '@shelfwise/core/forecast';
import type { Id } from '../stores/port/documents.js';
import type { Store } from '../stores/port/store.js';

/** One forecast to make: of a product, from the first `cutoff` periods of its history. */
export interface PredictionRequest {
  /** Index of the product's series. */
  series: number;
  cutoff: number;
}

/**
 * A demand model that competes in the backtest with the statistical models of core, and is used where it wins
 * (port). It may call another system, so it is asked for many forecasts at once.
 */
export interface DemandModel {
  /** The name that the owner's dashboard shows the model by. */
  readonly name: string;
  /**
   * Predictions in the order of the requests. Null where the model makes no prediction, such as a backtest
   * window that it was trained on.
   */
  predict(requests: readonly PredictionRequest[]): Promise<(Prediction | null)[]>;
}

/** The data that a model is opened with. */
export interface DemandModelContext {
  store: Pick<Store, 'models'>;
  shopId: Id;
  /** Histories of all products. They end on the same day. */
  series: readonly DemandSeries[];
  /** The day after the histories' last one, counted from 1970-01-01. */
  today: number;
  log: (message: string, details?: Record<string, number | string>) => void;
}

/**
 * Null when the shop has no such model, or none that can be used. The other models then compete without it.
 */
export type OpenDemandModel = (context: DemandModelContext) => Promise<DemandModel | null>;
