import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { alerts, inventoryDetail, inventoryPage } from './fake-inventory.mjs';

/**
 * A fake of the part of the HTTP API that a page calls. The publishable key selects the scenario:
 * `pk_<scenario>_<anything>`. The scenarios are:
 *
 *   ok       answers            error    503 to everything but settings     slow   never answers recommendations
 *   empty    no products        flaky    the first of its kind fails        offline  drops the connection
 *   odd      unusual products                    popular  no known visitor: rows fall back to popular products
 *   held     `for-you` waits for a request of `/v1/fake/release?key=`
 *
 * `GET /v1/fake/requests?key=` lists the requests under a key. With `dist`, the built widgets are served too.
 */
export function createFakeServer({ dist } = {}) {
  /** @type {Map<string, { method: string, path: string, body: any, type: string | undefined }[]>} */
  const requests = new Map();
  /** Entries of conversations, by id. */
  const conversations = new Map();
  /** By key: answers that wait to be released. @type {Map<string, () => void>} */
  const held = new Map();

  async function handle(request, response) {
    const url = new URL(request.url, 'http://fake');
    const text = await bodyOf(request);
    const body = text === '' ? undefined : JSON.parse(text);
    const key = url.searchParams.get('key') ?? body?.key ?? '';
    const scenario = key.split('_')[1];
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
    response.setHeader('timing-allow-origin', '*');
    if (request.method === 'OPTIONS') {
      response.writeHead(204, {
        'access-control-allow-headers': 'authorization, content-type',
        'access-control-allow-methods': 'GET, POST, PATCH',
      });
      return response.end();
    }
    const json = (status, value) => {
      response.writeHead(status, {
        'content-type': status < 400 ? 'application/json' : 'application/problem+json',
      });
      response.end(JSON.stringify(value));
    };
    const problem = (status, code) => json(status, { type: 'about:blank', title: code, status, code });

    if (url.pathname === '/v1/fake/requests') return json(200, requests.get(key) ?? []);
    if (url.pathname === '/v1/fake/release') {
      held.get(key)?.();
      return json(200, {});
    }
    if (url.pathname === '/v1/fake/image.svg') {
      response.writeHead(200, { 'content-type': 'image/svg+xml' });
      return response.end(image);
    }
    if (url.pathname === '/v1/shop.js' || url.pathname.startsWith('/v1/modules/')) {
      const file = await readFile(path.join(dist, url.pathname.replace('/v1/', '')));
      response.writeHead(200, { 'content-type': 'text/javascript' });
      return response.end(file);
    }
    if (url.pathname === '/v1/alerts') return json(200, { alerts });
    if (url.pathname === '/v1/inventory') return json(200, inventoryPage);
    if (url.pathname.startsWith('/v1/inventory/')) return json(200, inventoryDetail);
    if (!requests.has(key)) requests.set(key, []);
    const asked = requests.get(key);
    asked.push({
      method: request.method,
      path: url.pathname,
      body: body ?? query(url),
      type: request.headers['content-type'],
    });
    const origin = `http://${request.headers.host}`;

    if (url.pathname === '/v1/settings') return json(200, await settings(origin));
    if (scenario === 'offline') return request.socket.destroy();
    if (scenario === 'error') return problem(503, 'store-unavailable');
    if (url.pathname === '/v1/events') {
      const isFirst = asked.filter((one) => one.path === url.pathname).length === 1;
      if (scenario === 'flaky' && isFirst) return problem(503, 'store-unavailable');
      return json(200, { accepted: body.events.length, duplicates: 0, rejected: [] });
    }
    if (url.pathname === '/v1/recommendations') {
      if (scenario === 'slow') return undefined;
      const wanted = body ?? query(url);
      if (scenario === 'held' && wanted.placement === 'for-you' && !held.has(key))
        await new Promise((release) => held.set(key, () => release(undefined)));
      return json(200, recommendations(wanted, origin, scenario));
    }
    if (url.pathname === '/v1/chat/messages') {
      const isFirst = asked.filter((one) => one.path === url.pathname).length === 1;
      if (scenario === 'flaky' && isFirst) return problem(503, 'store-unavailable');
      return stream(response, converse(body, origin, conversations));
    }
    if (url.pathname === '/v1/visitors/erase') {
      return json(200, { erased: conversations.delete(body.conversation) });
    }
    const name = /^\/v1\/chat\/conversations\/([^/]+)\/messages$/.exec(url.pathname)?.[1];
    if (name !== undefined) {
      const entries = conversations.get(name);
      if (!entries) return problem(404, 'not-found');
      const from = Math.max(body.after ?? 0, body.latest ? entries.length - body.latest : 0);
      const said = entries.slice(from, from + 200);
      return json(200, { conversation: name, seq: said.at(-1)?.seq ?? from, entries: said });
    }
    return problem(404, 'not-found');
  }

  async function settings(origin) {
    const manifest = dist ? JSON.parse(await readFile(path.join(dist, 'manifest.json'), 'utf8')) : {};
    return {
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
      modules: Object.fromEntries(
        Object.entries(manifest).map(([tag, file]) => [tag, `${origin}/v1/modules/${file}`]),
      ),
    };
  }

  return { handle, requests };
}

