import { applyRetention } from './apply-retention.js';
import { forecastDemand } from './forecast-demand.js';
import type { JobDefinition } from './job.js';
import { learnDemand } from './learn-demand.js';
import { learnRecommendations } from './learn-recommendations.js';
import { mergeStubs } from './merge-stubs.js';
import { rebuildDailySales } from './rebuild-daily-sales.js';
import { trainAssistant } from './train-assistant.js';
import { watchData } from './watch-data.js';

/** Every job. A job in this table runs by its schedule, when it is due, and on demand. */
export const jobDefinitions: readonly JobDefinition[] = [
  learnRecommendations,
  trainAssistant,
  forecastDemand,
  learnDemand,
  watchData,
  applyRetention,
  rebuildDailySales,
  mergeStubs,
];
