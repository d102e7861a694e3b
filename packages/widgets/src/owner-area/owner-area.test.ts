import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { FaqInput, ShopSettings } from '@shelfwise/core/wire';
import { FakeOwnerServer } from '../../test/owner-server.js';
import './owner-area.js';
import type { OwnerArea } from './owner-area.js';

const settings: ShopSettings = {
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

const here = location.href;
const soldOut = { stockLevel: 0, onOrder: 40, salesLostPerDay: 1250 };
const sellsOn = { stockLevel: 5, onOrder: 0, salesLostPerDay: 300, runsOut: '2026-12-03' };
let server: FakeOwnerServer;
let held: ShopSettings;
let faq: FaqInput[];
let isSignedIn: boolean;

beforeEach(() => {
  server = new FakeOwnerServer();
  held = structuredClone(settings);
  faq = [{ key: 'wrap', question: 'Do you wrap gifts?', variations: ['wrapping'], answer: 'Yes, for £2.' }];
  isSignedIn = true;
  const answer = (route: string, body: unknown) => server.answers.set(route, () => ({ body }));
  server.answers.set('POST /owner/embed-session', () => {
    const expiresAt = new Date(Date.now() + 1_800_000).toISOString();
    const shop = { name: 'Bright Things', locale: 'en-GB', publishableKey: 'pk_0123456789abcdef' };
    return isSignedIn ? { body: { token: 'es_1', expiresAt, shop } } : { status: 401, body: {} };
  });
  server.answers.set('POST /owner/session', ({ body }) => {
    isSignedIn = body.token === 'good';
    return isSignedIn ? { status: 204 } : { status: 401, body: { code: 'invalid-token' } };
  });
  server.answers.set('DELETE /owner/session', () => {
    isSignedIn = false;
    return { status: 204 };
  });
  server.answers.set('GET /v1/shop', () => ({ body: held }));
  server.answers.set('PATCH /v1/shop', ({ body }) => ({ body: (held = { ...held, ...body }) }));
  server.answers.set('GET /v1/faq', () => ({ body: { entries: faq } }));
  server.answers.set('POST /v1/faq', ({ body }) => {
    faq = [...faq.filter((entry) => entry.key !== body.entries[0].key), ...body.entries];
    return { body: { accepted: 1, duplicates: 0, rejected: [] } };
  });
  server.answers.set('DELETE /v1/faq/wrap', () => {
    faq = [];
    return { status: 204 };
  });
  answer('GET /v1/settings', { ...settings, shop: 'Bright Things', modules: {} });
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
      salesLostPerDay: 2000,
      currency: 'GBP',
    },
    soldOutOnTheWay: {
      total: 1,
      items: [{ product: 'C', title: 'Lamp', onOrder: 40, salesLostPerDay: 5000 }],
      salesLostPerDay: 5000,
    },
    unansweredQuestions: {
      total: 2,
      items: [{ text: 'Do you ship to the moon?', at: '2026-11-21T10:00:00Z', count: 2 }],
    },
    problems: [{ kind: 'no-events', title: 'No visits for 3 hours', detail: 'Check the script tag.' }],
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
});
afterEach(() => {
  server.restore();
  history.replaceState(null, '', here);
});

async function open(address = '/owner'): Promise<OwnerArea> {
  history.replaceState(null, '', address);
  const element = await fixture<OwnerArea>(html`<owner-area></owner-area>`);
  await waitUntil(() => element.shadowRoot!.querySelector('h1'), 'entered');
  return element;
}

const root = (element: Element) => element.shadowRoot!;
const text = (element: Element) => root(element).textContent.replace(/\s+/g, ' ');

/** The section's element once it has loaded. */
async function section(element: OwnerArea, tag: string): Promise<HTMLElement> {
  await waitUntil(() => root(element).querySelector(tag)?.shadowRoot?.querySelector('section, table'), tag);
  return root(element).querySelector<HTMLElement>(tag)!;
}

async function type(control: HTMLInputElement | HTMLTextAreaElement, value: string) {
  control.value = value;
  control.dispatchEvent(new Event('input'));
  await Promise.resolve();
}

