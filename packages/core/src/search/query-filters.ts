import { findPriceRange, normalizeColor, tokenize, type PriceRange } from '../language/index.js';

/** What a shopper's sentence asks of the catalogue: the words to look for, and limits to keep to. */
export interface CatalogueQuery {
  /** Words that name the product, without the sentence around them. */
  text: string;
  colors: string[];
  price?: Pick<PriceRange, 'min' | 'max' | 'currency'>;
}

/** Words of a request that name no product. */
const phrases =
  /\b(?:do|does|have|has|got|any|are|is|there|show|me|find|search|for|looking|look|i|i'm|im|i'd|am|want|need|would|like|to|buy|get|can|could|you|your|sell|stock|some|a|an|the|please|pls|hi|hello|hey|what|which|kind|kinds|of|sort|something|anything|in|with|my|our|us|we|that|this|these|those|and|or|it|on|at|from|cheap|cheaper|cheapest|nice|good|best|available|thanks|thank|where|see|browse|products?|items?|things?|stuff|colou?r|coloured|colored|price|prices|priced|cost|costs|costing|around|about|maybe|also|other|else|more|how|much|gift|gifts|present|presents|who|loves?|likes?|just|only|ones?|every|all|sale|shop|store|search|recommend|suggest|suggestions?|thinking)\b/g;

/** "Do you have red mugs under £5?" → `{ text: "mugs", colors: ["red"], price: { max: 5, currency: "GBP" } }`. */
export function readQuery(utterance: string): CatalogueQuery {
  const range = findPriceRange(utterance);
  const withoutPrice = range ? `${utterance.slice(0, range.start)} ${utterance.slice(range.end)}` : utterance;
  const words = tokenize(withoutPrice).filter((word) => !/^[?£$€¥]$/.test(word));
  const colors = [...new Set(words.map(normalizeColor).filter((color) => color !== undefined))];
  const kept = words.filter((word) => normalizeColor(word) === undefined).join(' ');
  const text = kept.replace(phrases, ' ').replace(/\s+/g, ' ').trim();
  return {
    text,
    colors,
    ...(range && {
      price: {
        ...(range.min !== undefined && { min: range.min }),
        ...(range.max !== undefined && { max: range.max }),
        ...(range.currency !== undefined && { currency: range.currency }),
      },
    }),
  };
}
