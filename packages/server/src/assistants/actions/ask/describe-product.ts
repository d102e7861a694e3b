import type { ProductDocument, ShopDocument } from '../../../stores/port/documents.js';
import { formatMoney } from '../money.js';
import { factsOf, type ProductFacts } from './collect-product-facts.js';

/** Price, stock, attributes and description of a product, without what `said` tells before. */
export function describeProduct(
  shop: ShopDocument,
  product: ProductDocument,
  isBuyable: boolean,
  said = '',
): string {
  const { title, price, salePrice = price } = product;
  const money = (amount: number) => formatMoney(shop, amount);
  const cost = salePrice < price ? `${money(salePrice)}, reduced from ${money(price)}` : money(price);
  return [
    `${title}: ${cost}.`,
    isBuyable ? (availability[product.availability] ?? 'You can order it.') : 'It is not available just now.',
    sayFacts(factsOf(product, shop.settings.locale, said)),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** "Colour: red; size: 60 cm. Goes into the dishwasher." */
export function sayFacts({ details, description }: ProductFacts): string {
  const listed = details.map(({ name, value }) => `${name}: ${value}`).join('; ');
  return [listed === '' ? '' : sentenceOf(listed), description].filter((part) => part !== '').join(' ');
}

const availability: Partial<Record<ProductDocument['availability'], string>> = {
  in_stock: 'It is in stock.',
  preorder: 'You can order it ahead; it is not out yet.',
  backorder: 'You can order it; it will come a little later.',
};

const sentenceOf = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
