import { z } from 'zod';
import { key } from './primitives.js';

/** Tokens and sessions that a shop's server requests for its customers and its owner. */

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
  /** The owner's own name for the person who acts, for the audit log. */
  subject: key,
  scopes: z.array(scope).min(1).default(['inventory:read', 'inventory:write', 'alerts:read', 'alerts:write']),
  minutes: z.number().min(1).max(30).default(30),
});
