import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import {
  decodeAssistant,
  encodeAssistant,
  trainAssistant,
  type AssistantModel,
} from '@shelfwise/core/dialogue';
import { typicalCalibration } from '@shelfwise/core/language';
import { loadDefaultProject } from './default-project.js';

/**
 * The assistant of a shop that has no model of its own yet: the default project without an FAQ. Trained once a process,
 * outside of the thread that answers requests; who asks meanwhile waits, and nobody else does.
 */
export type DefaultModel = () => Promise<AssistantModel>;

export function createDefaultModel(train: () => Promise<Uint8Array> = trainInThread): DefaultModel {
  let model: Promise<AssistantModel> | undefined;
  return () => {
    if (!model) {
      const mine = train().then(decodeAssistant);
      model = mine;
      // The next who asks tries again.
      mine.catch(() => (model = undefined));
    }
    return model;
  };
}

/** Under a second of pure computation. */
export async function trainDefaultModel(): Promise<Uint8Array> {
  const project = await loadDefaultProject();
  return encodeAssistant(trainAssistant(project, [], { calibration: typicalCalibration }));
}

/** Node starts threads from JavaScript only, so a run from sources uses the build too. */
const builtFolder = import.meta.url.endsWith('.ts') ? '../../dist/assistants/' : './';

async function trainInThread(): Promise<Uint8Array> {
  const thread = new Worker(new URL(`${builtFolder}default-model-thread.js`, import.meta.url));
  thread.unref();
  try {
    const [bytes] = (await once(thread, 'message')) as [Uint8Array];
    return bytes;
  } finally {
    await thread.terminate();
  }
}
