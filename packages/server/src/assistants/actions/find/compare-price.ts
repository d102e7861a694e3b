import { isSearchable, namesSeveral, refineQuery, type CatalogueQuery } from '@shelfwise/core/search';
import { minorUnits } from '@shelfwise/core/wire/currency';
import type { ProductDocument } from '../../../stores/port/documents.js';
import { priceNow } from '../../../product-search/catalogue-search.js';
import type { ActionTools } from '../action.js';
import type { ActionContext } from '../action-context.js';
import { resolveProduct } from '../ask/resolve-product.js';

const comparison =
  /\b(cheaper|less expensive|lower priced|dearer|pricier|more expensive)\s+than\s+([^?.!,]+)/i;
const pointing = /\b(?:this|that|it|these|those)\b/i;

export interface ComparedPrice {
  /** The wish, with a limit just below or above the other product's price. */
  query: CatalogueQuery;
  product: ProductDocument;
}

/**
 * "Mugs cheaper than the red one": undefined where nothing is compared, `unknown` where the shop has no such
 * other product.
 */
export async function comparePrice(
  context: ActionContext,
  tools: ActionTools,
): Promise<ComparedPrice | 'unknown' | undefined> {
  const { shop, text, memory } = context;
  const match = comparison.exec(text);
  if (!match || context.query.price) return undefined;
  const [whole, how = '', other = ''] = match;
  const wish = context.readQuery(`${text.slice(0, match.index)} ${text.slice(match.index + whole.length)}`);
  const base = wish.text === '' && memory.query ? refineQuery(memory.query, wish) : wish;
  const product = await findOther(context, tools, other, base.text);
  if (!product) return 'unknown';
  const isBelow = /cheaper|less|lower/i.test(how);
  const scale = minorUnits(shop.settings.currency);
  const price = priceNow(product);
  return {
    product,
    query: {
      ...base,
      text: isSearchable(base) ? base.text : shelfWords(context, product),
      price: isBelow ? { max: (price - 1) / scale } : { min: (price + 1) / scale },
      order: isBelow ? 'cheapest' : 'dearest',
    },
  };
}

/** The product that prices are compared with: `words` name it, and `kind` is what the shopper looks for. */
async function findOther(
  context: ActionContext,
  tools: ActionTools,
  words: string,
  kind: string,
): Promise<ProductDocument | undefined> {
  const isPlace = context.entities.some(({ entity }) => entity === 'ordinal');
  if (isPlace || pointing.test(words)) {
    const found = await resolveProduct(context.with({ text: words }), tools);
    return found && 'product' in found ? found.product : undefined;
  }
  const { text: name, colors } = context.readQuery(words);
  // "The red one" is one of the kind that is looked for.
  const named = /\bones?\b/i.test(words) ? [name, kind].filter(Boolean).join(' ') : name;
  if (named === '' && colors.length === 0) return undefined;
  const query = { text: named, colors };
  const { cards, match, dropped } = await tools.search.find(context.shop, query, { limit: 1 });
  const [card] = match === 'words' && dropped.length === 0 ? cards : [];
  return card && (await tools.catalogue.get(context.shop)).resolve(card.product);
}

/** Words for products of the same kind: the product's narrowest category that names one kind only. */
export function shelfWords(context: ActionContext, { categories }: ProductDocument): string {
  const shelf = categories.findLast((name) => !namesSeveral.test(name));
  return shelf === undefined ? '' : context.readQuery(shelf).text;
}
