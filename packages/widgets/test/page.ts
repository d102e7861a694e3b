import { waitUntil as waitUntilWithin } from '@open-wc/testing';
import type { PageSettings } from '@shelfwise/core/wire';
import { pageContext } from '../src/internal/page-context.js';

/** Sets up the page's context as the loader would. The new key selects the fake server's scenario. */
export function openPage(
  scenario: string,
  state: Parameters<ReturnType<typeof pageContext>['update']>[0] = {},
) {
  const key = `pk_${scenario}_${crypto.randomUUID().replaceAll('-', '')}`;
  pageContext().update({
    server: location.origin,
    key,
    settings,
    detected: true,
    consent: { analytics: false, personalization: false, functionality: false },
    visitor: undefined,
    session: undefined,
    token: undefined,
    product: undefined,
    cart: [],
    recent: [],
    ...state,
  });
  return key;
}

export const settings: PageSettings = {
  shop: 'Fake shop',
  currency: 'GBP',
  locale: 'en-GB',
  consentDefault: 'denied',
  chat: {
    enabled: true,
    title: 'Ask us',
    greeting: 'Hello! What are you looking for?',
    suggestions: ['How long does delivery take?'],
  },
  modules: {},
};

export interface FakeRequest {
  method: string;
  path: string;
  type?: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever a test looks into
  body: any;
}

/** The requests that the fake server received under a key. */
export async function requestsOf(key: string): Promise<FakeRequest[]> {
  const response = await fetch(`/v1/fake/requests?key=${key}`);
  return (await response.json()) as FakeRequest[];
}

/** Waits for a condition, long enough for a busy machine and for our own retries. */
export const waitUntil = (condition: () => unknown, message?: string): Promise<void> =>
  waitUntilWithin(condition, message, { timeout: 8000 });
