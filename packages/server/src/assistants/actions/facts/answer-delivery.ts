import type { ShopDocument } from '../../../stores/port/documents.js';
import {
  entityValue,
  offerPerson,
  say,
  type Action,
  type ActionContext,
  type ActionOutcome,
} from '../action.js';
import { faqFor, faqMessage } from './answer-faq.js';
import { recall, type DeliveryTopic } from '../conversation-memory.js';
import { homeOf, sameCountry, withArticle } from './countries.js';
import { asksDelivery, placeOf, tellsOf, type Place } from './delivery-place.js';
import type { FaqLookup } from '../../../following/faq-lookup.js';
import { formatMoney } from '../money.js';
import { andList } from '../lists.js';

type DeliveryActions = Record<
  'action_shipping_time' | 'action_shipping_cost' | 'action_shipping_countries' | 'action_delivery_follow_up',
  Action
>;

/**
 * What delivery costs, how long it takes and where it goes: from the owner's settings and FAQ alone. What they say, they
 * say of the shop's own country unless they name another; what they leave open is said to be open.
 */
export function deliveryActions(faq: FaqLookup): DeliveryActions {
  const about =
    (topicOf: (context: ActionContext) => DeliveryTopic): Action =>
    async (context) => {
      const topic = askedBesides(context.text) ?? topicOf(context);
      const place = placeOf(context) ?? placeBefore(context);
      const outcome =
        (await bySpecialService(faq, context)) ??
        (place === undefined
          ? await inGeneral(faq, context, topic)
          : await toPlace(faq, context, topic, place));
      return {
        ...outcome,
        slots: {
          ...outcome.slots,
          delivery_topic: topic,
          delivery_place: place === undefined || place === 'abroad' ? null : place.country,
        },
      };
    };
  return {
    action_shipping_time: about(() => 'time'),
    action_shipping_cost: about(() => 'cost'),
    action_shipping_countries: about(() => 'countries'),
    /** "And to France?": what was asked before, of another place. */
    action_delivery_follow_up: about((context) => recall(context).delivery ?? 'countries'),
  };
}

/** "Do you ship to France and how much?": what it costs tells also that it goes there. */
function askedBesides(text: string): DeliveryTopic | undefined {
  if (!asksDelivery.test(text)) return undefined;
  if (/\band (?:how much|what (?:does|would|will|do) .*(?:cost|charge)|at what (?:cost|price))/i.test(text))
    return 'cost';
  return /\band (?:how long|how (?:fast|quick|soon)|when)\b/i.test(text) ? 'time' : undefined;
}

/** "And how much to there?" */
function placeBefore(context: ActionContext): Place | undefined {
  const { deliveryPlace } = recall(context);
  const isNamed = entityValue(context, 'country') !== undefined;
  if (deliveryPlace === undefined || isNamed || !/\bthere\b|^\W*and\b/i.test(context.text)) return undefined;
  return { country: deliveryPlace };
}

/** Dearer and faster services, whose price and time are not those of usual delivery. */
const specialService =
  /\b(?:express|next[- ]day|same[- ]day|overnight|expedited|priority|special delivery|courier|saturday|sunday|weekend|24[- ]?hours?)\b/i;

/** Undefined where no such service was named, or the owner's settings speak of it. */
async function bySpecialService(
  faq: FaqLookup,
  { shop, shopId, text }: ActionContext,
): Promise<ActionOutcome | undefined> {
  const service = specialService.exec(text)?.[0].toLowerCase();
  if (service === undefined) return undefined;
  const speaksOf = (words: string) =>
    words.toLowerCase().replace(/-/g, ' ').includes(service.replace(/-/g, ' '));
  if (speaksOf(shop.settings.facts.shipping?.note ?? '')) return undefined;
  // American Express is a card.
  const entry = await faq.nearest(shopId, text, ({ question, variations, answer }) => {
    const words = [question, ...variations, answer].join(' ');
    return speaksOf(words) && /\b(?:deliver|ship|dispatch|post)/i.test(words);
  });
  if (entry) return { messages: [faqMessage(entry.entry)] };
  const usual = joined(
    ...(['cost', 'time'] as const).map((topic) => factOf(shop, topic, atHome(shop)) ?? false),
  );
  const name = service.includes('deliver') ? service : `${service} delivery`;
  if (usual === undefined) return unknown(`I have no information about ${name}`);
  return {
    messages: [
      say(join(`I know nothing of ${name}. Of our usual delivery:`, withNote(shop, usual))),
      offerPerson,
    ],
    unanswered: true,
  };
}

async function inGeneral(
  faq: FaqLookup,
  context: ActionContext,
  topic: DeliveryTopic,
): Promise<ActionOutcome> {
  const { shop, shopId, text } = context;
  const country = entityValue(context, 'country');
  const fact =
    topic === 'countries' && country !== undefined
      ? serves(shop, country)
      : factOf(shop, topic, atHome(shop));
  if (fact !== undefined) return { messages: [say(withNote(shop, fact))] };
  const entry = await faqFor(faq, shopId, text);
  return entry
    ? { messages: [faqMessage(entry)] }
    : unknown(`I have no information about ${subjects[topic]}`);
}

