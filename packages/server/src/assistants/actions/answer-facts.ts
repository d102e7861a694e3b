import type { ShopDocument } from '../../stores/documents.js';
import { entityValue, offerPerson, say, type Action, type ActionContext } from './action.js';
import { faqFor, faqMessage } from './answer-faq.js';
import type { FaqLookup } from './faq-lookup.js';
import { formatMoney } from './money.js';

/**
 * Answers about the shop itself. They are made of the owner's settings alone; where a fact is not set, an FAQ entry
 * may answer, and else the assistant says that it does not know.
 */
type FactAnswer = (shop: ShopDocument, context: ActionContext) => string | undefined;

export function factActions(faq: FaqLookup): Record<string, Action> {
  const answer =
    (fact: FactAnswer, subject: string): Action =>
    async (context) => {
      const known = fact(context.shop, context);
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
  return {
    action_shipping_cost: answer(shippingCost, 'the cost of delivery'),
    action_shipping_time: answer(shippingTime, 'how long delivery takes'),
    action_shipping_countries: answer(shippingCountries, 'where we deliver'),
    action_returns: answer(returns, 'returns'),
    action_payment: answer(payment, 'ways to pay'),
    action_contact: answer(contact, 'how to reach the shop'),
  };
}

const shippingCost: FactAnswer = (shop) => {
  const { price, freeFrom, note } = shop.settings.facts.shipping ?? {};
  const parts: string[] = [];
  if (price === 0) parts.push('Delivery is free.');
  else if (price !== undefined) parts.push(`Delivery costs ${formatMoney(shop, price)}.`);
  if (freeFrom !== undefined && price !== 0) {
    parts.push(`It is free for orders of ${formatMoney(shop, freeFrom)} or more.`);
  }
  return sentence(parts, note);
};

const shippingTime: FactAnswer = (shop) => {
  const { daysMin, daysMax, note } = shop.settings.facts.shipping ?? {};
  const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);
  const parts: string[] = [];
  if (daysMin !== undefined && daysMax !== undefined && daysMin !== daysMax) {
    parts.push(`Delivery takes ${daysMin} to ${days(daysMax)}.`);
  } else if (daysMax !== undefined) {
    parts.push(
      daysMin === daysMax ? `Delivery takes ${days(daysMax)}.` : `Delivery takes at most ${days(daysMax)}.`,
    );
  } else if (daysMin !== undefined) {
    parts.push(`Delivery takes ${days(daysMin)} or more.`);
  }
  return sentence(parts, note);
};

const shippingCountries: FactAnswer = (shop, context) => {
  const { countries, note } = shop.settings.facts.shipping ?? {};
  if (countries === undefined || countries.length === 0) return undefined;
  const asked = entityValue(context, 'country');
  const list = new Intl.ListFormat('en', { type: 'conjunction' }).format(countries);
  if (asked === undefined) return sentence([`We deliver to ${list}.`], note);
  const isServed = countries.some((country) => sameCountry(country, asked));
  return isServed
    ? sentence([`Yes, we deliver to ${asked}.`], note)
    : `We do not deliver to ${asked}. We deliver to ${list}.`;
};

const returns: FactAnswer = (shop) => {
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

const payment: FactAnswer = (shop) => {
  const { methods, note } = shop.settings.facts.payment ?? {};
  const parts =
    methods && methods.length > 0
      ? [`You can pay with ${new Intl.ListFormat('en', { type: 'disjunction' }).format(methods)}.`]
      : [];
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

/** Countries by name or code: "UK", "Great Britain" and "United Kingdom" are one. */
function sameCountry(a: string, b: string): boolean {
  const plain = (name: string) => {
    const lower = name
      .toLowerCase()
      .replace(/^the\s+/, '')
      .trim();
    return sameNames[lower] ?? lower;
  };
  return plain(a) === plain(b);
}

const sameNames: Record<string, string> = {
  uk: 'united kingdom',
  gb: 'united kingdom',
  'great britain': 'united kingdom',
  britain: 'united kingdom',
  england: 'united kingdom',
  scotland: 'united kingdom',
  wales: 'united kingdom',
  'northern ireland': 'united kingdom',
  us: 'united states',
  usa: 'united states',
  america: 'united states',
  'united states of america': 'united states',
  eire: 'ireland',
  'republic of ireland': 'ireland',
  holland: 'netherlands',
};
