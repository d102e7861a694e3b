import { stem, tokenize } from '@shelfwise/core/language';
import type { FaqEntryDocument, ProductDocument } from '../../../stores/port/documents.js';
import type { TextMessage } from '../../wording/action-message.js';
import { phrase } from '../../wording/phrase.js';
import type { FaqLookup } from '../../../following/faq-lookup.js';

/**
 * Similarity (0–1) from which an entry answers a question that nothing else answers. Chosen on the questions
 * of `test/questions/tuning.ts`, where no foreign question reaches it; judged on those of `held-out.ts`.
 */
export const enoughSimilarity = 0.45;
/** Similarity from which an entry answers before a fact on the same subject. */
export const verySimilar = 0.55;

export async function findFaqEntry(
  faq: FaqLookup,
  shopId: string,
  question: string,
  atLeast = enoughSimilarity,
): Promise<FaqEntryDocument | undefined> {
  const match = await faq.nearest(shopId, question.replace(/\bcollect(?:ing)?\b/gi, 'pick up'));
  return match && match.similarity >= atLeast ? match.entry : undefined;
}

/** The entry's answer. For a `product` that the entry is not about, it is introduced as a general answer. */
export function sayFaqEntry(entry: FaqEntryDocument, product?: ProductDocument): TextMessage {
  const isGeneral = product !== undefined && !isAbout(entry, product);
  return {
    type: 'text',
    sentences: [isGeneral ? phrase('utter_faq_in_general', { answer: entry.answer }) : entry.answer],
    ...(entry.url !== undefined && { links: [{ title: phrase('phrase_read_more'), url: entry.url }] }),
  };
}

function isAbout(
  { question, variations, answer }: FaqEntryDocument,
  { title, categories }: ProductDocument,
): boolean {
  const named = new Set(tokenize([question, ...variations, answer].join(' ')).map(stem));
  return tokenize([title, ...categories].join(' ')).some((word) => isTelling(word) && named.has(stem(word)));
}

/** Grammar words do not show what a product is. */
const isTelling = (word: string) => word.length > 2 && !/^(?:set|the|and|with|for|all|our)$/.test(word);
