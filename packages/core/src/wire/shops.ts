import { z } from 'zod';
import { currency, money, publishableKey, text } from './primitives.js';
import { assistantSettings } from './assistant.js';
import { leadTime } from './inventory.js';
import { shopperLanguages } from './languages.js';

/** A shop's settings, as its owner and as its pages read them. */

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

/** The facts that the assistant may state about the shop. It never invents an absent one. */
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

/** At most this many messages may be replaced in one language. */
const maxReplacedMessages = 200;
/**
 * Messages of elements that the shop words itself, by language and then by `<tag>.<message name>`, such as
 * `shop-recs.add`. An element ignores an unknown name and a text with an unknown placeholder.
 */
export const replacedMessages = z.partialRecord(
  z.enum(shopperLanguages),
  z
    .record(z.string().regex(/^[a-z][a-z-]{0,49}\.[A-Za-z][A-Za-z0-9.-]{0,99}$/), text(500))
    .refine((messages) => Object.keys(messages).length <= maxReplacedMessages, {
      message: `must replace at most ${maxReplacedMessages} messages`,
    }),
);
export type ReplacedMessages = z.infer<typeof replacedMessages>;

export const shopSettings = z.object({
  name: text(200),
  currency,
  /** IANA name. It decides which day is today. */
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
  /**
   * `orders`: our own count, which orders lower. `reported`: levels come from the shop, and orders do not
   * change them.
   */
  stockSource: z.enum(['orders', 'reported']),
  /** The consent that is assumed when the page states none. */
  consentDefault: z.enum(['denied', 'granted']),
  /** Order lines with at least this many units are wholesale, and left out of pairs and forecasts. */
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
  messages: replacedMessages.optional(),
  facts: shopFacts,
});
export type ShopSettings = z.infer<typeof shopSettings>;
/** Increases with every change of the settings. */
const revision = z.int().min(0);
/** `GET /v1/shop`. */
export const revisedSettings = shopSettings.extend({ revision });
export type RevisedSettings = z.infer<typeof revisedSettings>;
/**
 * `PATCH /v1/shop`: the given top-level parts replace the stored ones. With a `revision`, this fails when the
 * settings changed since that revision was read.
 */
export const shopSettingsPatch = revisedSettings.partial();

/** `GET /v1/settings?key=pk_…`: the settings that a page needs. */
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
  messages: z.record(z.string(), z.record(z.string(), z.string())).optional(),
  /** Absolute address of each element's module by tag, with a hash of its content. */
  modules: z.record(z.string(), z.string()),
});
export type PageSettings = z.infer<typeof pageSettings>;
