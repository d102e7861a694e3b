import type { ShopDocument } from '../../../stores/port/documents.js';
import { sayAll } from '../../wording/action-message.js';
import { capitalized, orList, phrase, type Value } from '../../wording/phrase.js';
import type { Action, ActionOutcome, ActionTools } from '../action.js';
import type { ActionContext } from '../action-context.js';
import { findFaqEntry, sayFaqEntry, verySimilar } from './find-faq-entry.js';

/**
 * Answers about the shop itself, from the owner's settings. Where a setting is missing, an FAQ entry may
 * answer; without one the assistant says that it does not know.
 */
type DescribeFact = (shop: ShopDocument, text: string) => Value[];

async function answerFact(
  context: ActionContext,
  { faq }: ActionTools,
  describe: DescribeFact,
  subject: string,
): Promise<ActionOutcome> {
  const { shop, text } = context;
  // An entry on this very question says more than a setting.
  const written = await findFaqEntry(faq, shop.id, text, verySimilar);
  if (written) return { messages: [sayFaqEntry(written)] };
  const facts = describe(shop, text);
  if (facts.length > 0) return { messages: [sayAll(...facts)] };
  const entry = await findFaqEntry(faq, shop.id, text);
  if (entry) return { messages: [sayFaqEntry(entry)] };
  return noInformation(subject);
}

interface OpenFact {
  /** Whether a text states the fact. */
  states: RegExp;
  subject: string;
  /** Related facts, said before the remark that this one is not known. */
  related?: readonly Value[];
  /** The owner's note on the related facts, which may state this one. */
  note?: string | undefined;
}

/**
 * A question that no setting answers: an entry or note that states the fact, else the remark that it is not
 * known.
 */
async function answerFromFaq(
  { shop, text }: ActionContext,
  { faq }: ActionTools,
  { states, subject, related = [], note = '' }: OpenFact,
): Promise<ActionOutcome> {
  const match = await faq.nearest(shop.id, text, ({ answer }) => states.test(answer));
  if (match) return { messages: [sayFaqEntry(match.entry)] };
  return related.length > 0 && states.test(note)
    ? { messages: [sayAll(...related)] }
    : noInformation(subject, related);
}

function noInformation(subject: string, before: readonly Value[] = []): ActionOutcome {
  return {
    messages: [sayAll(...before, phrase('utter_no_information', { subject: phrase(subject) }))],
    unanswered: true,
  };
}

/** `action_returns`. */
export const answerReturns: Action = async (context, tools) => {
  const { shop, text } = context;
  if (!asksRefundTime.test(text))
    return answerFact(context, tools, describeReturns, 'phrase_subject_returns');
  return answerFromFaq(context, tools, {
    states: statesRefundTime,
    subject: 'phrase_subject_refund_time',
    related: describeReturns(shop),
    note: shop.settings.facts.returns?.note,
  });
};

/** `action_payment`. */
export const answerPayment: Action = async (context, tools) =>
  asksSafety.test(context.text)
    ? answerFromFaq(context, tools, { states: statesSafety, subject: 'phrase_subject_payment_safety' })
    : answerFact(context, tools, describePayment, 'phrase_subject_payment');

/** `action_contact`. */
export const answerContact: Action = async (context, tools) =>
  answerFact(context, tools, describeContact, 'phrase_subject_contact');

export const describeReturns = (shop: ShopDocument): Value[] => {
  const { days, free, address, note } = shop.settings.facts.returns ?? {};
  const facts: Value[] = [];
  if (days === 0) facts.push(phrase('utter_no_returns'));
  else if (days !== undefined) facts.push(phrase('utter_returns_days', { days }));
  if (free !== undefined && days !== 0) {
    facts.push(phrase(free ? 'utter_returns_free' : 'utter_returns_at_cost'));
  }
  if (address !== undefined) facts.push(phrase('utter_returns_address', { address }));
  return withNote(facts, note);
};

const asksRefundTime =
  /^(?=.*\b(?:how (?:long|soon|fast|quick\w*|many days)|when|by when)\b)(?=.*\b(?:refund(?:s|ed)?|money|paid back|reimburse\w*)\b)(?!.*\b(?:to|can|do) (?:i )?(?:return|send)\b)/i;
const span = String.raw`\b(?:\d+|a few|two|three|four|five|seven|ten|fourteen)(?: ?(?:-|–|to) ?\d+)? (?:(?:working|business) )?(?:days?|weeks?|hours?)\b`;
const refunded = String.raw`\b(?:refund(?:s|ed)?|money|reimburse\w*|credited)\b`;
const statesRefundTime = new RegExp(`${refunded}[^.!?]*${span}|${span}[^.!?]*${refunded}`, 'i');
const asksSafety = /\b(?:safe|safely|secure|securely|security|encrypted|stolen|trust\w*)\b/i;
const statesSafety = /\b(?:safe|safely|secure|securely|security|encrypt\w*|3-?d secure|ssl|pci)\b/i;

/** Ways to pay that shoppers ask for by name, however the shop's own list spells them. */
const namedMethods: { method: string; pattern: RegExp }[] = [
  { method: 'klarna', pattern: /\bklarna\b/i },
  { method: 'clearpay', pattern: /\b(?:clearpay|afterpay)\b/i },
  { method: 'paypal', pattern: /\bpay ?pal\b/i },
  { method: 'apple-pay', pattern: /\bapple ?pay\b/i },
  { method: 'google-pay', pattern: /\b(?:google|g) ?pay\b/i },
  { method: 'amazon-pay', pattern: /\bamazon ?pay\b/i },
  { method: 'american-express', pattern: /\b(?:amex|american express)\b/i },
  { method: 'visa', pattern: /\bvisa\b/i },
  { method: 'mastercard', pattern: /\bmaster ?card\b/i },
  { method: 'cheque', pattern: /\bche(?:que|ck)s?\b/i },
  { method: 'bank-transfer', pattern: /\b(?:bank transfers?|bacs)\b/i },
  { method: 'bitcoin', pattern: /\b(?:bitcoin|crypto\w*)\b/i },
];

const describePayment: DescribeFact = (shop, text) => {
  const { methods = [], note } = shop.settings.facts.payment ?? {};
  if (methods.length === 0) return [];
  const known = [...methods, note ?? ''].join(' ');
  const missing = namedMethods.filter(({ pattern }) => pattern.test(text) && !pattern.test(known));
  const facts = [phrase('utter_payment', { methods: orList(methods) })];
  if (missing.length > 0) {
    const names = orList(missing.map(({ method }) => phrase('phrase_payment_method', { method })));
    facts.unshift(phrase('utter_not_a_payment', { methods: capitalized(names) }));
  }
  return withNote(facts, note);
};

const describeContact: DescribeFact = (shop) => {
  const { email, phone, hours, address } = shop.settings.facts.contact ?? {};
  const facts: Value[] = [];
  if (email !== undefined) facts.push(phrase('utter_contact_email', { email }));
  if (phone !== undefined) facts.push(phrase('utter_contact_phone', { phone }));
  if (hours !== undefined) facts.push(phrase('utter_contact_hours', { hours }));
  if (address !== undefined) facts.push(phrase('utter_contact_address', { address }));
  return facts;
};

/** A note explains a fact; alone it would answer a question that was not asked. */
const withNote = (facts: Value[], note: string | undefined): Value[] =>
  facts.length === 0 || note === undefined || note === '' ? facts : [...facts, note];
