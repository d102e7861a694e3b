import { wholeWords } from '@shelfwise/core/language';
import type { FaqEntryDocument, ShopDocument } from '../../../stores/port/documents.js';
import { entityValue, type ActionContext } from '../action.js';
import { homeOf, isHome, namesOf, sameCountry } from './countries.js';

/** A country, or anywhere that is not the shop's own. */
export type Place = { country: string } | 'abroad';

/** Where a question wants something delivered, if the shop's facts do not hold for it. */
export function placeOf(context: ActionContext): Place | undefined {
  const country = entityValue(context, 'country');
  if (country !== undefined) return factsHoldFor(context.shop, country) ? undefined : { country };
  return /\b(?:abroad|overseas|international(?:ly)?|worldwide|europe|outside)\b/i.test(context.text)
    ? 'abroad'
    : undefined;
}

/** The facts are those of home; of a shop that does not deliver there, those of the countries it names. */
function factsHoldFor(shop: ShopDocument, country: string): boolean {
  if (isHome(shop, country)) return true;
  const { countries = [] } = shop.settings.facts.shipping ?? {};
  const servesHome = homeOf(shop) !== undefined && countries.some((served) => isHome(shop, served));
  return !servesHome && countries.some((served) => sameCountry(served, country));
}

export const asksDelivery = /\b(?:deliver|ship|post|send)/i;

/** An entry on delivery that tells nothing of the place that is asked for: it holds at home. */
export function isOfHome(entry: FaqEntryDocument, context: ActionContext): boolean {
  const place = placeOf(context);
  const told = [entry.question, ...entry.variations, entry.answer].join(' ');
  return place !== undefined && asksDelivery.test(context.text) && !tellsOf(told, place);
}

/** Whether a text is about delivery to there. */
export function tellsOf(text: string, place: Place): boolean {
  const lower = text.toLowerCase();
  if (!/deliver|ship|post|send|dispatch/.test(lower)) return false;
  if (/\babroad\b|\binternational|\boverseas\b|\bworldwide\b|\boutside\b/.test(lower)) return true;
  return place !== 'abroad' && names(lower, place);
}

const names = (lower: string, place: Place) =>
  place !== 'abroad' && namesOf(place.country).some((name) => lower.search(wholeWords(name)) >= 0);