describe('<owner-area>', () => {
  it('is accessible in every section, signed out, and when the server does not answer', async function () {
    this.timeout(40_000);
    for (const [name, tag] of [
      ['today', 'owner-today'],
      ['recommendations', 'owner-recommendations'],
      ['chat', 'owner-chat'],
      ['stock', 'stock-dashboard'],
      ['setup', 'owner-setup'],
    ] as const) {
      const element = await open(`/owner#/${name}`);
      await section(element, tag);
      expect(root(element).querySelector('[aria-current=page]')!.getAttribute('href')).to.equal(`#/${name}`);
      await expect(element, name).to.be.accessible();
      element.remove();
    }
    isSignedIn = false;
    await expect(await open()).to.be.accessible();
    server.answers.set('POST /owner/embed-session', 'offline');
    const element = await open();
    expect(text(element)).to.contain('The server does not answer');
    await expect(element).to.be.accessible();
  });

  it('spends the link for a session and takes it out of the address', async () => {
    isSignedIn = false;
    const element = await open('/owner/sign-in#good');
    expect(location.pathname + location.hash).to.equal('/owner');
    expect(server.callsTo('/owner/session', 'POST')[0]!.body).to.deep.equal({ token: 'good' });
    expect(root(element).querySelector('h1')!.textContent).to.equal('Today');
    expect(document.title).to.equal('Today – Bright Things');
  });

  it('explains a link that was used already, and how to get another', async () => {
    isSignedIn = false;
    const element = await open('/owner/sign-in#used');
    expect(text(element)).to.contain('used already or is too old');
    expect(text(element)).to.contain('shelfwise shop sign-in NAME');
  });

  it('follows the address, names the page, and moves the focus to the section’s heading', async () => {
    const element = await open();
    location.hash = '#/setup';
    await waitUntil(() => root(element).querySelector('h1')!.textContent === 'Setup', 'moved');
    await waitUntil(() => root(element).activeElement === root(element).querySelector('h1'), 'focused');
    expect(document.title).to.equal('Setup – Bright Things');
    location.hash = '#/nonsense/%E0%A4%A';
    await waitUntil(() => root(element).querySelector('h1')!.textContent === 'Today', 'unknown is Today');
  });

  it('signs out, and shows nothing of the shop any more', async () => {
    const element = await open();
    await section(element, 'owner-today');
    root(element).querySelector<HTMLElement>('header button')!.click();
    await waitUntil(() => text(element).includes('You are signed out'), 'out');
    expect(server.callsTo('/owner/session', 'DELETE').length).to.equal(1);
    expect(text(element)).to.not.contain('Bright Things');
  });

  it('ends for all sections when the session ends in one', async () => {
    const element = await open();
    await section(element, 'owner-today');
    isSignedIn = false;
    server.answers.set('GET /v1/insights/chat', { status: 401, body: { code: 'expired-token' } });
    location.hash = '#/chat';
    await waitUntil(() => text(element).includes('You are signed out'), 'out');
  });

  it('lists today’s orders, open questions and faults, each leading to its place', async () => {
    const today = await section(await open(), 'owner-today');
    expect(text(today)).to.contain('No visits for 3 hours');
    expect(text(today)).to.contain('and 10 more');
    expect(text(today)).to.contain(
      'Sold out: about £12.50 of sales lost a day. 40 on the way. Supplier: Kiln.',
    );
    expect(text(today)).to.contain('Will likely run out on 3 Dec.');
    const links = [...root(today).querySelectorAll('a')].map((link) => link.getAttribute('href'));
    expect(links).to.include('#/stock/A%2F1');
    expect(links).to.include('#/stock/C');
    expect(text(today)).to.contain('40 on the way, date not known');
    expect(links).to.include('#/chat/Do%20you%20ship%20to%20the%20moon%3F');
  });

  it('puts a question aside that needs no answer', async () => {
    server.answers.set('POST /v1/insights/questions/dismiss', { status: 204 });
    const today = await section(await open(), 'owner-today');
    const none = { total: 0, items: [], salesLostPerDay: 0, currency: 'GBP' };
    server.answers.set('GET /v1/insights/today', {
      body: { ordersToPlace: none, soldOutOnTheWay: none, unansweredQuestions: none, problems: [] },
    });
    root(today).querySelector<HTMLElement>('[aria-label="Put aside: Do you ship to the moon?"]')!.click();
    await waitUntil(() => text(today).includes('Nothing needs you now'), 'gone');
    expect(server.callsTo('/v1/insights/questions/dismiss', 'POST')[0]!.body).to.deep.equal({
      text: 'Do you ship to the moon?',
    });
  });

  it('says when nothing needs the owner, and when a section cannot be loaded', async () => {
    const none = { total: 0, items: [], salesLostPerDay: 0, currency: 'GBP' };
    server.answers.set('GET /v1/insights/today', {
      body: { ordersToPlace: none, soldOutOnTheWay: none, unansweredQuestions: none, problems: [] },
    });
    const element = await open();
    const today = root(element).querySelector('owner-today')!;
    await waitUntil(() => text(today).includes('Nothing needs you now'), 'nothing');
    server.answers.set('GET /v1/insights/today', 'offline');
    await today.load();
    await today.updateComplete;
    expect(root(today).querySelector('[role=alert]')!.textContent).to.contain('The server does not answer.');
  });

  it('tells how recommendations did, and how well they were learned, in plain words', async () => {
    const element = await section(await open('/owner#/recommendations'), 'owner-recommendations');
    expect(text(element)).to.contain('For you 10 80 4 5 1');
    expect(text(element)).to.contain(
      'In 23 of 100 orders, what was really bought stood among its ten suggestions.',
    );
    expect(text(element)).to.not.contain('4,900');
  });

  it('opens a product of Stock from the address', async () => {
    const element = await open('/owner#/stock/P-3');
    await waitUntil(
      () => root(root(element).querySelector('stock-dashboard')!).querySelector('dialog')?.open,
      'opened',
    );
    expect(server.callsTo('/v1/inventory/P-3').length).to.equal(1);
  });
});

