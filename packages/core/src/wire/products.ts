import { z } from 'zod';
import { currency, key, money, text, url } from './primitives.js';

/** Products. A document is one sellable thing (a variant), and `groupKey` joins the variants of one card. */

export const availabilities = ['in_stock', 'out_of_stock', 'preorder', 'backorder', 'discontinued'] as const;
export const availability = z.enum(availabilities);
export type Availability = z.infer<typeof availability>;

export const alias = z.object({
  type: z.enum(['sku', 'handle', 'variant', 'feed', 'gtin', 'url']),
  value: z.string().min(1).max(500),
});
export type Alias = z.infer<typeof alias>;

export const rating = z.object({ value: z.number().min(0).max(5), count: z.int().min(0).optional() });

const productFields = z.object({
  key,
  /** Joins variants. A product without variants is its own group. */
  groupKey: key.optional(),
  /** The name of this variant among the variants of its group, such as "Pink". */
  variantTitle: text(200).optional(),
  title: text(20_000).refine((value) => value.length > 0, 'must not be empty'),
  description: text(50_000).optional(),
  url,
  image: url.optional(),
  price: money,
  salePrice: money.optional(),
  rating: rating.optional(),
  /** From general to specific, such as ["Kitchen", "Mugs"]. */
  categories: z.array(text(200)).max(20).optional(),
  brand: text(200).optional(),
  attributes: z.record(z.string().max(100), text(500)).optional(),
  availability: availability.default('in_stock'),
  hidden: z.boolean().default(false),
  aliases: z.array(alias).max(20).optional(),
});
export const productInput = productFields.refine(({ price, salePrice = price }) => salePrice <= price, {
  path: ['salePrice'],
  message: 'must not be above price',
});
export type ProductInput = z.infer<typeof productInput>;

/** `POST /v1/products`: each product is parsed on its own. */
export const productBatch = z.object({ products: z.array(z.unknown()).min(1).max(1000) });

export const productOutput = productFields.extend({ updatedAt: z.iso.datetime() });
export type ProductOutput = z.infer<typeof productOutput>;

/** `GET /v1/products?limit=&cursor=`: the catalogue in key order; pass `nextCursor` as the next `cursor`. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  /** The last key for products. For other lists, it is opaque to the caller. */
  cursor: key.optional(),
});
export const productPage = z.object({ items: z.array(productOutput), nextCursor: z.string().optional() });
export type ProductPage = z.infer<typeof productPage>;

/** The reason why an item is shown. The page turns it into a sentence in the shopper's language. */
export const reasonCodes = [
  'bought-with',
  'goes-with-cart',
  'viewed-also',
  'similar-to',
  'because-you-viewed',
  'because-you-bought',
  'trending',
  'bestseller',
  'bestseller-in-category',
  'most-viewed',
  'recently-viewed',
  'bought-before',
  'new',
  'more-from-shop',
] as const;
export const reason = z.object({
  code: z.enum(reasonCodes),
  /** Title of the product that led to the item: the variant that the shopper opened or bought. */
  product: z.string().optional(),
  category: z.string().optional(),
  /** Number of orders or shoppers behind the reason, if it may be stated. */
  count: z.int().optional(),
});
export type Reason = z.infer<typeof reason>;

/** One card on a page: a group of variants, with the one that can be bought. */
export const productCard = z.object({
  product: key,
  group: key,
  title: z.string(),
  url: z.string(),
  image: z.string().optional(),
  price: money,
  salePrice: money.optional(),
  currency,
  rating: rating.optional(),
  availability,
  variants: z
    .array(z.object({ product: key, title: z.string(), price: money, salePrice: money.optional() }))
    .optional(),
  reason: reason.optional(),
});
export type ProductCard = z.infer<typeof productCard>;
