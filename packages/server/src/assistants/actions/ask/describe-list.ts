import type { ShopCatalogue } from '../../../following/shop-catalogue.js';
import type { ProductDocument } from '../../../stores/port/documents.js';
import type { ActionContext } from '../action.js';
import { priceNow } from '../../../product-search/catalogue-search.js';
import { formatMoney } from '../money.js';
import { andList } from '../lists.js';

/** What a question about several products at once may be answered with; undefined where each has its own answer. */
export function describeList(
  { shop, text }: Pick<ActionContext, 'shop' | 'text'>,
  products: readonly ProductDocument[],
  catalogue: ShopCatalogue,
): string | undefined {
  if (asksPrice.test(text)) {
    return `${products.map((product) => `${product.title}: ${formatMoney(shop, priceNow(product))}`).join('; ')}.`;
  }
  if (asksDifference.test(text)) {
    return products
      .map((product) => {
        const details = Object.entries(product.attributes).map(
          ([name, value]) => `${spelt(name, shop.settings.locale)}: ${value}`,
        );
        return `${[`${product.title}: ${formatMoney(shop, priceNow(product))}`, ...details].join(', ')}.`;
      })
      .join(' ');
  }
  if (!asksStock.test(text)) return undefined;
  const groups = new Map<ProductDocument['availability'], ProductDocument[]>();
  for (const product of products) {
    const state = catalogue.isBuyable(product) ? product.availability : 'out_of_stock';
    groups.set(state, [...(groups.get(state) ?? []), product]);
  }
  return [...groups]
    .map(([availability, members]) => {
      const who = groups.size === 1 ? 'All of them' : andList.format(members.map(({ title }) => title));
      const verb = groups.size > 1 && members.length === 1 ? 'is' : 'are';
      return `${who} ${verb} ${states[availability] ?? 'there to order'}.`;
    })
    .join(' ');
}

/** Attributes often come under their American name, whatever the shop speaks. */
export function spelt(name: string, locale: string): string {
  return locale.startsWith('en') && locale !== 'en-US' ? name.replace(/\bcolor/i, 'colour') : name;
}

export const asksPrice = /\bhow much\b|\bprices?\b|\bcosts?\b|\bexpensive\b|\bdear\b/i;
const asksDifference = /\bcompar|\bdifferen|\bversus\b|\bvs\b|\bbetter\b|\bbetween\b/i;
const asksStock = /\bstock\b|\bavailable\b|\bleft\b|\bsold out\b|\bavailability\b/i;

const states: Partial<Record<ProductDocument['availability'], string>> = {
  in_stock: 'in stock',
  preorder: 'not out yet, but can be ordered ahead',
  backorder: 'there to order, and will come a little later',
  out_of_stock: 'not available just now',
};
