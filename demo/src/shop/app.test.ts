import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ShopProduct } from '../catalogue/catalogue.js';
import { writeCatalogue } from '../loading/write-catalogue.js';
import { createShop } from './app.js';

/** What the shop asked of Shelfwise, and whether that answers at all. */
const asked: { path: string; body: Record<string, unknown> }[] = [];
let isDown = false;
/** What Shelfwise holds of each product; of the others nobody ever said how many there are. */
const levels = new Map<string, number>();
/** Numbers of the orders that came through. */
const placed = new Set<string>();
let directory: string;
let shop: string;
const servers: Server[] = [];

/** As much of Shelfwise as the shop asks. */
function answer({ method, url }: IncomingMessage, text: string): { status: number; body: unknown } {
  const address = new URL(url!, 'http://shelfwise.test');
  const last = decodeURIComponent(address.pathname.split('/').at(-1)!);
  if (method === 'GET') {
    if (address.pathname.startsWith('/v1/orders/')) return { status: placed.has(last) ? 200 : 404, body: {} };
    if (last !== 'inventory') return { status: 200, body: { item: { stockLevel: levels.get(last) } } };
    const out = [...levels].filter(([, level]) => level === 0);
    return { status: 200, body: { items: out.map(([product]) => ({ product })) } };
  }
  const body = JSON.parse(text) as Record<string, unknown>;
  asked.push({ path: url!, body });
  interface Sent {
    key: string;
    lines: { product: string; quantity: number }[];
  }
  for (const { key, lines } of (body.orders ?? []) as Sent[]) {
    if (!placed.has(key))
      for (const { product, quantity } of lines)
        if (levels.has(product)) levels.set(product, levels.get(product)! - quantity);
    placed.add(key);
  }
  return { status: 200, body: { token: 't-1', expiresAt: '2099-01-01T00:00:00Z', rejected: [] } };
}

const product = (code: string, more: Partial<ShopProduct> = {}): ShopProduct => ({
  code,
  title: `Thing ${code}`,
  description: 'A thing.',
  category: ['Home', 'Decorations'],
  colors: [],
  pattern: 'plain',
  price: 250,
  discontinued: false,
  popularity: 1,
  ...more,
});

async function listen(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'demo-shop-'));
  writeCatalogue(directory, {
    products: [
      product('A'),
      product('<B>'),
      product('FEW', { title: 'Cakestand with roses' }),
      product('NIL'),
      product('OLD', { discontinued: true }),
    ],
    orders: [],
    customers: [{ key: 'c1', name: 'The gardener', story: 'Bought pots.' }],
  });
  const api = await listen(
    createServer((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        const { status, body } = isDown ? { status: 503, body: {} } : answer(request, text);
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(body));
      });
    }),
  );
  const app = createShop({
    port: 0,
    host: '127.0.0.1',
    directory,
    shelfwiseOrigin: api,
    shelfwiseApi: api,
    publishableKey: 'pk_test',
    secretKey: 'sk_test',
  });
  const handle = app.callback();
  shop = await listen(createServer((request, response) => void handle(request, response)));
});

afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await rm(directory, { recursive: true });
});

beforeEach(() => {
  asked.length = 0;
  isDown = false;
  levels.clear();
  levels.set('FEW', 3).set('NIL', 0);
  placed.clear();
});

