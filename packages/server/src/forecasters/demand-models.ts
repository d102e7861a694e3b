import type { DemandModel, DemandModelContext, OpenDemandModel } from './demand-model.js';
import { openNeuralModel } from './neural-model.js';

/**
 * Every demand model besides the statistical ones. A model in this list competes in each shop that has it.
 */
const sources: readonly OpenDemandModel[] = [openNeuralModel];

/** The demand models that this shop has. */
export async function openDemandModels(context: DemandModelContext): Promise<DemandModel[]> {
  const opened = await Promise.all(sources.map((open) => open(context)));
  return opened.filter((model) => model !== null);
}