async function toPlace(
  faq: FaqLookup,
  { shop, shopId }: ActionContext,
  topic: DeliveryTopic,
  place: Place,
): Promise<ActionOutcome> {
  const { countries = [], note } = shop.settings.facts.shipping ?? {};
  const list =
    countries.length > 0 ? `We deliver to ${andList.format(countries.map(withArticle))}.` : undefined;
  const name = place === 'abroad' ? 'other countries' : withArticle(place.country);
  const isServed = place !== 'abroad' && countries.some((country) => sameCountry(country, place.country));
  if (list && place !== 'abroad' && !isServed)
    return { messages: [say(`We do not deliver to ${name}. ${list}`)] };
  const served = isServed ? `Yes, we deliver to ${name}.` : list;
  if (topic === 'countries' && served !== undefined) return { messages: [say(withNote(shop, served))] };

  const fact = factOf(shop, topic);
  // A note on other countries stands in place of what holds at home.
  if (note !== undefined && tellsOf(note, place)) return { messages: [say(join(served, note))] };
  const entry = await faq.nearest(shopId, `${questions[topic]} to ${name}`, (candidate) =>
    tellsOf([candidate.question, ...candidate.variations, candidate.answer].join(' '), place),
  );
  if (entry) return { messages: [faqMessage(entry.entry)] };
  const home = homeOf(shop);
  if (fact === undefined || topic === 'countries' || home === undefined) {
    return unknown(join(served, `I have no information about ${subjects[topic]} to ${name}`));
  }
  return {
    messages: [
      say(
        join(
          served,
          `Within ${withArticle(home)} ${fact[0]!.toLowerCase()}${withNote(shop, fact.slice(1))}`,
          `For ${name} the shop does not say ${openTo[topic]}.`,
        ),
      ),
      offerPerson,
    ],
    unanswered: true,
  };
}

/** Days and prices hold for the shop's own country; that is said, for the shopper may be elsewhere. */
function atHome(shop: ShopDocument): string {
  const { countries = [] } = shop.settings.facts.shipping ?? {};
  const home = homeOf(shop);
  const isServed = countries.length === 0 || countries.some((country) => sameCountry(country, home ?? ''));
  return home !== undefined && isServed ? ` in ${withArticle(home)}` : '';
}

function factOf(shop: ShopDocument, topic: DeliveryTopic, where = ''): string | undefined {
  const shipping = shop.settings.facts.shipping ?? {};
  const { price, freeFrom, daysMin, daysMax, countries = [] } = shipping;
  const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);
  switch (topic) {
    case 'cost':
      if (price === 0) return `Delivery is free${where}.`;
      return joined(
        price !== undefined && `Delivery costs ${formatMoney(shop, price)}${where}.`,
        freeFrom !== undefined && `It is free for orders of ${formatMoney(shop, freeFrom)} or more.`,
      );
    case 'time':
      if (daysMax === undefined)
        return daysMin === undefined ? undefined : `Delivery takes ${days(daysMin)} or more${where}.`;
      if (daysMin === undefined) return `Delivery takes at most ${days(daysMax)}${where}.`;
      return daysMin === daysMax
        ? `Delivery takes ${days(daysMax)}${where}.`
        : `Delivery takes ${daysMin} to ${days(daysMax)}${where}.`;
    case 'countries':
      return joined(countries.length > 0 && `We deliver to ${andList.format(countries.map(withArticle))}.`);
  }
}

/** A country for which the facts hold was asked about by name. */
function serves(shop: ShopDocument, asked: string): string | undefined {
  const { countries = [] } = shop.settings.facts.shipping ?? {};
  const served = countries.find((country) => sameCountry(country, asked));
  return served === undefined ? factOf(shop, 'countries') : `Yes, we deliver to ${withArticle(served)}.`;
}

/** A note explains a fact; alone it would answer a question nobody asked. */
function withNote(shop: ShopDocument, fact: string): string {
  return join(fact, shop.settings.facts.shipping?.note);
}

function unknown(what: string): ActionOutcome {
  return {
    messages: [say(`${what}, and I would rather not guess. A person can tell you.`), offerPerson],
    unanswered: true,
  };
}

const joined = (...parts: (string | false)[]) => join(...parts.map((part) => part || undefined)) || undefined;
const join = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(' ');

const subjects: Record<DeliveryTopic, string> = {
  time: 'how long delivery takes',
  cost: 'the cost of delivery',
  countries: 'delivery',
};
const openTo: Record<DeliveryTopic, string> = {
  time: 'how long it takes',
  cost: 'what it costs',
  countries: 'whether it delivers',
};
const questions: Record<DeliveryTopic, string> = {
  time: 'how long does delivery take',
  cost: 'how much is delivery',
  countries: 'do you deliver',
};
