import type { FaqEntryDocument } from '../../../stores/port/documents.js';
import { say, sayAll } from '../../wording/action-message.js';
import type { Action } from '../action.js';
import { describeReturns } from '../facts/answer-facts.js';
import type { FaqLookup } from '../../../following/faq-lookup.js';
import { faqQuestions } from '../facts/faq-questions.js';
import { findFaqEntry, sayFaqEntry } from '../facts/find-faq-entry.js';
import { sayHowToReachPerson } from '../facts/hand-off.js';

/**
 * `action_complaint`: something went wrong with an order. The shop's own answer comes first: an FAQ entry
 * about it, else how things are returned. A person is named in any case, because only a person can put it
 * right.
 */
export const answerComplaint: Action = async ({ shop, text }, { faq }) => {
  const kind = kinds.find(({ words }) => words.test(text));
  const entry = (kind && (await findEntryOn(kind, faq, shop.id))) ?? (await findFaqEntry(faq, shop.id, text));
  // "We do not take returns" is no answer to a shopper who received something broken.
  const mayReturn = kind?.isReturned === true && shop.settings.facts.returns?.days !== 0;
  const returns = mayReturn ? describeReturns(shop) : [];
  const answer = entry ? sayFaqEntry(entry) : returns.length > 0 ? sayAll(...returns) : undefined;
  return {
    messages: [
      ...(answer ? [say('utter_complaint_answer'), answer] : [say('utter_complaint')]),
      sayHowToReachPerson(shop),
    ],
    unanswered: answer === undefined,
  };
};

/** What went wrong, by words that shoppers and owners share; the first kind that fits counts. */
interface ComplaintKind {
  words: RegExp;
  /** Looked up in the FAQ; absent where an entry with these words is more likely about something else. */
  question?: string;
  /** Whether returning the product helps. */
  isReturned: boolean;
}

const kinds: ComplaintKind[] = [
  {
    words:
      /\b(?:smash|brok|break|crack|chip|shatter|damag|fault|defect|bust|torn|rip|dent|scratch|stain|leak)\p{L}*|\b(?:in|to) (?:pieces|bits)\b|\b(?:doesn|does|did|didn|won|not)\p{L}*(?:['’]?t)?(?: not)? work/iu,
    question: faqQuestions.broken,
    isReturned: true,
  },
  {
    words: /\bmissing\b|\bincomplete\b|\bforg[eo]t\b|\bleft out\b|\bempty\b|\bnot all\b/i,
    question: faqQuestions.missing,
    isReturned: false,
  },
  {
    words:
      /\b(?:wrong|incorrect|different|another)\b.*\b(?:sent|send|received?|got|arrived?|deliver\p{L}*|came|come|parcel)\b|\b(?:sent|send|received?|got|arrived?|deliver\p{L}*|came|come|parcel)\b.*\b(?:wrong|incorrect|different|another|mix\p{L}*)\b|\bnot (?:what|the one|the thing) i (?:ordered|bought|wanted)\b|\bmix(?:ed)?[ -]up\b/iu,
    question: faqQuestions.wrongItem,
    isReturned: true,
  },
  {
    words: /\bwrong (?:size|colou?r|item|product|one)\b|\bsome(?:one|body) else['’]?s\b/i,
    isReturned: true,
  },
  {
    words:
      /\bquality\b|\bnot satisfied\b|\bdisappoint|\bunhappy with (?:it|the|my)\b|\bpicture|\bphoto|\bas described\b/i,
    isReturned: true,
  },
];

/** The entry that mentions what went wrong and is nearest to it. */
async function findEntryOn(
  { words, question }: ComplaintKind,
  faq: FaqLookup,
  shopId: string,
): Promise<FaqEntryDocument | undefined> {
  if (question === undefined) return undefined;
  const match = await faq.nearest(shopId, question, (entry) =>
    [entry.question, ...entry.variations].some((way) => words.test(way)),
  );
  return match?.entry;
}
