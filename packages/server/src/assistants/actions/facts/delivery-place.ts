import { wholeWords } from '@shelfwise/core/language';
import type { FaqEntryDocument, ShopDocument } from '../../../stores/port/documents.js';
import { entityValue } from '../action.js';
import type { ActionContext } from '../action-context.js';
import { homeOf, isHome, namesOf, sameCountry } from './countries.js';

/** A country other than the shop's own, or any of them. */
export type Place = { country: string } | 'abroad';

/** The place that a question is about, if the shop's facts do not hold for it. */
export function placeOf(context: ActionContext): Place | undefined {
  const country = entityValue(context, 'country');
  if (country !== undefined) return factsHoldFor(context.shop, country) ? undefined : { country };
  return /\b(?:abroad|overseas|international(?:ly)?|worldwide|europe|outside)\b/i.test(context.text)
    ? 'abroad'
    : undefined;
}

/** Facts hold for the shop's own country, or for the countries it names if it does not deliver to its own. */
function factsHoldFor(shop: ShopDocument, country: string): boolean {
  if (isHome(shop, country)) return true;
  const { countries = [] } = shop.settings.facts.shipping ?? {};
  const servesHome = homeOf(shop) !== undefined && countries.some((served) => isHome(shop, served));
  return !servesHome && countries.some((served) => sameCountry(served, country));
}

export const asksDelivery = /\b(?:deliver|ship|post|send)/i;

/**
 * Whether an entry about delivery leaves out the place that the question is about, so it holds at home only.
 */
export function isOfHome(entry: FaqEntryDocument, context: ActionContext): boolean {
  const place = placeOf(context);
  const words = [entry.question, ...entry.variations, entry.answer].join(' ');
  return place !== undefined && asksDelivery.test(context.text) && !namesDeliveryTo(words, place);
}

/** Whether a text is about delivery to this place. */
export function namesDeliveryTo(text: string, place: Place): boolean {
  const lower = text.toLowerCase();
  if (!/deliver|ship|post|send|dispatch/.test(lower)) return false;
  if (/\babroad\b|\binternational|\boverseas\b|\bworldwide\b|\boutside\b/.test(lower)) return true;
  return place !== 'abroad' && names(lower, place);
}

const names = (lower: string, place: Place) =>
  place !== 'abroad' && namesOf(place.country).some((name) => lower.search(wholeWords(name)) >= 0);
