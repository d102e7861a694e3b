import { expect, test } from 'vitest';
import { effectiveConsent } from './consent.js';

const all = { analytics: true, personalization: true, functionality: true };
const none = { analytics: false, personalization: false, functionality: false };

test('effectiveConsent(…) is the page’s statement, whatever the shop’s default', () => {
  expect(effectiveConsent({ consentDefault: 'granted' }, { consent: none })).toEqual(none);
  expect(effectiveConsent({ consentDefault: 'denied' }, { consent: all })).toEqual(all);
});

test('effectiveConsent(…) is the shop’s default when the page states nothing', () => {
  expect(effectiveConsent({ consentDefault: 'granted' }, {})).toEqual(all);
  expect(effectiveConsent({ consentDefault: 'denied' }, {})).toEqual(none);
});
