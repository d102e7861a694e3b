import { z } from 'zod';
import { currency, instant, key, money, randomKey } from './primitives.js';

/** Orders are the only truth for sales. Sending an order again replaces it, and its effects count once. */

export const orderStatuses = ['placed', 'shipped', 'delivered', 'cancelled', 'refunded'] as const;
export const orderStatus = z.enum(orderStatuses);
export type OrderStatus = z.infer<typeof orderStatus>;

export const orderLine = z.object({
  product: key,
  quantity: z.int().min(1).max(1_000_000),
  unitPrice: money,
});

export const shipment = z.object({
  carrier: z.string().max(100).optional(),
  tracking: z.string().max(100).optional(),
  expected: z.iso.date().optional(),
});

export const orderInput = z.object({
  key,
  placedAt: instant,
  currency: currency.optional(),
  /** The owner's key of the customer. It is trusted, because it comes with the secret key. */
  customer: key.optional(),
  /** The visitor's key, if the shop's server knows it. */
  visitor: randomKey.optional(),
  lines: z.array(orderLine).min(1).max(2000),
  status: orderStatus.default('placed'),
  shipments: z.array(shipment).max(20).optional(),
  /** Stored only as a keyed digest, by which a shopper can ask for the status of their own order. */
  email: z.email().max(320).optional(),
  postcode: z.string().max(20).optional(),
  /**
   * Time of this version of the order; for a change without it, the time of the report. A report that is
   * older than the one before it is a duplicate. Only a newer report reopens a cancelled or refunded order.
   */
  updatedAt: instant.optional(),
});
export type OrderInput = z.infer<typeof orderInput>;

/**
 * `POST /v1/orders`: at most 1,000 orders and 5 MiB a call, each parsed on its own.
 * `import` is for history: it accepts any age and moves no stock. `live` moves stock.
 */
export const orderBatch = z.object({
  mode: z.enum(['live', 'import']).default('live'),
  orders: z.array(z.unknown()).min(1).max(1000),
});

export const orderOutput = z.object({
  key,
  placedAt: z.iso.datetime(),
  currency,
  /** The customer's key, as the owner's server sent it. */
  customer: key.optional(),
  lines: z.array(orderLine),
  status: orderStatus,
  shipments: z.array(shipment),
});
export type OrderOutput = z.infer<typeof orderOutput>;

/** `GET /v1/orders?limit=&cursor=`: newest first. */
export const orderPage = z.object({ items: z.array(orderOutput), nextCursor: z.string().optional() });
export type OrderPage = z.infer<typeof orderPage>;