/** A browser with its cookies. */
function visitor() {
  const cookies = new Map<string, string>();
  return async (method: string, address: string, form?: Record<string, string>) => {
    const response = await fetch(shop + address, {
      method,
      redirect: 'manual',
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'sec-fetch-site': 'same-origin',
      },
      ...(form && { body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      cookies.set(name!, value!);
    }
    return { status: response.status, to: response.headers.get('location'), text: await response.text() };
  };
}

test.each(['/', '/shop', '/product/A', '/cart', '/account', '/help', '/owner', '/search?q=thing'])(
  'the page %s comes, with the script of Shelfwise and its key once',
  async (address) => {
    const { status, text } = await visitor()('GET', address);
    expect(status).toBe(200);
    expect(text.split('data-key="pk_test"')).toHaveLength(2);
  },
);

test('an unknown address and an unknown product are "not found", and what a shopper types is escaped', async () => {
  const browse = visitor();
  expect((await browse('GET', '/nowhere')).status).toBe(404);
  expect((await browse('GET', '/product/NONE')).status).toBe(404);
  const { text } = await browse('GET', `/search?q=${encodeURIComponent('"><script>x()</script>')}`);
  expect(text).not.toContain('<script>x()');
});

test('the cart takes what is sold, changes quantities, and refuses what is not sold any more', async () => {
  const browse = visitor();
  expect(await browse('POST', '/cart/items', { product: 'A', quantity: '2' })).toMatchObject({
    status: 302,
    to: '/cart',
  });
  expect((await browse('POST', '/cart/items', { product: 'OLD' })).status).toBe(404);
  expect((await browse('POST', '/cart/items', { product: 'NONE' })).status).toBe(404);
  expect((await browse('GET', '/cart')).text).toContain('Thing A');
  await browse('POST', '/cart/lines', { product: 'A', remove: '1' });
  expect((await browse('GET', '/cart')).text).not.toContain('Thing A');
});

test('an order goes to Shelfwise, empties the cart, and is linked to the visitor on the thank-you page', async () => {
  const browse = visitor();
  expect(await browse('POST', '/orders', {})).toMatchObject({ status: 302, to: '/cart' });
  await browse('POST', '/cart/items', { product: 'A', quantity: '3' });
  const { to } = await browse('POST', '/orders', { email: 'a@shop.example', postcode: 'LS2 7EQ' });
  expect(to).toMatch(/^\/orders\/HW-/);
  const key = to!.slice('/orders/'.length);
  expect(asked.find((call) => call.path === '/v1/orders')!.body).toMatchObject({
    mode: 'live',
    orders: [{ key, email: 'a@shop.example', lines: [{ product: 'A', quantity: 3, unitPrice: 250 }] }],
  });
  expect((await browse('GET', to!)).text).toContain(`data-purchase="${key}"`);
  expect((await browse('GET', '/cart')).text).not.toContain('Thing A');
});

test.each([
  ['an e-mail address', { email: 'a@shop.example' }, true],
  ['a postcode', { postcode: 'LS2 7EQ' }, true],
  ['neither', {}, false],
])('with %s an order may be asked for in the chat: %j is %j', async (_what, given, isProposed) => {
  const browse = visitor();
  await browse('POST', '/cart/items', { product: 'A', quantity: '1' });
  const { to } = await browse('POST', '/orders', given);
  const { text } = await browse('GET', to!);
  expect(text.includes('where is my order')).toBe(isProposed);
  expect(text.includes('placed without an e-mail address or a postcode')).toBe(!isProposed);
});

test('an order form that is sent again, at once or after an answer that got lost, is one order', async () => {
  const browse = visitor();
  await browse('POST', '/cart/items', { product: 'A' });
  const { text } = await browse('GET', '/cart');
  const order = /name="order" value="([^"]+)"/.exec(text)![1]!;
  const before = asked.length;
  isDown = true;
  await browse('POST', '/orders', { order });
  isDown = false;
  const twice = await Promise.all([1, 2].map(() => browse('POST', '/orders', { order })));
  expect(twice.map(({ to }) => to)).toEqual([`/orders/${order}`, `/orders/${order}`]);
  expect((await browse('POST', '/orders', { order })).to).toBe(`/orders/${order}`);
  const sent = asked.slice(before).filter(({ path }) => path === '/v1/orders');
  const keys = sent.map(({ body }) => (body.orders as { key: string }[])[0]!.key);
  expect(new Set(keys)).toEqual(new Set([order]));
});

test('an order that Shelfwise does not take keeps the cart and says so; pages still come', async () => {
  const browse = visitor();
  await browse('POST', '/account/sign-in', { customer: 'c1' });
  await browse('POST', '/cart/items', { product: 'A' });
  isDown = true;
  const refused = await browse('POST', '/orders', {});
  expect(refused.status).toBe(503);
  expect(refused.text).toContain('Your cart is kept');
  expect((await browse('GET', '/cart')).text).toContain('Thing A');
  expect((await browse('GET', '/shop')).status).toBe(200);
});

