export {
  demandQuantile,
  leadTimeDemandQuantile,
  meanDemand,
  type CumulativeDemand,
} from './lead-time-demand.js';
export { remainingDemand } from './remaining-demand.js';
export {
  farthestDays,
  reorderAdvice,
  roundedOrder,
  type ReorderAdvice,
  type StockPosition,
  type SupplyTerms,
} from './reorder-advice.js';
export { inventoryStatus, soonDays, type StatusFacts } from './inventory-status.js';
export {
  simulateReplenishment,
  type SimulatedStock,
  type SimulationTerms,
} from './replenishment-simulation.js';
