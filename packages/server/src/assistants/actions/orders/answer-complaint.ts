import type { FaqEntryDocument } from '../../../stores/port/documents.js';
import { say, type Action } from '../action.js';
import { returnsFact } from '../facts/answer-facts.js';
import { faqFor, faqMessage } from '../facts/answer-faq.js';
import type { FaqLookup } from '../../../following/faq-lookup.js';
import { handOff } from '../facts/hand-off.js';

/**
 * `action_complaint`: something went wrong with an order. What the shop says about that is told first: the owner's own
 * answer on it, else how things are returned; a person is named in any case, for only one can put it right.
 */
export function complaint(faq: FaqLookup): Action {
  return async (context) => {
    const { shop, shopId, text } = context;
    const kind = kinds.find(({ words }) => words.test(text));
    const onKind = kind && (await entryOn(kind, faq, shopId));
    const entry = onKind ?? (await faqFor(faq, shopId, text));
    const told = entry ? faqMessage(entry) : kind?.isReturned === true ? returnsOf(shop) : undefined;
    const { messages } = await handOff(context);
    return {
      messages: told
        ? [say('I am sorry to hear that. This is what the shop says:'), told, ...messages]
        : [say('I am sorry to hear that. A person should look into this with you.'), ...messages],
      unanswered: told === undefined,
    };
  };
}

/** What went wrong, by words that shoppers and owners share for it; the first that fits counts. */
interface Kind {
  words: RegExp;
  /**
   * Asked of the FAQ in the place of the shopper's own words, which are seldom the owner's. Absent where an entry with
   * these words is more likely about something else.
   */
  question?: string;
  /** Whether sending it back mends it. */
  isReturned: boolean;
}

const kinds: Kind[] = [
  {
    words:
      /\b(?:smash|brok|break|crack|chip|shatter|damag|fault|defect|bust|torn|rip|dent|scratch|stain|leak)\p{L}*|\b(?:in|to) (?:pieces|bits)\b|\b(?:doesn|does|did|didn|won|not)\p{L}*(?:['’]?t)?(?: not)? work/iu,
    question: 'something arrived broken, damaged or faulty',
    isReturned: true,
  },
  {
    words: /\bmissing\b|\bincomplete\b|\bforg[eo]t\b|\bleft out\b|\bempty\b|\bnot all\b/i,
    question: 'an item is missing from my parcel',
    isReturned: false,
  },
  {
    words:
      /\b(?:wrong|incorrect|different|another)\b.*\b(?:sent|send|received?|got|arrived?|deliver\p{L}*|came|come|parcel)\b|\b(?:sent|send|received?|got|arrived?|deliver\p{L}*|came|come|parcel)\b.*\b(?:wrong|incorrect|different|another|mix\p{L}*)\b|\bnot (?:what|the one|the thing) i (?:ordered|bought|wanted)\b|\bmix(?:ed)?[ -]up\b/iu,
    question: 'I received the wrong item',
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

/** The entry that speaks of what went wrong and is nearest to it. */
async function entryOn(
  { words, question }: Kind,
  faq: FaqLookup,
  shopId: string,
): Promise<FaqEntryDocument | undefined> {
  if (question === undefined) return undefined;
  const match = await faq.nearest(shopId, question, (entry) =>
    [entry.question, ...entry.variations].some((way) => words.test(way)),
  );
  return match?.entry;
}

/** "We do not take returns" is no answer to who was sent something broken. */
function returnsOf(shop: Parameters<typeof returnsFact>[0]) {
  const fact = shop.settings.facts.returns?.days === 0 ? undefined : returnsFact(shop);
  return fact === undefined ? undefined : say(fact);
}