test('signing in as a past customer brings their token to the page; nobody else can be signed in', async () => {
  const browse = visitor();
  await browse('POST', '/account/sign-in', { customer: 'somebody' });
  expect((await browse('GET', '/shop')).text).toContain('data-customer-token=""');
  await browse('POST', '/account/sign-in', { customer: 'c1' });
  expect((await browse('GET', '/shop')).text).toContain('data-customer-token="t-1"');
  await browse('POST', '/account/sign-out');
  expect((await browse('GET', '/shop')).text).toContain('data-customer-token=""');
});

test('the dashboard gets a session only for the owner', async () => {
  const browse = visitor();
  expect((await browse('POST', '/my/shelfwise-session')).status).toBe(401);
  await browse('POST', '/owner/sign-in');
  expect(JSON.parse((await browse('POST', '/my/shelfwise-session')).text)).toMatchObject({ token: 't-1' });
  isDown = true;
  expect((await browse('POST', '/my/shelfwise-session')).status).toBe(503);
});

const availability = (text: string) => /"availability":"https:\/\/schema.org\/(\w+)"/.exec(text)?.[1];

test('a product that is out of stock says so, to people and to machines, and cannot be put in the cart', async () => {
  const browse = visitor();
  const { text } = await browse('GET', '/product/NIL');
  expect(text).toContain('Out of stock');
  expect(text).toMatch(/<button class="button"\s+disabled>Add to cart/);
  expect(availability(text)).toBe('OutOfStock');
  expect(await browse('POST', '/cart/items', { product: 'NIL' })).toMatchObject({
    status: 409,
    text: expect.stringContaining('“Thing NIL” is out of stock.') as string,
  });
  expect((await browse('GET', '/cart')).text).toContain('Nothing in it yet');
});

test('a product of which nobody knows the stock can be bought, also while Shelfwise does not answer', async () => {
  const browse = visitor();
  for (isDown of [false, true]) {
    const { text } = await browse('GET', '/product/A');
    expect(availability(text)).toBe('InStock');
    expect(text).not.toContain('disabled');
  }
});

test('the cart takes no more than is left, and says how many that is', async () => {
  const browse = visitor();
  expect((await browse('GET', '/product/FEW')).text).toMatch(/Only 3 left[^]*max="3"/);
  expect((await browse('POST', '/cart/items', { product: 'FEW', quantity: '4' })).text).toContain(
    'There are only 3 of “Cakestand with roses” left.',
  );
  expect((await browse('POST', '/cart/items', { product: 'FEW', quantity: '2' })).status).toBe(302);
  expect((await browse('POST', '/cart/items', { product: 'FEW', quantity: '2' })).text).toContain(
    'There are only 3 of “Cakestand with roses” left, and 2 of them in your cart already.',
  );
  const changed = await browse('POST', '/cart/lines', { product: 'FEW', quantity: '5' });
  expect(changed).toMatchObject({ status: 409, text: expect.stringContaining('only 3') as string });
  expect(changed.text).toMatch(/name="quantity"[^>]*value="2"/);
});

test('of two shoppers who order the last ones at once, one gets them and the other is told', async () => {
  const shoppers = [visitor(), visitor()];
  for (const browse of shoppers) await browse('POST', '/cart/items', { product: 'FEW', quantity: '3' });
  const answers = await Promise.all(shoppers.map((browse) => browse('POST', '/orders', {})));
  expect(answers.map(({ status }) => status).sort()).toEqual([302, 409]);
  expect(answers.find(({ status }) => status === 409)!.text).toContain('is out of stock. Please change');
  expect(levels.get('FEW')).toBe(0);
});

test('an order of the last ones that is sent again is still the same order', async () => {
  const browse = visitor();
  await browse('POST', '/cart/items', { product: 'FEW', quantity: '3' });
  await browse('GET', '/cart');
  const twice = await Promise.all([1, 2].map(() => browse('POST', '/orders', {})));
  expect(twice.map(({ status }) => status)).toEqual([302, 302]);
  expect(twice[0]!.to).toBe(twice[1]!.to);
});

test('a list marks what is sold out', async () => {
  const { text } = await visitor()('GET', '/category/home');
  expect(text.split('Out of stock')).toHaveLength(2);
});
