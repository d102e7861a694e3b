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

export type TrainDefaultModel = (language: string) => Promise<Uint8Array>;

/**
 * Models for shops that have none of their own yet: the default project of a language without an FAQ. Each is
 * trained once a process, in a thread, so that only turns that need it wait.
 */
export class DefaultModels {
  private readonly train: TrainDefaultModel;
  private readonly models = new Map<string, Promise<AssistantModel>>();

  constructor(train: TrainDefaultModel = trainInThread) {
    this.train = train;
  }

  get(language: string): Promise<AssistantModel> {
    let model = this.models.get(language);
    if (!model) {
      model = this.train(language).then(decodeAssistant);
      this.models.set(language, model);
      // After a failure the next call trains again.
      model.catch(() => this.models.delete(language));
    }
    return model;
  }
}

/** Under a second of pure computation. */
export async function trainDefaultModel(language: string): Promise<Uint8Array> {
  const project = await loadDefaultProject(language);
  return encodeAssistant(trainAssistant(project, [], { calibration: typicalCalibration }));
}

/** Node starts threads from JavaScript only, so a run from sources uses the build too. */
const builtFolder = import.meta.url.endsWith('.ts') ? '../../dist/assistants/' : './';

async function trainInThread(language: string): Promise<Uint8Array> {
  const thread = new Worker(new URL(`${builtFolder}default-model-thread.js`, import.meta.url), {
    workerData: { language },
  });
  thread.unref();
  try {
    const [bytes] = (await once(thread, 'message')) as [Uint8Array];
    return bytes;
  } finally {
    await thread.terminate();
  }
}
