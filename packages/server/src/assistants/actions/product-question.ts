import type { CatalogueCache, ShopCatalogue } from '../../resources/products/catalogue.js';
import type { ProductDocument } from '../../stores/documents.js';
import { offer, offerPerson, say, type Action } from './action.js';
import { faqFor, faqMessage } from './answer-faq.js';
import type { CatalogueSearch } from './catalogue-search.js';
import type { FaqLookup } from './faq-lookup.js';
import { formatMoney } from './money.js';

/**
 * `action_product_question`: stock, price and description of the product on the page, or of one that is named. Says
 * only what the catalogue says.
 */
export function productQuestion(catalogue: CatalogueCache, search: CatalogueSearch, faq: FaqLookup): Action {
  return async ({ shop, shopId, product: pageProduct, text }) => {
    const products = await catalogue.get(shop);
    const onPage = pageProduct === undefined ? undefined : products.resolve(pageProduct);
    if (onPage) {
      const card = products.card(onPage.groupKey, onPage.key);
      return {
        messages: [
          say(describe(onPage, products, (amount) => formatMoney(shop, amount))),
          ...(card ? [] : [offer(['Show similar products', '/ask_similar'])]),
        ],
      };
    }
    const { cards, query } = await search.find(shop, text, 3);
    if (cards.length > 0 && query.text !== '') {
      return { messages: [say('Is it one of these?'), { type: 'products', items: cards }] };
    }
    const entry = await faqFor(faq, shopId, text);
    if (entry) return { messages: [faqMessage(entry)] };
    return {
      messages: [say('Which product do you mean? Open its page or tell me its name.'), offerPerson],
    };
  };
}

function describe(
  product: ProductDocument,
  catalogue: ShopCatalogue,
  money: (amount: number) => string,
): string {
  const sentences: string[] = [];
  const price =
    product.salePrice !== undefined && product.salePrice < product.price
      ? `${money(product.salePrice)}, reduced from ${money(product.price)}`
      : money(product.price);
  sentences.push(`${product.title}: ${price}.`);
  if (catalogue.isBuyable(product)) sentences.push(availability[product.availability] ?? 'You can order it.');
  else sentences.push('It is not available just now.');
  const details = Object.entries(product.attributes).slice(0, 6);
  if (details.length > 0)
    sentences.push(`${details.map(([name, value]) => `${name}: ${value}`).join('; ')}.`);
  if (product.description) sentences.push(shorten(product.description));
  return sentences.join(' ');
}

const availability: Partial<Record<ProductDocument['availability'], string>> = {
  in_stock: 'It is in stock.',
  preorder: 'You can order it ahead; it is not out yet.',
  backorder: 'You can order it; it will come a little later.',
};

/** The first sentences of a description, as many as fit a chat bubble. */
function shorten(text: string): string {
  if (text.length <= 300) return text;
  const cut = text.slice(0, 300);
  const end = Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('! '), cut.lastIndexOf('? '));
  return end > 80 ? cut.slice(0, end + 1) : `${cut.slice(0, cut.lastIndexOf(' '))} …`;
}
