import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, shopOrigin, type TestServer } from '../../../test/running-server.js';
import type { CreatedShop } from './service.js';

let server: TestServer;
let shop: CreatedShop;
beforeAll(async () => {
  server = await startTestServer();
  shop = await server.createShop('settings');
});
afterAll(() => server.close());

describe('/v1/shop', () => {
  it('replaces the parts that are given and keeps the others', async () => {
    const facts = { shipping: { price: 395, daysMin: 2, daysMax: 4 } };
    const { json } = await server.asOwner(shop, 'PATCH', '/v1/shop', { facts, reviewPeriod: 14 });
    expect(json).toMatchObject({ facts, reviewPeriod: 14, currency: 'GBP', allowedOrigins: [shopOrigin] });
    expect((await server.asOwner(shop, 'GET', '/v1/shop')).json).toEqual(json);
  });

  it('keeps all of many simultaneous changes', async () => {
    const parts = [
      { reviewPeriod: 21 },
      { serviceLevel: 0.9 },
      { locale: 'de' },
      { name: 'New' },
      { stockSource: 'reported' },
    ];
    await Promise.all(parts.map((part) => server.asOwner(shop, 'PATCH', '/v1/shop', part)));
    const { json } = await server.asOwner(shop, 'GET', '/v1/shop');
    expect(json).toMatchObject(Object.assign({}, ...parts));
  });

  it('refuses a change to settings that were changed since they were read', async () => {
    const patch = (body: object) => server.asOwner(shop, 'PATCH', '/v1/shop', body);
    const { revision } = (await server.asOwner(shop, 'GET', '/v1/shop')).json;
    const first = await patch({ reviewPeriod: 10, revision });
    expect(first.json.reviewPeriod).toBe(10);
    const late = await patch({ reviewPeriod: 20, revision });
    expect([late.status, late.json.code]).toEqual([409, 'conflict']);
    expect((await server.asOwner(shop, 'GET', '/v1/shop')).json.reviewPeriod).toBe(10);
    expect((await patch({ reviewPeriod: 20, revision: first.json.revision })).status).toBe(200);
    expect((await patch({ revision: 1.5 })).json.code).toBe('invalid-request');
    expect((await patch({ reviewPeriod: 14 })).status).toBe(200);
  });

  it('stores secrets and never returns them: a change without one keeps it, an empty one removes it', async () => {
    const patch = (assistant: object) => server.asOwner(shop, 'PATCH', '/v1/shop', { assistant });
    const held = async () => {
      const { assistant } = (await server.store.shops.findById(shop.shop.id))!.settings;
      return assistant.kind === 'rasa' ? assistant.secret : undefined;
    };
    const rasa = { kind: 'rasa', url: 'https://rasa.example' };
    const { text } = await patch({ ...rasa, secret: 'between-us-and-rasa' });
    expect(text).not.toContain('between-us-and-rasa');
    const sealed = await held();
    expect(sealed).toMatch(/^sealed\.k1\./);
    expect(sealed).not.toContain('between-us-and-rasa');
    await patch(rasa);
    expect(await held()).toBe(sealed);
    await patch({ ...rasa, secret: '' });
    expect(await held()).toBeUndefined();
    expect((await server.asOwner(shop, 'GET', '/v1/shop')).text).not.toContain('between-us-and-rasa');
  });

  it('drops the secret of an engine that the shop no longer uses', async () => {
    const patch = (assistant: object) => server.asOwner(shop, 'PATCH', '/v1/shop', { assistant });
    const stored = async () => (await server.store.shops.findById(shop.shop.id))!.settings.assistant;
    const rasa = { kind: 'rasa', url: 'https://rasa.example' };
    await patch({ ...rasa, secret: 'between-us-and-rasa' });
    expect((await patch({ ...rasa, kind: 'embedded' })).json.assistant).toEqual({ kind: 'embedded' });
    expect(await stored()).toEqual({ kind: 'embedded' });
    await patch(rasa);
    expect(await stored()).toEqual(rasa);
  });

  it('accepts a secret as long as a service account’s key', async () => {
    const assistant = { kind: 'rasa', secret: 'k'.repeat(2_300) };
    expect((await server.asOwner(shop, 'PATCH', '/v1/shop', { assistant })).status).toBe(200);
  });

  it('hides the secret that older settings hold for the embedded assistant', async () => {
    const { settings } = (await server.store.shops.findById(shop.shop.id))!;
    const assistant = { kind: 'embedded', url: 'https://rasa.example', secret: 'sealed.k1.of-before' };
    await server.store.shops.updateSettings(shop.shop.id, { ...settings, assistant } as typeof settings);
    const read = await server.asOwner(shop, 'GET', '/v1/shop');
    expect([read.status, read.text.includes('of-before')]).toEqual([200, false]);
    expect((await server.asOwner(shop, 'PATCH', '/v1/shop', { reviewPeriod: 14 })).status).toBe(200);
  });

  it.each([
    [{ timeZone: 'Mars/Olympus' }, '/timeZone'],
    [{ allowedOrigins: ['https://shop.example/path'] }, '/allowedOrigins/0'],
    [{ allowedOrigins: ['*'] }, '/allowedOrigins/0'],
    [{ currency: 'pounds' }, '/currency'],
    [{ currency: 'ZZZ' }, '/currency'],
    [{ locale: 'en-12' }, '/locale'],
    [{ facts: { shipping: { daysMin: 9, daysMax: 2 } } }, '/facts/shipping/daysMax'],
    [{ assistant: { kind: 'rasa', secret: 'fifteen-letters' } }, '/assistant/secret'],
    [{ assistant: { kind: 'rasa', url: 'https://rasa.example/model/train?x=' } }, '/assistant/url'],
    [{ assistant: { kind: 'rasa', url: 'https://rasa.example/#' } }, '/assistant/url'],
    [{ assistant: { kind: 'rasa', url: 'https://me:word@rasa.example' } }, '/assistant/url'],
    [{ assistant: { kind: 'rasa', url: 'ftp://rasa.example' } }, '/assistant/url'],
  ])('refuses %j', async (patch, pointer) => {
    const { json } = await server.asOwner(shop, 'PATCH', '/v1/shop', patch);
    expect(json).toMatchObject({ code: 'invalid-request', errors: [{ pointer }] });
  });

  it('admits a new origin at once', async () => {
    const ask = () =>
      server.request('GET', `/v1/settings?key=${shop.publishableKey}`, {
        headers: { origin: 'https://new.example' },
      });
    expect((await ask()).status).toBe(403);
    await server.asOwner(shop, 'PATCH', '/v1/shop', { allowedOrigins: [shopOrigin, 'https://new.example'] });
    expect((await ask()).status).toBe(200);
  });
});

