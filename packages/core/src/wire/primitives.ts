import { z } from 'zod';

/**
 * Building blocks of the wire format. Their limits are stated once, so that every route refuses the same
 * values. Money is an integer in minor units (ISO 4217 exponent) of the shop's currency, unless the object
 * has its own currency.
 */

/** A shop's own name of a product, customer or order: 1 to 200 characters without control characters. */
export const key = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}]*$/u, 'must not contain control characters');

/** Integer minor units, 0 to 10^12. */
export const money = z.int().min(0).max(1_000_000_000_000);

/** ISO 4217 code, three capital letters. */
export const currency = z
  .string()
  .refine((code) => currencies.has(code), 'must be an ISO 4217 code such as "GBP"');
const currencies = new Set(Intl.supportedValuesOf('currency'));

/** An absolute http(s) address or a path on the shop's own origin; never `javascript:` or `data:`. */
export const url = z
  .string()
  .max(2000)
  .refine(
    (value) => /^https?:\/\//i.test(value) || /^\/(?!\/)/.test(value),
    'must be an http(s) address or a path',
  );

/** RFC 3339 instant with a zone. */
export const instant = z.iso.datetime({ offset: true });

/** Calendar day in the shop's time zone. */
export const day = z.iso.date();

/** Random name (128 bits) of a visitor or session, made in the browser. */
export const randomKey = z.string().regex(/^[\w-]{16,64}$/, 'must be 16 to 64 letters, digits, - or _');

/** The consent of a visitor. Absent parts count as refused. */
export const consent = z.object({
  /** Events may be stored under the visitor's key. */
  analytics: z.boolean().default(false),
  /** Recommendations may use the stored history. */
  personalization: z.boolean().default(false),
  /** The conversation may be kept over page changes. */
  functionality: z.boolean().default(false),
});
export type Consent = z.infer<typeof consent>;

/**
 * The publishable key is sent in query or body, so that a page's frequent requests stay "simple" for CORS.
 */
export const publishableKey = z
  .string()
  .regex(/^pk_[A-Za-z0-9_]{16,80}$/, 'must be a publishable key (pk_…)');

/** The visitor of a page. `token` is a customer token; a customer claimed without one is ignored. */
export const visitor = z.object({
  key: randomKey.optional(),
  token: z.string().max(2000).optional(),
  /** When absent, nothing may be stored or used, unless the shop sets another default. */
  consent: consent.optional(),
});
export type VisitorClaim = z.infer<typeof visitor>;

/** Whether paths can be appended to this address: http(s), without credentials, query or fragment. */
export function isServerUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password } = new URL(value);
  // Not `search` and `hash`: they are empty for a bare "?" or "#", which would still cut an appended path
  // off.
  return /^https?:$/.test(protocol) && username === '' && password === '' && !/[?#]/.test(value);
}

/** Plain text for people: trimmed, without control characters other than line breaks and tabs. */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    .transform((value) => value.replace(/[^\P{Cc}\n\t]/gu, '').trim());
