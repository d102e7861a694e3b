import { z } from 'zod';
import { key, publishableKey, randomKey, visitor } from './primitives.js';
import { productCard, reason } from './products.js';

/** `GET` and `POST /v1/recommendations`. The GET form carries nothing personal and may be cached. */

export const placements = [
  'for-you',
  'bought-together',
  'related',
  'similar',
  'trending',
  'bestsellers',
  'recently-viewed',
  'buy-again',
  'cart',
] as const;
export const placement = z.enum(placements);
export type Placement = z.infer<typeof placement>;

/**
 * Placements that depend on the visitor. Only these read the visitor's history. The page has its own list
 * (`widgets/src/internal/row-address.ts`), and a test compares the two.
 */
export const personalPlacements = [
  'for-you',
  'recently-viewed',
  'buy-again',
  'cart',
] as const satisfies readonly Placement[];

/** What can fill a row: a placement, or a fallback for shops with few sales. */
export const rowFillings = [...placements, 'most-viewed', 'new', 'more-from-shop'] as const;
export type RowFilling = (typeof rowFillings)[number];

const knownPlacements = (names: string[]) => placements.filter((known) => names.includes(known));

/** An empty text in an address counts as absent. */
const orEmpty = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .literal('')
    .transform(() => undefined)
    .or(schema.optional())
    .optional();

export const recommendationRequest = z.object({
  key: publishableKey,
  placement,
  /** The product of the page. `bought-together`, `related` and `similar` need it. */
  product: key.optional(),
  category: z.string().max(200).optional(),
  cart: z.array(key).max(200).default([]),
  /** Products seen in this visit, oldest first. */
  recent: z.array(key).max(50).default([]),
  /** Products that are never returned, for example because they are shown elsewhere on the page. */
  exclude: z.array(key).max(1000).default([]),
  /**
   * Placements of all rows of the page. A row that falls back avoids the products of the others, as far as it
   * can. Unknown placements are ignored, so that a mistake in one row does not empty another.
   */
  rows: z.array(z.string()).max(200).transform(knownPlacements).default([]),
  visitor: visitor.prefault({}),
  session: randomKey.optional(),
  limit: z.int().min(1).max(24).default(8),
});
export type RecommendationRequest = z.infer<typeof recommendationRequest>;

/** The fields of `GET /v1/recommendations`. Without data of the visitor, the answer may be cached. */
export const recommendationQuery = recommendationRequest.pick({ key: true, placement: true }).extend({
  product: orEmpty(key),
  category: orEmpty(z.string().max(200)),
  limit: z.coerce.number().pipe(z.int().min(1).max(24)).default(8),
  /** May be repeated. */
  exclude: z
    .union([key, z.array(key).max(100)])
    .transform((value) => (Array.isArray(value) ? value : [value]))
    .default([]),
  /** Separated by commas. */
  rows: z
    .string()
    .max(4000)
    .transform((value) => knownPlacements(value.split(',')))
    .default([]),
});

export const recommendationResponse = z.object({
  requestId: z.string(),
  placement,
  /** The source of most of the row. It equals `placement` when the first choice sufficed. */
  filledBy: z.enum(rowFillings),
  /** Whether anything about this visitor or visit was used. */
  personal: z.boolean(),
  /** The reason that all items share, if there is one. */
  reason: reason.optional(),
  items: z.array(productCard),
});
export type RecommendationResponse = z.infer<typeof recommendationResponse>;
