import { trainAssistant, type AssistantModel } from '@shelfwise/core/dialogue';
import { typicalCalibration, type FaqQuestion } from '@shelfwise/core/language';
import { DefaultModels, trainDefaultModel } from '../src/assistants/default-model.js';
import { loadDefaultProject } from '../src/assistants/default-project.js';

/**
 * Trained models that the tests of one thread share. Training takes .6 s and more, and the same input always gives the
 * same model. It happens in the test's own thread: worker threads start from built code.
 */

export const sharedDefaultModels = new DefaultModels(trainDefaultModel);

const trained = new Map<string, Promise<AssistantModel>>();

/** The default project with these FAQ entries, confident as a shop's first model is. */
export function trainedWith(faq: readonly FaqQuestion[]): Promise<AssistantModel> {
  const key = JSON.stringify(faq);
  let model = trained.get(key);
  if (!model) {
    model = loadDefaultProject().then((project) =>
      trainAssistant(project, faq, { calibration: typicalCalibration }),
    );
    trained.set(key, model);
  }
  return model;
}
