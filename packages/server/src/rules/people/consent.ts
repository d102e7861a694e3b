import type { Consent, ShopSettings, VisitorClaim } from '@shelfwise/core/wire';

const all: Consent = { analytics: true, personalization: true, functionality: true };
const none: Consent = { analytics: false, personalization: false, functionality: false };

/** The visitor's consent to keeping events: as the page states it, else the shop's default. */
export const effectiveConsent = (
  { consentDefault }: Pick<ShopSettings, 'consentDefault'>,
  { consent }: Pick<VisitorClaim, 'consent'>,
): Consent => consent ?? (consentDefault === 'granted' ? all : none);
