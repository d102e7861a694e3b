import { z } from 'zod';
import { currency, key, money, publishableKey, text } from './primitives.js';
import { assistantSettings } from './assistant.js';
import { leadTime } from './inventory.js';

/** A shop's settings, its FAQ, and the tokens its server asks for. */

/** An exact origin: scheme, host and port, nothing else. */
export const origin = z
  .string()
  .max(300)
  .refine((value) => {
    try {
      return new URL(value).origin === value && /^https?:/.test(value);
    } catch {
      return false;
    }
  }, 'must be an exact origin such as https://shop.example');

/** Subjects that the assistant may be asked about. */
export const factParts = ['shipping', 'returns', 'payment', 'contact'] as const;
export type FactPart = (typeof factParts)[number];

/** What the assistant may say about the shop. A fact that is absent is never invented. */
export const shopFacts = z
  .object({
    shipping: z
      .object({
        price: money,
        /** Order value from which shipping is free. */
        freeFrom: money,
        daysMin: z.int().min(0).max(120),
        daysMax: z.int().min(0).max(120),
        countries: z.array(z.string().max(100)).max(300),
        note: text(1000),
      })
      .partial()
      .refine(({ daysMin = 0, daysMax = daysMin }) => daysMin <= daysMax, {
        path: ['daysMax'],
        message: 'must not be below daysMin',
      }),
    returns: z
      .object({ days: z.int().min(0).max(3650), free: z.boolean(), address: text(500), note: text(1000) })
      .partial(),
    payment: z.object({ methods: z.array(z.string().max(100)).max(50), note: text(1000) }).partial(),
    contact: z
      .object({ email: z.email(), phone: z.string().max(50), hours: text(300), address: text(500) })
      .partial(),
  })
  .partial();
export type ShopFacts = z.infer<typeof shopFacts>;

export const shopSettings = z.object({
  name: text(200),
  currency,
  /** IANA name; decides what "today" is. */
  timeZone: z.string().refine((zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  }, 'must be an IANA time zone such as "Europe/London"'),
  locale: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .refine((tag) => {
      try {
        return Intl.getCanonicalLocales(tag).length === 1;
      } catch {
        return false;
      }
    }, 'must be a language tag such as "en-GB"'),
  allowedOrigins: z.array(origin).max(50),
  /** `orders`: our count, lowered by orders. `reported`: levels come from the shop; orders do not move them. */
  stockSource: z.enum(['orders', 'reported']),
  /** What counts as consent when the page says nothing. */
  consentDefault: z.enum(['denied', 'granted']),
  /** Order lines of at least this many units are wholesale: left out of pairs and forecasts. */
  wholesaleFrom: z.int().min(2).max(1_000_000).optional(),
  leadTime,
  reviewPeriod: z.int().min(1).max(90),
  serviceLevel: z.number().min(0.5).max(0.999),
  assistant: assistantSettings,
  chat: z.object({
    enabled: z.boolean(),
    /** Heading of the chat. When absent, `<shop-chat>` words it in its own language. */
    title: text(100).optional(),
    /** First message of the chat. When absent, `<shop-chat>` words it in its own language. */
    greeting: text(500).optional(),
    suggestions: z.array(text(100)).max(6),
  }),
  facts: shopFacts,
});
export type ShopSettings = z.infer<typeof shopSettings>;
/** Grows with every change of the settings. */
const revision = z.int().min(0);
/** `GET /v1/shop`. */
export const revisedSettings = shopSettings.extend({ revision });
export type RevisedSettings = z.infer<typeof revisedSettings>;
/**
 * `PATCH /v1/shop`: top-level parts that are given replace those held; with the `revision` that was read, only while
 * nobody has changed the settings since.
 */
export const shopSettingsPatch = revisedSettings.partial();

/** `GET /v1/settings?key=pk_…`: what a page needs to know, nothing more. */
export const pageSettingsQuery = z.object({ key: publishableKey });
export const pageSettings = z.object({
  shop: z.string(),
  currency,
  locale: z.string(),
  consentDefault: z.enum(['denied', 'granted']),
  chat: z.object({
    enabled: z.boolean(),
    title: z.string().optional(),
    greeting: z.string().optional(),
    suggestions: z.array(z.string()),
  }),
  /** Absolute address of each element's module by tag, with its content hash. */
  modules: z.record(z.string(), z.string()),
});
export type PageSettings = z.infer<typeof pageSettings>;

export const faqInput = z.object({
  key,
  question: text(500).refine((value) => value.length > 0, 'must not be empty'),
  /** Other ways to ask it. */
  variations: z.array(text(500)).max(50).default([]),
  answer: text(5000).refine((value) => value.length > 0, 'must not be empty'),
  url: z.url().max(2000).optional(),
});
export type FaqInput = z.infer<typeof faqInput>;
export const faqBatch = z.object({ entries: z.array(z.unknown()).min(1).max(500) });

/** `POST /v1/customer-tokens`: at most 24 hours. */
export const customerTokenRequest = z.object({
  customer: key,
  hours: z.number().min(0.01).max(24).default(12),
});
export const tokenResponse = z.object({ token: z.string(), expiresAt: z.iso.datetime() });
export type TokenResponse = z.infer<typeof tokenResponse>;

export const scopes = [
  'inventory:read',
  'inventory:write',
  'alerts:read',
  'alerts:write',
  'insights:read',
  'settings:read',
  'settings:write',
  'faq:read',
  'faq:write',
] as const;
export const scope = z.enum(scopes);
export type Scope = z.infer<typeof scope>;
/** `POST /v1/embed-sessions`: at most 30 minutes. */
export const embedSessionRequest = z.object({
  /** Who acts, for the audit log: the owner's own name for a person. */
  subject: key,
  scopes: z.array(scope).min(1).default(['inventory:read', 'inventory:write', 'alerts:read', 'alerts:write']),
  minutes: z.number().min(1).max(30).default(30),
});

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
    /** How many of all of them are sold out. */
    soldOut: z.int(),
    /** Minor units a day, over those that are sold out. */
    salesLostPerDay: money,
    currency: z.string(),
  }),
  /** Sold out, with enough on its way: the supplier knows when it comes. What loses most first. */
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
  /** Everything that is sold out: also what is not worth ordering, and what the owner put aside. */
  soldOut: z.int(),
  unansweredQuestions: z.object({
    total: z.int(),
    items: z.array(z.object({ text: z.string(), at: z.string(), count: z.int() })),
  }),
  /** What the shop has not told yet, and what cannot be done without it. */
  missing: z.object({
    /** Products without a count of their stock. */
    stockCounts: z.int(),
    /** Parts of the shop's facts of which nothing is known: the chat cannot answer about them. */
    facts: z.array(z.enum(factParts)),
  }),
  /** Data that stopped coming, and jobs that failed. */
  problems: z.array(
    z.object({
      kind: z.enum(['no-events', 'no-orders', 'job-failed']),
      title: z.string(),
      detail: z.string(),
      since: z.string().optional(),
    }),
  ),
});
export type TodayInsights = z.infer<typeof todayInsights>;

/** `POST /v1/insights/questions/dismiss`: as `unansweredQuestions` names it. */
export const dismissedQuestion = z.object({ text: z.string().min(1).max(4000) });

export const insightsQuery = z.object({ days: z.coerce.number().int().min(1).max(365).default(28) });

/** `GET /v1/insights/recommendations?days=28`. */
export const recommendationInsights = z.object({
  days: z.int(),
  placements: z.array(
    z.object({
      placement: z.string(),
      /** Rows asked for; the others count products. */
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

/** `GET /v1/insights/chat?days=28`: conversations and which engine answered. */
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
