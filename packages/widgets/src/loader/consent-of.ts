import type { Consent } from '@shelfwise/core/wire';
import { consentParts, consentTo } from '../internal/consent.js';

/**
 * What a page says with `shelfwise('consent', …)`: `true` and `false` mean everything and nothing; an object changes
 * the parts it names, and only a plain `true` grants one.
 */
export function consentOf(said: unknown, before: Consent): Consent {
  if (Object(said) !== said) return consentTo(said === true);
  const parts = said as Record<string, unknown>;
  const next = { ...before };
  for (const part of consentParts) if (part in parts) next[part] = parts[part] === true;
  return next;
}