describe('Chat', () => {
  const editorOf = async (element: OwnerArea) => {
    const chat = await section(element, 'owner-chat');
    const editor = root(chat).querySelector('faq-editor')!;
    await waitUntil(() => root(editor).querySelector('section'), 'loaded');
    return editor;
  };

  it('says which engine answered', async () => {
    const chat = await section(await open('/owner#/chat'), 'owner-chat');
    expect(text(chat)).to.contain('By your Rasa server 10');
    expect(text(chat)).to.contain('any red mugs?');
  });

  it('begins an answer to a question that had none, and saves it', async () => {
    const editor = await editorOf(await open('/owner#/chat/Any%20gift%20cards%3F'));
    const form = root(editor).querySelector('form')!;
    expect(form.querySelector<HTMLInputElement>('[name=question]')!.value).to.equal('Any gift cards?');
    form.requestSubmit();
    await waitUntil(() => text(editor).includes('The answer is needed.'), 'checked');
    await type(form.querySelector('[name=answer]')!, 'Yes, from £10.');
    await type(form.querySelector('[name=variations]')!, 'vouchers\n\n gift tokens ');
    form.requestSubmit();
    await waitUntil(() => faq.length === 2, 'saved');
    expect(faq[1]).to.deep.include({
      question: 'Any gift cards?',
      answer: 'Yes, from £10.',
      variations: ['vouchers', 'gift tokens'],
    });
    expect(faq[1]!.key).to.match(/^any-gift-cards-/);
  });

  it('edits an entry under its key, and puts back one that was deleted', async () => {
    const editor = await editorOf(await open('/owner#/chat'));
    const button = (label: string) =>
      [...root(editor).querySelectorAll('button')].find((found) => found.textContent.trim() === label)!;
    button('Edit').click();
    await editor.updateComplete;
    await expect(editor).to.be.accessible();
    await type(root(editor).querySelector('[name=answer]')!, 'Yes, for £3.');
    root(editor).querySelector('form')!.requestSubmit();
    await waitUntil(() => faq[0]!.answer === 'Yes, for £3.', 'edited');
    expect(faq.map((entry) => entry.key)).to.deep.equal(['wrap']);
    await waitUntil(() => button('Delete'), 'listed');
    button('Delete').click();
    await waitUntil(() => button('Undo'), 'deleted');
    expect(faq).to.deep.equal([]);
    button('Undo').click();
    await waitUntil(() => faq.length === 1, 'back');
  });

  it('shows what the server refuses', async () => {
    const rejected = [
      { index: 0, code: 'invalid-request', pointer: '/entries/0/url', detail: 'must be an address' },
    ];
    server.answers.set('POST /v1/faq', { body: { accepted: 0, duplicates: 0, rejected } });
    const editor = await editorOf(await open('/owner#/chat/Why%3F'));
    await type(root(editor).querySelector('[name=answer]')!, 'Because.');
    root(editor).querySelector('form')!.requestSubmit();
    await waitUntil(() => text(editor).includes('url: must be an address'), 'refused');
  });
});

