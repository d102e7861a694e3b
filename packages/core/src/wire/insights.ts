import { z } from 'zod';
import { key, money } from './primitives.js';
import { factParts } from './shops.js';

/** Reports to the owner: what needs a person now, and what recommendations and chat achieved. */

/** `GET /v1/insights/today`: what needs a person now. */
export const todayInsights = z.object({
  ordersToPlace: z.object({
    total: z.int(),
    items: z.array(
      z.object({
        product: key,
        title: z.string(),
        orderQuantity: z.int(),
        stockLevel: z.int(),
        onOrder: z.int(),
        /** Revenue in minor units lost for each day out of stock. */
        salesLostPerDay: money,
        /** The day on which stock is likely to end; absent without a forecast. */
        runsOut: z.string().optional(),
        orderBy: z.string().optional(),
        supplier: z.string().optional(),
      }),
    ),
    /** How many of the total are sold out. */
    soldOut: z.int(),
    /** Minor units a day, over those that are sold out. */
    salesLostPerDay: money,
    currency: z.string(),
  }),
  /** Sold out with enough on its way, for which the supplier knows the day. The costliest come first. */
  soldOutOnTheWay: z.object({
    total: z.int(),
    items: z.array(
      z.object({
        product: key,
        title: z.string(),
        onOrder: z.int(),
        salesLostPerDay: money,
        supplier: z.string().optional(),
      }),
    ),
    salesLostPerDay: money,
  }),
  /** All sold-out products, including those not worth ordering and those with a snoozed alert. */
  soldOut: z.int(),
  unansweredQuestions: z.object({
    total: z.int(),
    items: z.array(z.object({ text: z.string(), at: z.string(), count: z.int() })),
  }),
  /** Data that the owner has yet to enter. */
  missing: z.object({
    /** Products without a count of their stock. */
    stockCounts: z.int(),
    /** Parts of the shop's facts that are empty, so that the chat cannot answer about them. */
    facts: z.array(z.enum(factParts)),
  }),
  /** Data that stopped coming, and jobs that failed. */
  problems: z.array(
    z.object({
      kind: z.enum(['no-events', 'no-orders', 'job-failed']),
      /** The facts of the alert, by kind as in `AlertValues`. */
      values: z.record(z.string(), z.union([z.string(), z.number()])),
      since: z.string().optional(),
    }),
  ),
});
export type TodayInsights = z.infer<typeof todayInsights>;

/** `POST /v1/insights/questions/dismiss`: the text as `unansweredQuestions` returns it. */
export const dismissedQuestion = z.object({ text: z.string().min(1).max(4000) });

export const insightsQuery = z.object({ days: z.coerce.number().int().min(1).max(365).default(28) });

/** `GET /v1/insights/recommendations?days=28`. */
export const recommendationInsights = z.object({
  days: z.int(),
  placements: z.array(
    z.object({
      placement: z.string(),
      /** Requested rows. The other numbers count products. */
      requests: z.int(),
      impressions: z.int(),
      clicks: z.int(),
      addedToCart: z.int(),
    }),
  ),
  models: z.array(
    z.object({
      kind: z.string(),
      version: z.int(),
      trainedAt: z.string(),
      serving: z.boolean(),
      metrics: z.record(z.string(), z.number()),
      note: z.string().optional(),
    }),
  ),
});
export type RecommendationInsights = z.infer<typeof recommendationInsights>;

/** `GET /v1/insights/chat?days=28`: conversations, and which engine answered. */
export const chatInsights = z.object({
  days: z.int(),
  conversations: z.int(),
  messages: z.int(),
  answeredWithoutYou: z.int(),
  passedToPerson: z.int(),
  byEngine: z.record(z.string(), z.int()),
  recent: z.array(
    z.object({
      conversation: z.string(),
      startedAt: z.string(),
      messages: z.int(),
      engine: z.string(),
      lastText: z.string(),
    }),
  ),
});
export type ChatInsights = z.infer<typeof chatInsights>;
