import { z } from 'zod';
import { key, money, publishableKey, randomKey, url, visitor } from './primitives.js';

/** `POST /v1/events`: events of a page. A body has at most 51 KiB and 100 events. */

export const interactionTypes = [
  'view',
  'add_to_cart',
  'remove_from_cart',
  'wishlist',
  'like',
  'dislike',
  'purchase',
] as const;
export type InteractionType = (typeof interactionTypes)[number];

const base = {
  /** UUID made by the page. Sending an event twice changes nothing. */
  id: z.uuid(),
  /** Milliseconds since 1970 by the page's clock. At most five minutes ahead and seven days old. */
  at: z.int().min(0),
};

const onProduct = {
  ...base,
  product: key,
  quantity: z.int().min(1).max(100_000).optional(),
  price: money.optional(),
  /** The recommendation request that led to the event, for attribution. */
  requestId: z.string().max(64).optional(),
};

export const pageEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('view'), ...onProduct }),
  z.object({ type: z.literal('add_to_cart'), ...onProduct }),
  z.object({ type: z.literal('remove_from_cart'), ...onProduct }),
  z.object({ type: z.literal('wishlist'), ...onProduct }),
  z.object({ type: z.literal('like'), ...onProduct }),
  z.object({ type: z.literal('dislike'), ...onProduct }),
  /** Links the visitor to an order. The order itself comes from the owner's server. */
  z.object({ type: z.literal('purchase'), ...base, order: key }),
  /** Recommended products that came into view. */
  z.object({
    type: z.literal('impression'),
    ...base,
    requestId: z.string().max(64),
    products: z.array(key).min(1).max(50),
  }),
  /** A click on a recommended product. */
  z.object({ type: z.literal('click'), ...base, requestId: z.string().max(64), product: key }),
]);
export type PageEvent = z.infer<typeof pageEvent>;

/** Events are `unknown` here, because each is parsed on its own: a bad event must not lose the good ones. */
export const eventBatch = z.object({
  key: publishableKey,
  visitor: visitor.prefault({}),
  /** Random name of a visit, kept in memory or session storage. */
  session: randomKey.optional(),
  page: z.object({ url: url.optional() }).optional(),
  events: z.array(z.unknown()).min(1).max(100),
});
export type EventBatch = z.infer<typeof eventBatch>;

/** One fault of a member of a batch. */
export const batchFault = z.object({
  code: z.string(),
  /** JSON Pointer (RFC 6901) from the root of the request: `/products/3/price`. */
  pointer: z.string(),
  detail: z.string(),
});
export type BatchFault = z.infer<typeof batchFault>;

/** The answer to every batch: how many were stored, how many were known, and the faults of the others. */
export const batchResult = z.object({
  accepted: z.int(),
  duplicates: z.int(),
  rejected: z.array(
    // Code, pointer and detail of the first fault. `errors` lists all faults when there are several.
    batchFault.extend({ index: z.int(), errors: z.array(batchFault).max(20).optional() }),
  ),
});
export type BatchResult = z.infer<typeof batchResult>;

/**
 * `POST /v1/visitors/erase`: removes all data under this visitor's key (with a token, also their customer's)
 * and the conversation with this name. Without consent to analytics, a conversation has no owner, and only
 * its name leads to it.
 */
export const eraseRequest = z.object({
  key: publishableKey,
  visitor: visitor.prefault({}),
  conversation: z.string().min(16).max(64).optional(),
});
export const eraseResult = z.object({ erased: z.boolean() });
export type EraseResult = z.infer<typeof eraseResult>;
