import type { ShopDocument } from '../../../stores/port/documents.js';
import { offerPerson, say, type Action } from '../action.js';
import { faqFor, faqMessage, verySimilar } from './answer-faq.js';
import type { FaqLookup } from '../../../following/faq-lookup.js';
import { orList } from '../lists.js';

/**
 * Answers about the shop itself. They are made of the owner's settings alone; where a fact is not set, an FAQ entry
 * may answer, and else the assistant says that it does not know.
 */
type FactAnswer = (shop: ShopDocument, text: string) => string | undefined;

export function factActions(faq: FaqLookup): Record<string, Action> {
  const answer =
    (fact: FactAnswer, subject: string): Action =>
    async (context) => {
      // What the owner wrote on this very question tells more than a setting.
      const written = await faqFor(faq, context.shopId, context.text, verySimilar);
      if (written) return { messages: [faqMessage(written)] };
      const known = fact(context.shop, context.text);
      if (known !== undefined) return { messages: [say(known)] };
      const entry = await faqFor(faq, context.shopId, context.text);
      if (entry) return { messages: [faqMessage(entry)] };
      return {
        messages: [
          say(`I have no information about ${subject}, and I would rather not guess. A person can tell you.`),
          offerPerson,
        ],
        unanswered: true,
      };
    };
  /** A question that settings do not answer: an entry that tells it, or that it is not known, beside what is. */
  const onlyIf =
    (asks: RegExp, tells: RegExp, subject: string, beside: FactAnswer, otherwise: Action): Action =>
    async (context) => {
      const { shop, shopId, text } = context;
      if (!asks.test(text)) return otherwise(context);
      const entry = await faq.nearest(shopId, text, ({ answer: told }) => tells.test(told));
      if (entry) return { messages: [faqMessage(entry.entry)] };
      const known = beside(shop, text);
      if (known !== undefined && tells.test(known)) return { messages: [say(known)] };
      const unknown = `I have no information about ${subject}, and I would rather not guess. A person can tell you.`;
      return {
        messages: [say([known, unknown].filter(Boolean).join(' ')), offerPerson],
        unanswered: true,
      };
    };
  return {
    action_returns: onlyIf(
      asksRefundTime,
      tellsRefundTime,
      'how long a refund takes',
      returnsFact,
      answer(returnsFact, 'returns'),
    ),
    action_payment: onlyIf(
      asksSafety,
      tellsSafety,
      'how payments are protected',
      () => undefined,
      answer(payment, 'ways to pay'),
    ),
    action_contact: answer(contact, 'how to reach the shop'),
  };
}

export const returnsFact = (shop: ShopDocument): string | undefined => {
  const { days, free, address, note } = shop.settings.facts.returns ?? {};
  const parts: string[] = [];
  if (days === 0) parts.push('We do not take returns.');
  else if (days !== undefined) parts.push(`You can return what you bought within ${days} days.`);
  if (free !== undefined && days !== 0) {
    parts.push(free ? 'Sending it back is free.' : 'You pay for sending it back.');
  }
  if (address !== undefined) parts.push(`Please send it to: ${address}.`);
  return sentence(parts, note);
};

const asksRefundTime =
  /^(?=.*\b(?:how (?:long|soon|fast|quick\w*|many days)|when|by when)\b)(?=.*\b(?:refund(?:s|ed)?|money|paid back|reimburse\w*)\b)(?!.*\b(?:to|can|do) (?:i )?(?:return|send)\b)/i;
const span = String.raw`\b(?:\d+|a few|two|three|four|five|seven|ten|fourteen)(?: ?(?:-|–|to) ?\d+)? (?:(?:working|business) )?(?:days?|weeks?|hours?)\b`;
const refunded = String.raw`\b(?:refund(?:s|ed)?|money|reimburse\w*|credited)\b`;
const tellsRefundTime = new RegExp(`${refunded}[^.!?]*${span}|${span}[^.!?]*${refunded}`, 'i');
const asksSafety = /\b(?:safe|safely|secure|securely|security|encrypted|stolen|trust\w*)\b/i;
const tellsSafety = /\b(?:safe|safely|secure|securely|security|encrypt\w*|3-?d secure|ssl|pci)\b/i;

/** Ways to pay that shoppers ask for by name; whatever the shop's list calls them. */
const namedMethods: [name: string, pattern: RegExp][] = [
  ['Klarna', /\bklarna\b/i],
  ['Clearpay', /\b(?:clearpay|afterpay)\b/i],
  ['PayPal', /\bpay ?pal\b/i],
  ['Apple Pay', /\bapple ?pay\b/i],
  ['Google Pay', /\b(?:google|g) ?pay\b/i],
  ['Amazon Pay', /\bamazon ?pay\b/i],
  ['American Express', /\b(?:amex|american express)\b/i],
  ['Visa', /\bvisa\b/i],
  ['Mastercard', /\bmaster ?card\b/i],
  ['cheque', /\bche(?:que|ck)s?\b/i],
  ['bank transfer', /\b(?:bank transfers?|bacs)\b/i],
  ['Bitcoin', /\b(?:bitcoin|crypto\w*)\b/i],
];

const payment: FactAnswer = (shop, text) => {
  const { methods, note } = shop.settings.facts.payment ?? {};
  const parts = methods && methods.length > 0 ? [`You can pay with ${orList.format(methods)}.`] : [];
  const known = [...(methods ?? []), note ?? ''].join(' ');
  const missing = namedMethods.filter(([, pattern]) => pattern.test(text) && !pattern.test(known));
  if (parts.length > 0 && missing.length > 0) {
    const names = orList.format(missing.map(([name]) => name));
    parts.unshift(`${names[0]!.toUpperCase()}${names.slice(1)} is not among our ways to pay.`);
  }
  return sentence(parts, note);
};

const contact: FactAnswer = (shop) => {
  const { email, phone, hours, address } = shop.settings.facts.contact ?? {};
  const parts: string[] = [];
  if (email !== undefined) parts.push(`Our e-mail address is ${email}.`);
  if (phone !== undefined) parts.push(`Our telephone number is ${phone}.`);
  if (hours !== undefined) parts.push(`We are there: ${hours}.`);
  if (address !== undefined) parts.push(`Our address: ${address}.`);
  return sentence(parts, undefined);
};

function sentence(parts: string[], note: string | undefined): string | undefined {
  // A note explains a fact; alone it would answer a question nobody asked.
  if (parts.length === 0) return undefined;
  return [...parts, ...(note === undefined || note === '' ? [] : [note])].join(' ');
}
