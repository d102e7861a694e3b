import { fixture, html } from '@open-wc/testing';
import type { FaqInput, ShopSettings } from '@shelfwise/core/wire';
import '../src/owner-area/owner-area.js';
import type { OwnerArea } from '../src/owner-area/owner-area.js';
import { FakeOwnerServer } from './owner-server.js';
import { waitUntil } from './page.js';

export const shopSettings: ShopSettings = {
  name: 'Bright Things',
  currency: 'GBP',
  timeZone: 'Europe/London',
  locale: 'en-GB',
  allowedOrigins: ['https://shop.example'],
  stockSource: 'orders',
  consentDefault: 'denied',
  leadTime: { mean: 7, sd: 2 },
  reviewPeriod: 7,
  serviceLevel: 0.95,
  assistant: { kind: 'embedded' },
  chat: { enabled: true, title: 'Help', greeting: 'Hello!', suggestions: [] },
  facts: { shipping: { price: 395, daysMin: 2 } },
};

const soldOut = { stockLevel: 0, onOrder: 40, salesLostPerDay: 1250 };
const sellsOn = { stockLevel: 5, onOrder: 0, salesLostPerDay: 300, runsOut: '2026-12-03' };

/** What the fake server of an owner's area holds; a test reads it and changes it. */
export interface OwnerPage {
  server: FakeOwnerServer;
  settings: ShopSettings;
  faq: FaqInput[];
  isSignedIn: boolean;
}

/** A fresh server behind the owner's area for every test of a file. */
export function useOwnerPage(): OwnerPage {
  const here = location.href;
  const page = {} as OwnerPage;
  beforeEach(() => {
    Object.assign(page, {
      server: new FakeOwnerServer(),
      settings: structuredClone(shopSettings),
      faq: [
        { key: 'wrap', question: 'Do you wrap gifts?', variations: ['wrapping'], answer: 'Yes, for £2.' },
      ],
      isSignedIn: true,
    });
    answerSession(page);
    answerSettings(page);
    answerFaq(page);
    answerInsights(page.server);
  });
  afterEach(() => {
    page.server.restore();
    history.replaceState(null, '', here);
  });
  return page;
}

function answerSession(page: OwnerPage) {
  const { answers } = page.server;
  answers.set('POST /owner/embed-session', () => {
    const expiresAt = new Date(Date.now() + 1_800_000).toISOString();
    const shop = { name: 'Bright Things', locale: 'en-GB', publishableKey: 'pk_0123456789abcdef' };
    return page.isSignedIn ? { body: { token: 'es_1', expiresAt, shop } } : { status: 401, body: {} };
  });
  answers.set('POST /owner/session', ({ body }) => {
    page.isSignedIn = (body as { token: string }).token === 'good';
    return page.isSignedIn ? { status: 204 } : { status: 401, body: { code: 'invalid-token' } };
  });
  answers.set('DELETE /owner/session', () => {
    page.isSignedIn = false;
    return { status: 204 };
  });
}

function answerSettings(page: OwnerPage) {
  const { answers } = page.server;
  answers.set('GET /v1/settings', { body: { ...shopSettings, shop: 'Bright Things', modules: {} } });
  answers.set('GET /v1/shop', () => ({ body: page.settings }));
  answers.set('PATCH /v1/shop', ({ body }) => ({
    body: (page.settings = { ...page.settings, ...(body as Partial<ShopSettings>) }),
  }));
}

function answerFaq(page: OwnerPage) {
  const { answers } = page.server;
  answers.set('GET /v1/faq', () => ({ body: { entries: page.faq } }));
  answers.set('POST /v1/faq', ({ body }) => {
    const { entries } = body as { entries: FaqInput[] };
    page.faq = [...page.faq.filter((entry) => entry.key !== entries[0]?.key), ...entries];
    return { body: { accepted: 1, duplicates: 0, rejected: [] } };
  });
  answers.set('DELETE /v1/faq/wrap', () => {
    page.faq = [];
    return { status: 204 };
  });
}

function answerInsights({ answers }: FakeOwnerServer) {
  const answer = (route: string, body: unknown) => answers.set(route, { body });
  answer('POST /v1/recommendations', {
    requestId: 'r',
    placement: 'related',
    filledBy: 'related',
    personal: false,
    items: [],
  });
  answer('GET /v1/insights/today', {
    ordersToPlace: {
      total: 12,
      items: [
        { product: 'A/1', title: 'Red mug', orderQuantity: 144, ...soldOut, supplier: 'Kiln' },
        { product: 'B', title: 'Jug', orderQuantity: 6, ...sellsOn, orderBy: '2026-11-25' },
      ],
      soldOut: 3,
      salesLostPerDay: 2000,
      currency: 'GBP',
    },
    soldOut: 30,
    soldOutOnTheWay: {
      total: 1,
      items: [{ product: 'C', title: 'Lamp', onOrder: 40, salesLostPerDay: 5000 }],
      salesLostPerDay: 5000,
    },
    unansweredQuestions: {
      total: 2,
      items: [{ text: 'Do you ship to the moon?', at: '2026-11-21T10:00:00Z', count: 2 }],
    },
    missing: { stockCounts: 12, facts: ['returns', 'contact'] },
    problems: [{ kind: 'no-events', values: { lastAt: '2026-11-22T09:00:00Z' } }],
  });
  answer('GET /v1/insights/recommendations', {
    days: 28,
    placements: [{ placement: 'for-you', requests: 10, impressions: 80, clicks: 4, addedToCart: 1 }],
    models: [
      {
        kind: 'recommender',
        version: 3,
        trainedAt: '2026-11-21T10:00:00Z',
        serving: true,
        metrics: { nextInBasket: 0.231, products: 4900 },
      },
    ],
  });
  answer('GET /v1/insights/chat', {
    days: 28,
    conversations: 9,
    messages: 30,
    answeredWithoutYou: 28,
    passedToPerson: 1,
    byEngine: { embedded: 20, rasa: 10 },
    recent: [
      {
        conversation: 'c1',
        startedAt: '2026-11-21T10:00:00Z',
        messages: 4,
        engine: 'rasa',
        lastText: 'any red mugs?',
      },
    ],
  });
}

/** The owner's area at an address, entered or not. */
export async function open(address = '/owner'): Promise<OwnerArea> {
  history.replaceState(null, '', address);
  const element = await fixture<OwnerArea>(html`<owner-area></owner-area>`);
  await waitUntil(() => element.shadowRoot!.querySelector('h1'), 'entered');
  return element;
}

export const root = (element: Element) => element.shadowRoot!;
export const text = (element: Element) => root(element).textContent.replace(/\s+/g, ' ');

/** The section's element once it has loaded. */
export async function section(element: OwnerArea, tag: string): Promise<HTMLElement> {
  await waitUntil(() => root(element).querySelector(tag)?.shadowRoot?.querySelector('section, table'), tag);
  return root(element).querySelector<HTMLElement>(tag)!;
}

export async function type(control: HTMLInputElement | HTMLTextAreaElement, value: string) {
  control.value = value;
  control.dispatchEvent(new Event('input'));
  await Promise.resolve();
}