describe('Setup', () => {
  const formWith = async (element: OwnerArea, name: string) => {
    const setup = await section(element, 'owner-setup');
    const forms = [...root(setup).querySelectorAll('settings-form')];
    return forms.find((form) => root(form).querySelector(`[name="${name}"]`))!;
  };
  const field = (form: Element, name: string) =>
    root(form).querySelector<HTMLInputElement>(`[name="${name}"]`)!;
  const patches = () => server.callsTo('/v1/shop', 'PATCH').map((call) => call.body);

  it('shows the snippet with this server and the shop’s key', async () => {
    const setup = await section(await open('/owner#/setup'), 'owner-setup');
    expect(root(setup).querySelector('#snippet-head')!.textContent).to.contain(
      `<script async src="${location.origin}/v1/shop.js" data-key="pk_0123456789abcdef"></script>`,
    );
  });

  it('sends the whole part that changed, with money in minor units, and can take it back', async () => {
    const form = await formWith(await open('/owner#/setup'), 'facts.shipping.price');
    expect(field(form, 'facts.shipping.price').value).to.equal('3.95');
    await type(field(form, 'facts.shipping.price'), '4.5');
    await type(field(form, 'facts.shipping.countries'), 'France\nSpain');
    root(form).querySelector('form')!.requestSubmit();
    await waitUntil(() => text(form).includes('Saved.'), 'saved');
    expect(patches()).to.deep.equal([
      { facts: { shipping: { price: 450, daysMin: 2, countries: ['France', 'Spain'] } } },
    ]);
    root(form).querySelector<HTMLElement>('[role=status] button')!.click();
    await waitUntil(() => text(form).includes('Undone'), 'undone');
    expect(patches()[1]).to.deep.equal({ facts: settings.facts });
  });

  it('keeps what another form saved a moment ago', async () => {
    const element = await open('/owner#/setup');
    const shipping = await formWith(element, 'facts.shipping.price');
    await type(field(shipping, 'facts.shipping.price'), '5');
    root(shipping).querySelector('form')!.requestSubmit();
    await waitUntil(() => text(shipping).includes('Saved.'), 'saved');
    const contact = await formWith(element, 'facts.contact.phone');
    await type(field(contact, 'facts.contact.phone'), '0123');
    root(contact).querySelector('form')!.requestSubmit();
    await waitUntil(() => text(contact).includes('Saved.'), 'saved too');
    expect(held.facts).to.deep.equal({ shipping: { price: 500, daysMin: 2 }, contact: { phone: '0123' } });
  });

  it('checks before it sends, and shows the server’s own faults at their fields', async () => {
    const form = await formWith(await open('/owner#/setup'), 'serviceLevel');
    await type(field(form, 'serviceLevel'), '120');
    root(form).querySelector('form')!.requestSubmit();
    await waitUntil(() => text(form).includes('A number from 50 to 99.9.'), 'checked');
    expect(patches()).to.deep.equal([]);
    await type(field(form, 'serviceLevel'), '97.5');
    server.answers.set('PATCH /v1/shop', {
      status: 400,
      body: {
        code: 'invalid-request',
        detail: 'The request does not have the expected form.',
        errors: [{ pointer: '/serviceLevel', detail: 'too high for you' }],
      },
    });
    root(form).querySelector('form')!.requestSubmit();
    await waitUntil(() => text(form).includes('too high for you'), 'shown');
    expect(patches()).to.deep.equal([{ serviceLevel: 0.975 }]);
    expect(field(form, 'serviceLevel').getAttribute('aria-invalid')).to.equal('true');
  });
});
