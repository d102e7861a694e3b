import type { ShopCatalogue } from '../../../following/shop-catalogue.js';
import { priceNow } from '../../../product-search/catalogue-search.js';
import type { ProductDocument, ShopDocument } from '../../../stores/port/documents.js';
import { sayAll, type TextMessage } from '../../wording/action-message.js';
import { andList, commaList, phrase, semicolonList } from '../../wording/phrase.js';
import type { ActionContext } from '../action-context.js';
import { formatMoney } from '../money.js';

/**
 * Answers a question about several products at once; undefined where each product needs an answer of its own.
 */
export function describeList(
  { shop, text }: Pick<ActionContext, 'shop' | 'text'>,
  products: readonly ProductDocument[],
  catalogue: ShopCatalogue,
): TextMessage | undefined {
  if (asksPrice.test(text)) {
    const prices = semicolonList(products.map((product) => namePrice(shop, product)));
    return sayAll(phrase('utter_prices', { prices }));
  }
  if (asksDifference.test(text)) return sayAll(...products.map((product) => describeDetails(shop, product)));
  return asksStock.test(text) ? describeStock(products, catalogue) : undefined;
}

const namePrice = (shop: ShopDocument, product: ProductDocument) =>
  phrase('phrase_named_value', { name: product.title, value: formatMoney(shop, priceNow(product)) });

function describeDetails(shop: ShopDocument, product: ProductDocument) {
  const details = Object.entries(product.attributes).map(([name, value]) =>
    phrase('phrase_named_value', { name: spellAttribute(name, shop.settings.locale), value }),
  );
  return phrase('phrase_product_details', { details: commaList([namePrice(shop, product), ...details]) });
}

/** One sentence for each availability. */
function describeStock(products: readonly ProductDocument[], catalogue: ShopCatalogue): TextMessage {
  const groups = new Map<ProductDocument['availability'], ProductDocument[]>();
  for (const product of products) {
    const availability = catalogue.isBuyable(product) ? product.availability : 'out_of_stock';
    groups.set(availability, [...(groups.get(availability) ?? []), product]);
  }
  return sayAll(
    ...[...groups].map(([availability, members]) => {
      const response = stockResponses[availability] ?? 'phrase_list_orderable';
      if (groups.size === 1) return phrase(response, { scope: 'all' });
      const titles = andList(members.map(({ title }) => title));
      return phrase(response, { scope: members.length === 1 ? 'one' : 'several', titles });
    }),
  );
}

/**
 * Attributes often come under their American names; shops in other English-speaking countries spell them
 * otherwise.
 */
export function spellAttribute(name: string, locale: string): string {
  return locale.startsWith('en') && locale !== 'en-US' ? name.replace(/\bcolor/i, 'colour') : name;
}

export const asksPrice = /\bhow much\b|\bprices?\b|\bcosts?\b|\bexpensive\b|\bdear\b/i;
const asksDifference = /\bcompar|\bdifferen|\bversus\b|\bvs\b|\bbetter\b|\bbetween\b/i;
const asksStock = /\bstock\b|\bavailable\b|\bleft\b|\bsold out\b|\bavailability\b/i;

const stockResponses: Partial<Record<ProductDocument['availability'], string>> = {
  in_stock: 'phrase_list_in_stock',
  preorder: 'phrase_list_preorder',
  backorder: 'phrase_list_backorder',
  out_of_stock: 'phrase_list_out_of_stock',
};