describe('GET /v1/settings', () => {
  it('gives a page the addresses of the modules, and nothing that is only for the owner', async () => {
    const { json } = await server.request('GET', `/v1/settings?key=${shop.publishableKey}`, {
      headers: { origin: shopOrigin },
    });
    expect(Object.keys(json).sort()).toEqual(
      ['chat', 'consentDefault', 'currency', 'locale', 'modules', 'shop'].sort(),
    );
    // This shop has no title. Its technical name is not for shoppers, and the element words the rest.
    expect(json.chat).toEqual({ enabled: true, suggestions: [] });
    expect(json.modules['shop-recs']).toBe(`${server.url}/v1/modules/shop-recs-abc123.js`);
  });
});

describe('messages that the shop words itself', () => {
  const patch = (messages: object) => server.asOwner(shop, 'PATCH', '/v1/shop', { messages });

  it('reach the pages of the shop, by language', async () => {
    const messages = { de: { 'shop-recs.add': 'Einpacken' }, ar: { 'shop-chat.title': 'مرحبًا' } };
    expect((await patch(messages)).json.messages).toEqual(messages);
    const { json } = await server.request('GET', `/v1/settings?key=${shop.publishableKey}`, {
      headers: { origin: shopOrigin },
    });
    expect(json.messages).toEqual(messages);
  });

  it.each([
    ['a language that is not offered', { it: { 'shop-recs.add': 'Aggiungi' } }],
    ['a name without an element', { de: { add: 'Einpacken' } }],
    ['a text over 500 characters', { de: { 'shop-recs.add': 'x'.repeat(501) } }],
    [
      'over 200 messages',
      { de: Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`shop-recs.m${n}`, 'x'])) },
    ],
  ])('are refused with %s', async (_, messages) => {
    expect((await patch(messages)).json.code).toBe('invalid-request');
  });
});

