import {
  classifyIntent,
  extractEntities,
  findFaq,
  nearestBackground,
  readEmoji,
  tokenize,
  type Entity,
} from '../language/index.js';
import type { AssistantModel } from './assistant-model.js';
import type { ParseData } from './tracker.js';

/** Similarity from which an FAQ entry is asked about, unless an example of an intent is nearer still. */
const sureFaq = 0.75;
/** From here on an FAQ entry beats an intent whose nearest example is less like the question than it is. */
const likelyFaq = 0.45;

/**
 * Reads a message: intent, confidence, entities, in the shape of Rasa's `/model/parse`. A payload
 * (`/intent{"entity": "value"}`) is taken as it is. An FAQ entry that is nearer than the intent's own examples makes
 * the intent `faq`, its key an entity. What falls under the thresholds of `config.yml` is `nlu_fallback`
 * (Rasa's FallbackClassifier); of a message of several sentences, its clearest one then speaks for it.
 */
export function understand(model: AssistantModel, text: string, payload?: string): ParseData {
  if (payload !== undefined) {
    const parsed = parsePayload(payload);
    if (parsed) return parsed;
  }
  const whole = { ...understandText(model, readEmoji(text)), text };
  if (whole.intent.name !== 'nlu_fallback') return whole;
  const clearest = sentencesOf(text)
    .map((sentence) => understandText(model, sentence))
    .filter(({ intent }) => intent.name !== 'nlu_fallback' && !smallTalk.has(intent.name))
    .sort((a, b) => b.intent.confidence - a.intent.confidence)[0];
  if (!clearest) return whole;
  // A question that the FAQ answers is found again by its key; everything else reads the message whole.
  const faq = clearest.entities.filter((entity) => entity.entity === 'faq');
  return { ...clearest, text, entities: [...whole.entities, ...faq] };
}

/** Said around a question. */
const smallTalk = new Set([
  'greet',
  'goodbye',
  'thank',
  'affirm',
  'deny',
  'praise',
  'how_are_you',
  'out_of_scope',
]);

/** Questions come last in a story: these many sentences from its end are read. */
const maxSentences = 8;

function sentencesOf(text: string): string[] {
  const sentences = text.split(/(?<=[.!?;])\s+|\n+/).filter((sentence) => sentence.trim() !== '');
  return sentences.length > 1 ? sentences.slice(-maxSentences) : [];
}

function understandText(model: AssistantModel, text: string): ParseData {
  const { project, classifier, faq } = model;
  const entities = extractEntities(text, project);
  if (
    !/[\p{L}\p{N}]/u.test(text) ||
    tokenize(text).length === 0 ||
    isOtherScript(text, project.examples[0]?.text ?? '')
  )
    return fallback(text, entities, []);
  const { ranking } = classifyIntent(classifier, text);
  const best = findFaq(faq, text, 1)[0];
  const example = nearestBackground(faq, text);
  // "How long is delivery?" is near "How much is delivery?", but it is not that question.
  const isSure = best && best.similarity >= sureFaq && best.asked >= example;
  const isNearer = best && best.similarity >= likelyFaq && best.asked > example;
  if (best && (isSure || isNearer)) {
    const entity = { entity: 'faq', value: best.key, start: 0, end: text.length, extractor: 'FaqRetrieval' };
    const intent = { name: 'faq', confidence: best.similarity };
    return {
      text,
      intent,
      entities: [...entities, entity],
      intent_ranking: [intent, ...ranking.slice(0, 9)],
    };
  }
  const [first, second] = ranking;
  const { nluThreshold, nluAmbiguityThreshold } = project.config;
  const isAmbiguous = second && first!.confidence - second.confidence < nluAmbiguityThreshold;
  if (first!.confidence < nluThreshold || isAmbiguous) return fallback(text, entities, ranking);
  return { text, intent: first!, entities, intent_ranking: ranking.slice(0, 10) };
}

/** Letters that the bot was taught none of: only punctuation would speak for an intent. */
function isOtherScript(text: string, example: string): boolean {
  const isLatin = (words: string) => /\p{Script=Latin}/u.test(words);
  return isLatin(example) && /\p{L}/u.test(text) && !isLatin(text);
}

function fallback(text: string, entities: Entity[], ranking: ParseData['intent_ranking']): ParseData {
  const intent = { name: 'nlu_fallback', confidence: 1 - (ranking[0]?.confidence ?? 0) };
  return { text, intent, entities, intent_ranking: [intent, ...ranking.slice(0, 9)] };
}

/** `/intent` or `/intent{"entity": "value" or ["value", …]}`; undefined for anything else. */
export function parsePayload(payload: string): ParseData | undefined {
  const match = /^\/([\w/-]+)(\{.*\})?$/s.exec(payload.trim());
  if (!match) return undefined;
  let values: unknown = {};
  try {
    values = JSON.parse(match[2] ?? '{}');
  } catch {
    return undefined;
  }
  const entities = Object.entries(values as Record<string, unknown>).flatMap(([entity, value]) =>
    (Array.isArray(value) ? (value as unknown[]) : [value])
      .filter((item) => typeof item === 'string' || typeof item === 'number')
      .map((item) => ({
        entity,
        value: String(item),
        start: 0,
        end: payload.length,
        extractor: 'RegexMessageHandler',
      })),
  );
  const intent = { name: match[1]!, confidence: 1 };
  return { text: payload, intent, entities, intent_ranking: [intent] };
}
