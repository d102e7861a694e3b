import type { ShopDocument } from '../../../stores/port/documents.js';
import { sayAll } from '../../wording/action-message.js';
import { phrase, type Phrase, type Value } from '../../wording/phrase.js';
import { entityValue, type Action, type ActionOutcome, type ActionTools } from '../action.js';
import type { ActionContext } from '../action-context.js';
import type { DeliveryTopic } from '../conversation-memory.js';
import { countryName, homeOf, sameCountry } from './countries.js';
import { asksDelivery, namesDeliveryTo, placeOf, type Place } from './delivery-place.js';
import { atHome, describeCountries, describeDelivery, nameCountry } from './describe-delivery.js';
import { abroadInQuestion, deliveryQuestion } from './faq-questions.js';
import { findFaqEntry, sayFaqEntry } from './find-faq-entry.js';

/**
 * Cost, duration and countries of delivery, from the owner's settings and FAQ alone. They hold for the shop's
 * own country unless they name another; whatever they leave open, the answer says so.
 */
const answerDelivery =
  (topicOf: (context: ActionContext) => DeliveryTopic): Action =>
  async (context, tools) => {
    const topic = secondTopic(context.text) ?? topicOf(context);
    const place = placeOf(context) ?? formerPlace(context);
    const outcome =
      (await answerSpecialService(context, tools)) ??
      (place === undefined
        ? await answerForHome(context, tools, topic)
        : await answerForPlace(context, tools, topic, place));
    return {
      ...outcome,
      slots: {
        ...outcome.slots,
        delivery_topic: topic,
        delivery_place: place === undefined || place === 'abroad' ? null : place.country,
      },
    };
  };

/** `action_shipping_time`. */
export const answerShippingTime = answerDelivery(() => 'time');
/** `action_shipping_cost`. */
export const answerShippingCost = answerDelivery(() => 'cost');
/** `action_shipping_countries`. */
export const answerShippingCountries = answerDelivery(() => 'countries');
/** `action_delivery_follow_up`: "and to France?" asks the last question about another place. */
export const answerDeliveryFollowUp = answerDelivery(({ memory }) => memory.delivery ?? 'countries');

export const deliveryAnswers: Record<DeliveryTopic, Action> = {
  time: answerShippingTime,
  cost: answerShippingCost,
  countries: answerShippingCountries,
};

/**
 * "Do you ship to France and how much?": the answer about the cost also says that the shop delivers there.
 */
function secondTopic(text: string): DeliveryTopic | undefined {
  if (!asksDelivery.test(text)) return undefined;
  if (/\band (?:how much|what (?:does|would|will|do) .*(?:cost|charge)|at what (?:cost|price))/i.test(text))
    return 'cost';
  return /\band (?:how long|how (?:fast|quick|soon)|when)\b/i.test(text) ? 'time' : undefined;
}

/** "And how much to there?" */
function formerPlace(context: ActionContext): Place | undefined {
  const { deliveryPlace } = context.memory;
  const isNamed = entityValue(context, 'country') !== undefined;
  if (deliveryPlace === undefined || isNamed || !/\bthere\b|^\W*and\b/i.test(context.text)) return undefined;
  return { country: deliveryPlace };
}

/** Faster services, whose price and time are not those of usual delivery. */
const specialService =
  /\b(?:express|next[- ]day|same[- ]day|overnight|expedited|priority|special delivery|courier|saturday|sunday|weekend|24[- ]?hours?)\b/i;

/** Undefined where no such service was named, or where the owner's settings mention it. */
async function answerSpecialService(
  { shop, text }: ActionContext,
  { faq }: ActionTools,
): Promise<ActionOutcome | undefined> {
  const service = specialService.exec(text)?.[0].toLowerCase();
  if (service === undefined) return undefined;
  const mentions = (words: string) =>
    words.toLowerCase().replace(/-/g, ' ').includes(service.replace(/-/g, ' '));
  if (mentions(shop.settings.facts.shipping?.note ?? '')) return undefined;
  // "American Express" is a card, so the entry must be about delivery too.
  const entry = await faq.nearest(shop.id, text, ({ question, variations, answer }) => {
    const words = [question, ...variations, answer].join(' ');
    return mentions(words) && /\b(?:deliver|ship|dispatch|post)/i.test(words);
  });
  if (entry) return { messages: [sayFaqEntry(entry.entry)] };
  const usual = (['cost', 'time'] as const).flatMap((topic) => describeDelivery(shop, topic, atHome(shop)));
  const name: Value = service.includes('deliver') ? service : phrase('phrase_special_delivery', { service });
  if (usual.length === 0) return noInformation(name);
  return {
    messages: [sayAll(phrase('utter_usual_delivery_only', { service: name }), ...usual, noteOf(shop))],
    unanswered: true,
  };
}