const query = (url) => Object.fromEntries(url.searchParams);

async function bodyOf(request) {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}

const image =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4" fill="#b33"/></svg>';

/** Twenty products; every third on sale, every second with a rating, one with markup in its title. */
export function products(origin) {
  return Array.from({ length: 20 }, (_, index) => ({
    product: `P-${index + 1}`,
    group: `G-${index + 1}`,
    title: index === 2 ? '<b>Bold</b> <script>mug</script>' : `Enamel mug number ${index + 1}`,
    url: `/product/P-${index + 1}`,
    image: `${origin}/v1/fake/image.svg`,
    price: 1250 + index,
    ...(index % 3 === 0 && { salePrice: 995 }),
    currency: 'GBP',
    ...(index % 2 === 0 && { rating: { value: 4.3, count: 12 } }),
    availability: 'in_stock',
    reason: { code: 'bought-with', product: 'Enamel teapot' },
  }));
}

/**
 * Unusual products: no picture or a broken one, a price of 0, endless and right-to-left titles, unsafe
 * addresses.
 */
function oddProducts(origin) {
  const item = (product, more) => ({
    product,
    group: product,
    title: product,
    url: `/product/${product}`,
    price: 0,
    currency: 'GBP',
    availability: 'in_stock',
    ...more,
  });
  return [
    item('free', {}),
    item('endless', { title: 'Ä'.repeat(10_000), image: `${origin}/v1/missing.png` }),
    item('hebrew', { title: 'ספל אדום', reason: { code: 'similar-to', product: 'x'.repeat(10_000) } }),
    item('script', { url: 'javascript:alert(1)', image: 'javascript:alert(1)', salePrice: 0 }),
    item('gone', { availability: 'out_of_stock', title: '👩‍🍳' }),
    item('news', { reason: { code: 'a-reason-of-the-future' } }),
  ];
}

function recommendations(asked, origin, scenario) {
  const excluded = new Set(asked.exclude ?? []);
  const catalogue = scenario === 'odd' ? oddProducts(origin) : products(origin);
  const items = catalogue
    .filter(({ product }) => !excluded.has(product) && product !== asked.product)
    .map(({ reason, ...item }) => (scenario === 'shared' || !reason ? item : { ...item, reason }));
  const popular = ['trending', 'bestsellers'].find((placement) => !asked.rows?.includes(placement));
  return {
    requestId: `request-${asked.placement}`,
    placement: asked.placement,
    filledBy: scenario === 'popular' ? popular : asked.placement,
    personal: false,
    ...(scenario === 'shared' && { reason: { code: 'viewed-also' } }),
    items: scenario === 'empty' ? [] : items.slice(0, Number(asked.limit ?? 8)),
  };
}

/** Responds with every type of message, and stores the conversation. */
function converse(body, origin, conversations) {
  const conversation = body.conversation ?? `conversation-${body.messageId}`;
  const entries = conversations.get(conversation) ?? [];
  conversations.set(conversation, entries);
  const messages = [
    {
      type: 'text',
      text: `You said: ${body.text ?? body.payload}`,
      links: [{ title: 'Delivery', url: '/delivery' }],
    },
    { type: 'products', requestId: 'request-chat', items: products(origin).slice(0, 3) },
    {
      type: 'order-status',
      order: 'A-1',
      status: 'shipped',
      shipments: [{ carrier: 'Royal Mail', expected: '2026-12-01' }],
    },
    { type: 'image', url: `${origin}/v1/fake/image.svg`, alt: 'A red circle' },
    { type: 'hand-off', text: 'A person can help.', email: 'help@shop.example', phone: '+44 1 23' },
    { type: 'quick-replies', replies: [{ title: 'Red ones', payload: '/choose_red' }] },
  ];
  const at = '2026-11-22T12:00:00.000Z';
  const add = (entry) => entries.push({ seq: entries.length + 1, at, ...entry });
  add({ from: 'shopper', text: body.text ?? body.payload });
  const accepted = { conversation, seq: entries.length };
  messages.forEach((message) => add({ from: 'assistant', message }));
  return { accepted, messages, done: { conversation, seq: entries.length } };
}

function stream(response, { accepted, messages, done }) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const send = (event, data) => response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  send('accepted', accepted);
  messages.forEach((message, index) => {
    if (message.type === 'text') {
      for (const text of message.text.match(/.{1,8}/gs) ?? []) send('delta', { index, text });
    }
    send('message', { index, message });
  });
  send('done', done);
  response.end();
}
