import { say, offerPerson, type Action } from './action.js';
import type { CatalogueSearch, FoundProducts } from './catalogue-search.js';
import { formatMoney, minorUnits } from './money.js';
import type { ShopDocument } from '../../stores/documents.js';

const cardLimit = 6;

/** `action_search_products`: cards of what the shopper asked for, within their price and colour. */
export function searchProducts(search: CatalogueSearch): Action {
  return async ({ shop, text, slots, entities }) => {
    const sentence = sentenceOf(text, slots, entities);
    const found = await search.find(shop, sentence, cardLimit);
    const { query, cards, dropped } = found;
    if (cards.length === 0) {
      if (query.text === '' && query.colors.length === 0 && !query.price) {
        return { messages: [say('What are you looking for? Tell me a product, a colour or a price.')] };
      }
      return {
        messages: [say(`I found nothing for “${describe(shop, query, [])}”. Try other words?`), offerPerson],
      };
    }
    const wish = describe(shop, query, []);
    const intro =
      dropped.length === 0
        ? `Here is what I found for “${wish}”:`
        : `I found nothing for “${wish}”, but this comes near (${describe(shop, query, dropped)}):`;
    return { messages: [say(intro), { type: 'products', items: cards }] };
  };
}

/** A quick reply carries its wish in entities instead of words. */
function sentenceOf(
  text: string,
  slots: Readonly<Record<string, unknown>>,
  entities: readonly { entity: string; value: string }[],
): string {
  if (!text.startsWith('/') && text !== '') return text;
  const wanted = entities.filter((entity) => ['color', 'product', 'product_type'].includes(entity.entity));
  const parts = wanted.map((entity) => entity.value);
  return parts.length > 0 ? parts.join(' ') : [slots.color, slots.product_type].filter(Boolean).join(' ');
}

function describe(
  shop: ShopDocument,
  query: FoundProducts['query'],
  dropped: readonly ('price' | 'color')[],
): string {
  const words: string[] = [];
  if (!dropped.includes('color')) words.push(...query.colors);
  words.push(query.text === '' ? 'anything' : query.text);
  if (query.price && !dropped.includes('price')) {
    const scale = minorUnits(shop.settings.currency);
    const money = (amount: number) => formatMoney(shop, Math.round(amount * scale));
    const { min, max } = query.price;
    if (min !== undefined && max !== undefined) words.push(`from ${money(min)} to ${money(max)}`);
    else if (max !== undefined) words.push(`up to ${money(max)}`);
    else if (min !== undefined) words.push(`from ${money(min)}`);
  }
  return words.join(' ');
}