async function answerForHome(
  context: ActionContext,
  { faq }: ActionTools,
  topic: DeliveryTopic,
): Promise<ActionOutcome> {
  const { shop, text } = context;
  const country = entityValue(context, 'country');
  const facts =
    topic === 'countries' && country !== undefined
      ? describeServed(shop, country)
      : describeDelivery(shop, topic, atHome(shop));
  if (facts.length > 0) return { messages: [sayAll(...facts, noteOf(shop))] };
  const entry = await findFaqEntry(faq, shop.id, text);
  return entry ? { messages: [sayFaqEntry(entry)] } : noInformation(phrase(subjects[topic]));
}

/** The answer for a country that the shop's facts hold for and that was asked about by name. */
function describeServed(shop: ShopDocument, asked: string): Phrase[] {
  const { countries = [] } = shop.settings.facts.shipping ?? {};
  const served = countries.find((country) => sameCountry(country, asked));
  return served === undefined
    ? describeDelivery(shop, 'countries')
    : [phrase('utter_delivers_to', { place: nameCountry(served) })];
}

async function answerForPlace(
  { shop }: ActionContext,
  { faq }: ActionTools,
  topic: DeliveryTopic,
  place: Place,
): Promise<ActionOutcome> {
  const { countries = [], note } = shop.settings.facts.shipping ?? {};
  const list = describeCountries(shop);
  const name = place === 'abroad' ? phrase('phrase_other_countries') : nameCountry(place.country);
  const isServed = place !== 'abroad' && countries.some((country) => sameCountry(country, place.country));
  if (list && place !== 'abroad' && !isServed)
    return { messages: [sayAll(phrase('utter_does_not_deliver_to', { place: name }), list)] };
  const served = isServed ? phrase('utter_delivers_to', { place: name }) : list;
  if (topic === 'countries' && served) return { messages: [sayAll(served, noteOf(shop))] };
  // A note about other countries replaces what holds at home.
  if (note !== undefined && namesDeliveryTo(note, place)) return { messages: [sayAll(served, note)] };
  const placeInQuestion = place === 'abroad' ? abroadInQuestion : countryName(place.country);
  const entry = await faq.nearest(shop.id, deliveryQuestion(topic, placeInQuestion), (candidate) =>
    namesDeliveryTo([candidate.question, ...candidate.variations, candidate.answer].join(' '), place),
  );
  if (entry) return { messages: [sayFaqEntry(entry.entry)] };
  const home = homeOf(shop);
  const facts =
    home === undefined ? [] : describeDelivery(shop, topic, { scope: 'within', home: nameCountry(home) });
  if (facts.length === 0 || topic === 'countries') {
    return noInformation(
      phrase('phrase_subject_to_place', { subject: phrase(subjects[topic]), place: name }),
      served,
    );
  }
  const open = phrase(openResponses[topic], { place: name });
  return { messages: [sayAll(served, ...facts, noteOf(shop), open)], unanswered: true };
}

/** A note explains a fact; alone it would answer a question that was not asked. */
const noteOf = (shop: ShopDocument) => shop.settings.facts.shipping?.note;

function noInformation(subject: Value, before?: Phrase): ActionOutcome {
  return {
    messages: [sayAll(before, phrase('utter_no_information', { subject }))],
    unanswered: true,
  };
}

const subjects: Record<DeliveryTopic, string> = {
  time: 'phrase_subject_delivery_time',
  cost: 'phrase_subject_delivery_cost',
  countries: 'phrase_subject_delivery',
};

const openResponses: Record<'time' | 'cost', string> = {
  time: 'utter_delivery_time_open',
  cost: 'utter_delivery_cost_open',
};
