import { tokenize } from '@shelfwise/core/language';
import type { ShopCatalogue } from '../../../following/shop-catalogue.js';
import { readProductTraits } from '../../../product-search/product-traits.js';
import { say, type ActionMessage } from '../../wording/action-message.js';
import { andList, phrase, type Phrase } from '../../wording/phrase.js';
import { entityValue, type ActionTools } from '../action.js';
import type { ActionContext } from '../action-context.js';
import type { OneProduct } from './resolve-product.js';
import { splitAskedColors } from './split-asked-colors.js';

export interface ColorAnswer {
  phrase: Phrase;
  /** The product is sold in the color. */
  isThere: boolean;
  /** The catalogue names a color of the product at all. */
  isKnown: boolean;
  /** Colors that the phrase states of the product. */
  named: readonly string[];
}

/** "Does it come in red?": yes or no, as far as the colors of the product and its variants are known. */
export function answerColorQuestion(
  context: ActionContext,
  { product, how }: OneProduct,
  products: ShopCatalogue,
): ColorAnswer | undefined {
  const color = askedColor(context, how);
  if (color === undefined) return undefined;
  const variants = products.groups.get(product.groupKey) ?? [product];
  const buyable = variants.filter((variant) => products.isBuyable(variant));
  const known = [...new Set(buyable.flatMap((variant) => [...readProductTraits(variant).colors]))];
  if (known.includes(color))
    return { phrase: phrase('phrase_in_color', { color }), isThere: true, isKnown: true, named: [color] };
  return known.length > 0
    ? {
        phrase: phrase('phrase_only_in_colors', { colors: andList(known) }),
        isThere: false,
        isKnown: true,
        named: known,
      }
    : { phrase: phrase('phrase_color_unknown', { color }), isThere: false, isKnown: false, named: [] };
}

/** A color in the product's name is not asked for. */
function askedColor(context: ActionContext, how: OneProduct['how']): string | undefined {
  const [asked] = splitAskedColors(context.text).asked;
  if (asked !== undefined || how === 'named') return asked;
  return asksColor.test(context.text) ? entityValue(context, 'color') : undefined;
}

const asksColor = /\b(?:come|comes|have|has|available|get|got|do you|is there|are there)\b/i;

/**
 * Other products of the kind in the color that this one does not come in, announced as others. Costs a
 * search.
 */
export async function offerOthersInColor(
  context: ActionContext,
  { search }: ActionTools,
  { product, how }: OneProduct,
): Promise<ActionMessage[]> {
  const color = askedColor(context, how);
  if (color === undefined) return [];
  // In an English name the thing itself comes last.
  const name = how === 'named' ? context.readQuery(splitAskedColors(context.text).rest).text : product.title;
  const query = { text: tokenize(name).at(-1) ?? '', colors: [color] };
  const { cards, match, dropped } = await search.find(context.shop, query, { limit: maxOthers });
  const items = cards.filter(({ group }) => group !== product.groupKey);
  if (match !== 'words' || dropped.length > 0 || items.length === 0) return [];
  return [say('utter_others_in_color', { color }), { type: 'products', items }];
}

const maxOthers = 3;
