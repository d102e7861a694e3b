export * from './demand-series.js';
export { pinballLoss } from './metrics/pinball-loss.js';
export { seasonalScale, squaredScale } from './metrics/scaled-error.js';
export { coverage, mase, rmsse, totalPinballLoss, wql } from './metrics/metrics.js';
export { seasonalNaive, seasonalNaivePoint } from './models/seasonal-naive.js';
export { normalQuantile } from './distribution/negative-binomial.js';
export { quantileAt, levelsAround } from './distribution/quantile-at.js';
export { statisticalModels } from './models/candidates.js';
export {
  createDemandForecaster,
  cumulativeLevels,
  type DemandForecast,
  type DemandForecaster,
  type ExtraModel,
  type ForecasterOptions,
} from './demand-forecaster.js';
export { dailyNetwork, type NetworkShape } from './neural/network-shape.js';
export { predictWithNetwork, type DemandNetwork } from './neural/demand-network.js';
export { decodeDemandModel, encodeDemandModel } from './neural/demand-model-bytes.js';
export {
  lossAndGradients,
  trainNetwork,
  trainingDefaults,
  type TrainingOptions,
} from './neural/train-network.js';
