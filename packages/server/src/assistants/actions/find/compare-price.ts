import {
  isSearchable,
  namesSeveral,
  readQuery,
  refineQuery,
  type CatalogueQuery,
} from '@shelfwise/core/search';
import { minorUnits } from '@shelfwise/core/wire/currency';
import type { CatalogueCache } from '../../../following/catalogue-cache.js';
import type { ProductDocument } from '../../../stores/port/documents.js';
import type { ActionContext } from '../action.js';
import { recall } from '../conversation-memory.js';
import { priceNow, type CatalogueSearch } from '../../../product-search/catalogue-search.js';
import type { FindMeant } from '../ask/resolve-product.js';

const comparison =
  /\b(cheaper|less expensive|lower priced|dearer|pricier|more expensive)\s+than\s+([^?.!,]+)/i;
const pointing = /\b(?:this|that|it|these|those)\b/i;

export interface ComparedPrice {
  /** What is looked for, with a limit just below or above the other's price. */
  query: CatalogueQuery;
  product: ProductDocument;
}

/** "Mugs cheaper than the red one": undefined where nothing is compared, `unknown` where the shop has no such other. */
export async function comparedPrice(
  context: ActionContext,
  { search, meant, catalogue }: { search: CatalogueSearch; meant: FindMeant; catalogue: CatalogueCache },
): Promise<ComparedPrice | 'unknown' | undefined> {
  const { shop, text } = context;
  const match = comparison.exec(text);
  if (!match || readQuery(text).price) return undefined;
  const [whole, how = '', other = ''] = match;
  const said = readQuery(`${text.slice(0, match.index)} ${text.slice(match.index + whole.length)}`);
  const { query: former } = recall(context);
  const base = said.text === '' && former ? refineQuery(former, said) : said;
  const product = await otherOf(other, base);
  if (!product) return 'unknown';
  const isBelow = /cheaper|less|lower/i.test(how);
  const scale = minorUnits(shop.settings.currency);
  const price = priceNow(product);
  return {
    product,
    query: {
      ...base,
      text: isSearchable(base) ? base.text : kindOf(product),
      price: isBelow ? { max: (price - 1) / scale } : { min: (price + 1) / scale },
      order: isBelow ? 'cheapest' : 'dearest',
    },
  };

  async function otherOf(
    words: string,
    { text: kind }: CatalogueQuery,
  ): Promise<ProductDocument | undefined> {
    const isPlace = context.entities.some(({ entity }) => entity === 'ordinal');
    if (isPlace || pointing.test(words)) {
      const found = await meant({ ...context, text: words });
      return found && 'product' in found ? found.product : undefined;
    }
    const { text: name, colors } = readQuery(words);
    // "The red one" is one of the kind that is looked for.
    const named = /\bones?\b/i.test(words) ? [name, kind].filter(Boolean).join(' ') : name;
    if (named === '' && colors.length === 0) return undefined;
    const { cards, match: how, dropped } = await search.find(shop, { text: named, colors }, { limit: 1 });
    const [card] = how === 'words' && dropped.length === 0 ? cards : [];
    return card && (await catalogue.get(shop)).resolve(card.product);
  }
}

/** What stands with it on a shelf of one kind. */
export function kindOf({ categories }: ProductDocument): string {
  const shelf = categories.findLast((name) => !namesSeveral.test(name));
  return shelf === undefined ? '' : readQuery(shelf).text;
}
