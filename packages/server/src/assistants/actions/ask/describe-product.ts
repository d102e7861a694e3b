import type { ProductDocument, ShopDocument } from '../../../stores/port/documents.js';
import { capitalized, phrase, semicolonList, sentences, type Value } from '../../wording/phrase.js';
import { formatMoney } from '../money.js';
import { collectProductFacts, type ProductFacts } from './collect-product-facts.js';

/**
 * Price, availability, attributes and description of a product, without the colors that the answer named
 * already.
 */
export function describeProduct(
  shop: ShopDocument,
  product: ProductDocument,
  isBuyable: boolean,
  namedColors: readonly string[] = [],
): Value {
  const { title, price, salePrice = price } = product;
  const cost =
    salePrice < price
      ? phrase('phrase_price_reduced', {
          now: formatMoney(shop, salePrice),
          before: formatMoney(shop, price),
        })
      : formatMoney(shop, price);
  return sentences([
    phrase('phrase_product_price', { title, cost }),
    phrase(isBuyable ? availabilityResponses[product.availability] : 'phrase_out_of_stock'),
    describeFacts(collectProductFacts(product, shop.settings.locale, namedColors)),
  ]);
}

/** "Colour: red; size: 60 cm. Goes into the dishwasher." */
export function describeFacts({ details, description }: ProductFacts): Value {
  if (details.length === 0) return description;
  const listed = semicolonList(
    details.map(({ name, value }) => phrase('phrase_named_value', { name, value })),
  );
  return sentences([phrase('phrase_product_details', { details: capitalized(listed) }), description]);
}

const availabilityResponses: Record<ProductDocument['availability'], string> = {
  in_stock: 'phrase_in_stock',
  preorder: 'phrase_preorder',
  backorder: 'phrase_backorder',
  out_of_stock: 'phrase_orderable',
  discontinued: 'phrase_orderable',
};
