import type { ShopProduct } from '../catalogue/catalogue.js';
import type { ShopOrder, StockEntry } from './dataset.js';

/** The shop's own records in the words of Shelfwise's API. Pages and pictures are at the shop's address. */
export function toProduct(product: ShopProduct, shopUrl: string, stock?: Pick<StockEntry, 'stockLevel'>) {
  const { code, family, variantTitle, title, description, category, price, salePrice, colors, material } =
    product;
  const isOut = stock?.stockLevel === 0;
  return {
    key: code,
    ...(family !== undefined && { groupKey: family }),
    ...(variantTitle !== undefined && { variantTitle }),
    title,
    description,
    url: `${shopUrl}/product/${encodeURIComponent(code)}`,
    image: `${shopUrl}/pictures/${encodeURIComponent(code)}.svg`,
    price,
    ...(salePrice !== undefined && { salePrice }),
    categories: [...new Set(category)],
    attributes: {
      ...(colors.length > 0 && { color: colors.join(', ') }),
      ...(material !== undefined && { material }),
    },
    availability: product.discontinued ? 'discontinued' : isOut ? 'out_of_stock' : 'in_stock',
  };
}

export function toOrder({ key, placedAt, customer, lines, status }: ShopOrder) {
  return { key, placedAt, status, lines, ...(customer !== undefined && { customer }) };
}

/** A level as it is sent; with `asOf` it is one of that moment, and what moved since is added to it. */
export type StatedLevel = ReturnType<typeof toLevel> & { asOf?: string };

/** Counts once by its reference, however often it is sent. */
export interface StockChange {
  product: string;
  quantity: number;
  reason: 'adjustment';
  reference: string;
  at: string;
}

export function toLevel({ product, stockLevel, onOrder, lastRestocked }: StockEntry) {
  return {
    product,
    stockLevel,
    onOrder,
    simulated: true,
    ...(lastRestocked !== undefined && { lastRestocked }),
  };
}

export function toTerms({ product, supplier, leadTime, minimumOrder, packSize, unitCost }: StockEntry) {
  return { product, supplier, leadTime, minimumOrder, packSize, unitCost };
}
