import type { ShopDocument } from '../../../stores/port/documents.js';
import { andList, phrase, type Phrase, type Value, type Values } from '../../wording/phrase.js';
import type { DeliveryTopic } from '../conversation-memory.js';
import { formatMoney } from '../money.js';
import { countryName, homeOf, sameCountry } from './countries.js';

/**
 * What the shop's settings state about a topic; empty where they state nothing. `where` names the country.
 */
export function describeDelivery(shop: ShopDocument, topic: DeliveryTopic, where: Values = {}): Phrase[] {
  switch (topic) {
    case 'cost':
      return describeCost(shop, where);
    case 'time':
      return describeTime(shop, where);
    case 'countries': {
      const countries = describeCountries(shop);
      return countries ? [countries] : [];
    }
  }
}

function describeCost(shop: ShopDocument, where: Values): Phrase[] {
  const { price, freeFrom } = shop.settings.facts.shipping ?? {};
  if (price === 0) return [phrase('utter_delivery_free', where)];
  const cost =
    price === undefined
      ? []
      : [phrase('utter_delivery_price', { price: formatMoney(shop, price), ...where })];
  if (freeFrom === undefined) return cost;
  // The first sentence names the country.
  const place = cost.length === 0 && where.scope === 'within' ? where : {};
  return [...cost, phrase('utter_delivery_free_from', { amount: formatMoney(shop, freeFrom), ...place })];
}

function describeTime(shop: ShopDocument, where: Values): Phrase[] {
  const { daysMin, daysMax } = shop.settings.facts.shipping ?? {};
  const days = (count: number) => phrase('phrase_days', { count });
  if (daysMax === undefined)
    return daysMin === undefined
      ? []
      : [phrase('utter_delivery_days_or_more', { days: days(daysMin), ...where })];
  if (daysMin === undefined)
    return [phrase('utter_delivery_days_at_most', { days: days(daysMax), ...where })];
  return daysMin === daysMax
    ? [phrase('utter_delivery_days', { days: days(daysMax), ...where })]
    : [phrase('utter_delivery_days_between', { min: daysMin, days: days(daysMax), ...where })];
}

export function describeCountries(shop: ShopDocument): Phrase | undefined {
  const { countries = [] } = shop.settings.facts.shipping ?? {};
  return countries.length === 0
    ? undefined
    : phrase('utter_delivery_countries', { countries: andList(countries.map(nameCountry)) });
}

export const nameCountry = (country: string): Value =>
  phrase('phrase_country', { country: countryName(country) });

/**
 * The shop's own country, which its days and prices hold for. Answers name it, because the shopper may be
 * elsewhere. Empty for a shop whose country is not known or not among those it delivers to.
 */
export function atHome(shop: ShopDocument): Values {
  const { countries = [] } = shop.settings.facts.shipping ?? {};
  const home = homeOf(shop);
  const isServed = countries.length === 0 || countries.some((country) => sameCountry(country, home ?? ''));
  return home !== undefined && isServed ? { scope: 'home', home: nameCountry(home) } : {};
}