describe('the files that pages load', () => {
  it('are compressed, with modules cached for good and the script revalidated', async () => {
    const module = await server.request('GET', '/v1/modules/shop-recs-abc123.js');
    expect(module.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(module.headers.get('content-encoding')).toBe('gzip');
    expect(module.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(module.text).toContain('export {};');
    const script = await server.request('GET', '/v1/shop.js');
    const etag = script.headers.get('etag')!;
    const again = await server.request('GET', '/v1/shop.js', { headers: { 'if-none-match': etag } });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  it('come only from the list of the build', async () => {
    for (const name of ['none.js', '..%2f..%2fmanifest.json', 'constructor', '__proto__']) {
      expect((await server.request('GET', `/v1/modules/${name}`)).status).toBe(404);
    }
  });
});

describe('insights and jobs', () => {
  it('work for a shop without any data', async () => {
    const { json } = await server.asOwner(await server.createShop('new'), 'GET', '/v1/insights/today');
    expect(json).toEqual({
      ordersToPlace: { total: 0, items: [], soldOut: 0, salesLostPerDay: 0, currency: 'GBP' },
      soldOutOnTheWay: { total: 0, items: [], salesLostPerDay: 0 },
      soldOut: 0,
      unansweredQuestions: { total: 0, items: [] },
      missing: { stockCounts: 0, facts: ['shipping', 'returns', 'payment', 'contact'] },
      problems: [],
    });
    expect((await server.asOwner(shop, 'GET', '/v1/insights/recommendations?days=7')).json.days).toBe(7);
    expect((await server.asOwner(shop, 'GET', '/v1/insights/chat')).json.conversations).toBe(0);
    expect((await server.asOwner(shop, 'GET', '/v1/insights/chat?days=0')).status).toBe(400);
    expect((await server.asOwner(shop, 'POST', '/v1/jobs', { job: 'rm -rf' })).status).toBe(400);
  });

  it('list a question until the owner answers or dismisses it, and again when it is asked again', async () => {
    const asked = await server.createShop('asked');
    const open = async (): Promise<string[]> =>
      (await server.asOwner(asked, 'GET', '/v1/insights/today')).json.unansweredQuestions.items.map(
        ({ text }: { text: string }) => text,
      );
    let told = 0;
    const ask = async (...texts: string[]) => {
      const at = server.clock.now;
      const talk = await server.store.conversations.create(asked.shop.id, {
        key: `conversation-of-asking-${++told}`,
        assistant: 'embedded',
        startedAt: at,
        lastAt: at,
        expiresAt: new Date(at.getTime() + 86_400_000),
      });
      const turns = texts.flatMap((text, n) => [
        { at, from: 'shopper' as const, messageId: `m${n}`, text },
        { at, from: 'assistant' as const, messageId: `m${n}`, fallback: true },
      ]);
      await server.store.conversations.append(asked.shop.id, talk.id, 0, turns);
    };
    await ask(
      'Do you engrave the mugs?',
      'Are your submarines waterproof?',
      'are your submarines waterproof',
    );
    expect((await open()).map((text) => text.toLowerCase().replace('?', ''))).toEqual([
      'are your submarines waterproof',
      'do you engrave the mugs',
    ]);

    const entry = { key: 'engraving', question: 'Do you engrave mugs?', answer: 'Yes, up to ten letters.' };
    await server.asOwner(asked, 'POST', '/v1/faq', { entries: [{ ...entry, variations: [] }] });
    expect(await open()).toHaveLength(1);

    const dismiss = (text: unknown) =>
      server.asOwner(asked, 'POST', '/v1/insights/questions/dismiss', { text });
    expect((await dismiss(7)).status).toBe(400);
    const other = await server.createShop('not-asked');
    const text = 'Are your submarines waterproof?';
    expect((await server.asOwner(other, 'POST', '/v1/insights/questions/dismiss', { text })).status).toBe(
      204,
    );
    expect(await open()).toHaveLength(1);
    expect((await dismiss(text)).status).toBe(204);
    expect(await open()).toEqual([]);
    await ask(text);
    expect(await open()).toEqual([text]);

    // An answer from before did not help the shopper.
    server.clock.now = new Date(server.clock.now.getTime() + 60_000);
    await ask('Do you engrave the mugs?');
    expect(await open()).toContain('Do you engrave the mugs?');

    await server.asOwner(asked, 'DELETE', '/v1/faq/engraving');
    expect(await open()).toHaveLength(2);
  });

  it('begin a job at once and report how it went', async () => {
    const working = await server.createShop('working');
    const list = async () => (await server.asOwner(working, 'GET', '/v1/jobs?job=watch-data')).json.runs;
    expect(await list()).toEqual([]);
    const { status, json } = await server.asOwner(working, 'POST', '/v1/jobs', { job: 'watch-data' });
    expect([status, json]).toEqual([202, { job: 'watch-data', status: 'accepted' }]);
    await expect.poll(list).toMatchObject([{ job: 'watch-data', status: 'succeeded', summary: { done: 1 } }]);
  });

  it('list the orders to place, sold-out and then most urgent products first, without snoozed ones', async () => {
    const stocked = await server.createShop('stocked');
    const keys = ['a-late', 'out', 'out-dear', 'out-awaited', 'soon', 'snoozed'];
    const products = keys.map((key) => ({
      key,
      title: key,
      url: '/',
      price: key === 'out-dear' ? 900 : 100,
    }));
    await server.asOwner(stocked, 'POST', '/v1/products', { products });
    const found = await server.store.products.resolveKeys(stocked.shop.id, keys);
    const levels = keys.map((product) => ({ product, stockLevel: product.startsWith('out') ? 0 : 1 }));
    await server.asOwner(stocked, 'POST', '/v1/stock-levels', { levels });
    const days: Record<string, string> = {
      'a-late': '2026-12-05',
      soon: '2026-11-25',
      snoozed: '2026-11-23',
    };
    const keyOf = new Map(keys.map((key) => [found.get(key)!.id, key]));
    await server.store.inventory.advise(
      stocked.shop.id,
      [...keyOf.keys()],
      server.clock.now,
      ({ productId }) => ({
        advice: {
          productId,
          restockAlert: keyOf.get(productId) !== 'out-awaited',
          orderQuantity: 12,
          reorderPoint: 4,
          predictedDemand: 20,
          demandPerDay: 1.5,
          ...(days[keyOf.get(productId)!] !== undefined && { orderBy: days[keyOf.get(productId)!]! }),
        },
        open: [],
        close: [],
      }),
    );
    await server.store.alerts.openMany(
      stocked.shop.id,
      keys.map((key) => ({
        key: `reorder:${key}`,
        kind: 'reorder',
        severity: 'warning',
        productId: found.get(key)!.id,
        values: { title: key },
        since: server.clock.now,
      })),
    );
    const until = new Date(server.clock.now.getTime() + 3600_000);
    await server.store.alerts.snooze(stocked.shop.id, 'reorder:snoozed', until);
    const { ordersToPlace, soldOutOnTheWay, soldOut } = (
      await server.asOwner(stocked, 'GET', '/v1/insights/today')
    ).json;
    expect(ordersToPlace.items.map(({ product }: { product: string }) => product)).toEqual([
      'out-dear',
      'out',
      'soon',
      'a-late',
    ]);
    expect(ordersToPlace).toMatchObject({
      total: 4,
      currency: 'GBP',
      items: [{ stockLevel: 0 }, {}, {}, {}],
    });
    expect(soldOutOnTheWay).toMatchObject({ total: 1, items: [{ product: 'out-awaited' }] });
    const { summary } = (await server.asOwner(stocked, 'GET', '/v1/inventory')).json;
    expect([soldOut, ordersToPlace.soldOut]).toEqual([summary.out, 2]);
    expect(summary.salesLostPerDay).toBeGreaterThan(0);
    expect(ordersToPlace.salesLostPerDay + soldOutOnTheWay.salesLostPerDay).toBe(summary.salesLostPerDay);
  });

  it('list what the owner has yet to enter', async () => {
    const shop = await server.createShop('half-set-up');
    await server.asOwner(shop, 'POST', '/v1/products', {
      products: ['counted', 'uncounted'].map((key) => ({ key, title: key, url: `/${key}`, price: 100 })),
    });
    await server.asOwner(shop, 'POST', '/v1/stock-levels', {
      levels: [{ product: 'counted', stockLevel: 3 }],
    });
    await server.asOwner(shop, 'PATCH', '/v1/shop', {
      facts: { shipping: { price: 395 }, contact: { phone: '' } },
    });
    const missing = async () => (await server.asOwner(shop, 'GET', '/v1/insights/today')).json.missing;
    expect(await missing()).toEqual({ stockCounts: 1, facts: ['returns', 'payment', 'contact'] });
    const { chat } = (await server.asOwner(shop, 'GET', '/v1/shop')).json;
    await server.asOwner(shop, 'PATCH', '/v1/shop', { chat: { ...chat, enabled: false } });
    expect((await missing()).facts).toEqual([]);
  });
});
