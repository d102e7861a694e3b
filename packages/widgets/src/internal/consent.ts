import type { Consent } from '@shelfwise/core/wire';

export const consentParts = ['analytics', 'personalization', 'functionality'] as const;

/** Consent to all parts, or to none. */
export const consentTo = (all: boolean): Consent =>
  Object.fromEntries(consentParts.map((part) => [part, all])) as Consent;
