import {
  findFaq,
  fitFaqIndex,
  packClassifier,
  trainIntentClassifier,
  unpackClassifier,
  type FaqIndex,
  type FaqQuestion,
  type IntentClassifier,
  type IntentClassifierOptions,
} from '../language/index.js';
import { decodeArrays, encodeArrays } from '../numeric/array-bundle.js';
import type { RasaProject } from './project/project.js';

const kind = 'assistant';
/** Of the stored layout. */
const version = 1;

/** What answers a shop's shoppers: the project's rules and responses, the trained classifier, the FAQ's questions. */
export interface AssistantModel {
  project: RasaProject;
  classifier: IntentClassifier;
  faq: FaqIndex;
  /** What `faq` was made of; the answers' texts are read from the store when they are given. */
  faqQuestions: readonly FaqQuestion[];
}

export function trainAssistant(
  project: RasaProject,
  faqQuestions: readonly FaqQuestion[],
  options: Pick<IntentClassifierOptions, 'seed' | 'calibration'> = {},
): AssistantModel {
  const classifier = trainIntentClassifier(project.examples, options);
  return assemble(project, classifier, faqQuestions);
}

/** Nearest FAQ entries to a question, best first. */
export function nearestFaq(model: AssistantModel, utterance: string, limit = 3) {
  return findFaq(model.faq, utterance, limit);
}

export function encodeAssistant(model: AssistantModel): Uint8Array {
  const { meta, arrays } = packClassifier(model.classifier);
  const { project, faqQuestions } = model;
  return encodeArrays({ kind, version, meta: { project, faqQuestions, classifier: meta }, arrays });
}

/** Throws on bytes that are not a whole assistant. */
export function decodeAssistant(bytes: Uint8Array): AssistantModel {
  const { meta, arrays } = decodeArrays(bytes, kind, version);
  const { project, faqQuestions, classifier } = meta as {
    project: RasaProject;
    faqQuestions: FaqQuestion[];
    classifier: unknown;
  };
  return assemble(project, unpackClassifier({ meta: classifier, arrays }), faqQuestions);
}

/** The FAQ's index is small and quickly made: it is not stored. */
function assemble(
  project: RasaProject,
  classifier: IntentClassifier,
  faqQuestions: readonly FaqQuestion[],
): AssistantModel {
  const background = project.examples.map((example) => example.text);
  return { project, classifier, faqQuestions, faq: fitFaqIndex(faqQuestions, background) };
}
