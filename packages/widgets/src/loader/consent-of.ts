import type { Consent } from '@shelfwise/core/wire';
import { consentParts, consentTo } from '../internal/consent.js';

/**
 * Reads the argument of `shelfwise('consent', …)`. `true` grants all parts, and any other plain value grants
 * none. An object changes the parts that it names; only `true` grants one.
 */
export function consentOf(said: unknown, before: Consent): Consent {
  if (Object(said) !== said) return consentTo(said === true);
  const parts = said as Record<string, unknown>;
  const next = { ...before };
  for (const part of consentParts) if (part in parts) next[part] = parts[part] === true;
  return next;
}
