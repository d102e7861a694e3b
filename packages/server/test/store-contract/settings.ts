import type { ShopSettings } from '@shelfwise/core/wire';

/** Settings of a shop in tests. */
export const testSettings: ShopSettings = {
  name: 'Tea & Co',
  currency: 'GBP',
  timeZone: 'Europe/London',
  locale: 'en-GB',
  allowedOrigins: ['https://tea.example'],
  stockSource: 'orders',
  consentDefault: 'denied',
  leadTime: { mean: 7, sd: 2 },
  reviewPeriod: 7,
  serviceLevel: 0.95,
  assistant: { kind: 'embedded' },
  chat: { enabled: true, title: 'Ask us', greeting: 'Hello', suggestions: [] },
  // Names with a dot, which not every database takes as a field's name.
  messages: { de: { 'shop-recs.add': 'Einpacken' } },
  facts: {},
};
