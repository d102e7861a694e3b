import { randomUUID } from 'node:crypto';
import type { BenchmarkArea, Reporter } from '../report.js';
import { startChildServer, type ChildServer } from './child-server.js';
import { drive, percentile, send, type Shot } from './drive.js';
import { readRetailHistory, type RetailHistory } from './retail-history.js';

/**
 * What does a request cost? The whole server in a process of its own, a real shop of a million order lines behind it,
 * asked over HTTP by 16 kept-alive connections from this process. CPU is the server's alone; requests a second and
 * latency share the machine with the client that asks.
 */

const connections = 16;
const recommendationRequests = 20_000;
const warmUpRequests = 3_000;
const eventBatches = 3_000;
const eventsPerBatch = 20;

export const run: BenchmarkArea = async ({ dataDirectory, set, report }) => {
  if (set !== undefined && set !== 'http') return;
  const history = await readRetailHistory(dataDirectory);
  const server = await startChildServer();
  try {
    await importHistory(server, history, report);
    await learn(server, report);
    const products = bestSellers(history, 1000);
    await measure(server, report, 'recommendations item', itemShot(server, products));
    await measure(server, report, 'recommendations session', sessionShot(server, products));
    await measureEvents(server, report, products);
    report.cost(figure('server', 'resident memory', await server.residentMiB(), 'MiB'));
  } finally {
    await server.stop();
  }
};

const figure = (method: string, metric: string, value: number, unit: string) => ({
  area: 'serve',
  set: 'http',
  method,
  metric,
  value: Number(value.toPrecision(4)),
  unit,
});

function ownerPost(server: ChildServer, path: string, body: object): Promise<string> {
  const headers = { authorization: `Bearer ${server.secretKey}`, 'content-type': 'application/json' };
  return send(server.url, { method: 'POST', path, headers, body: JSON.stringify(body) });
}

async function importHistory(server: ChildServer, { products, orders }: RetailHistory, report: Reporter) {
  const startedAt = performance.now();
  for (let start = 0; start < products.length; start += 1000) {
    await ownerPost(server, '/v1/products', { products: products.slice(start, start + 1000) });
  }
  const perCall = 500;
  for (let start = 0; start < orders.length; start += perCall) {
    const slice = orders.slice(start, start + perCall);
    const answer = await ownerPost(server, '/v1/orders', { mode: 'import', orders: slice });
    const { rejected } = JSON.parse(answer) as { rejected: object[] };
    if (rejected.length > 0) throw new Error(`orders were refused: ${JSON.stringify(rejected[0])}`);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const lines = orders.reduce((sum, order) => sum + order.lines.length, 0);
  report.note(`imported ${orders.length} orders, ${lines} lines, in ${seconds.toFixed(1)} s`);
  report.cost(figure('order import', 'lines/s', lines / seconds, '1/s'));
}

async function learn(server: ChildServer, report: Reporter) {
  const startedAt = performance.now();
  await server.train('learn-recommendations');
  report.note(`learned in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}

function bestSellers({ orders, products }: RetailHistory, count: number): string[] {
  const known = new Set(products.map(({ key }) => key));
  const sold = new Map<string, number>();
  for (const { lines } of orders) {
    for (const { product } of lines) if (known.has(product)) sold.set(product, (sold.get(product) ?? 0) + 1);
  }
  return [...sold]
    .sort((a, b) => b[1] - a[1])
    .slice(0, count)
    .map(([product]) => product);
}

const page = (server: ChildServer) => ({
  origin: server.origin,
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/143.0 Safari/537.36',
});

/** As a product page asks: three placements in turn over the best-selling products. */
function itemShot(server: ChildServer, products: string[]): (index: number) => Shot {
  const placements = ['bought-together', 'related', 'similar'];
  const headers = page(server);
  return (index) => {
    const product = encodeURIComponent(products[index % products.length]!);
    const placement = placements[index % placements.length]!;
    return {
      method: 'GET',
      path: `/v1/recommendations?key=${server.publishableKey}&placement=${placement}&product=${product}`,
      headers,
    };
  };
}

/** As a home page asks in the middle of a visit: the last five products, no stored visitor. */
function sessionShot(server: ChildServer, products: string[]): (index: number) => Shot {
  const headers = { ...page(server), 'content-type': 'text/plain' };
  return (index) => ({
    method: 'POST',
    path: '/v1/recommendations',
    headers,
    body: JSON.stringify({
      key: server.publishableKey,
      placement: 'for-you',
      recent: [0, 1, 2, 3, 4].map((step) => products[(index * 7 + step * 131) % products.length]!),
    }),
  });
}

async function measure(
  server: ChildServer,
  report: Reporter,
  method: string,
  shotAt: (index: number) => Shot,
) {
  const first = JSON.parse(await send(server.url, shotAt(0))) as { items: object[] };
  if (first.items.length === 0) throw new Error(`${method}: the first answer holds no items`);
  await drive(server.url, shotAt, { count: warmUpRequests, connections });
  const cpuBefore = await server.cpuSeconds();
  const { requests, seconds, latenciesMs } = await drive(server.url, shotAt, {
    count: recommendationRequests,
    connections,
  });
  const cpuSeconds = (await server.cpuSeconds()) - cpuBefore;
  report.cost(figure(method, 'requests/s', requests / seconds, '1/s'));
  report.cost(figure(method, 'server CPU ms', (cpuSeconds * 1000) / requests, 'ms'));
  report.cost(figure(method, 'p50 ms', percentile(latenciesMs, 0.5), 'ms'));
  report.cost(figure(method, 'p99 ms', percentile(latenciesMs, 0.99), 'ms'));
}

/** Batches of twenty views of 200 visitors who agreed, on the embedded store with an fsync for every commit. */
async function measureEvents(server: ChildServer, report: Reporter, products: string[]) {
  const headers = { ...page(server), 'content-type': 'text/plain' };
  const shotAt = (index: number): Shot => ({
    method: 'POST',
    path: '/v1/events',
    headers,
    body: JSON.stringify({
      key: server.publishableKey,
      visitor: { key: `bench-visitor-${String(index % 200).padStart(8, '0')}`, consent: { analytics: true } },
      session: `bench-session-${String(index % 200).padStart(8, '0')}`,
      events: Array.from({ length: eventsPerBatch }, (_, step) => ({
        type: 'view',
        id: randomUUID(),
        at: Date.now(),
        product: products[(index * 13 + step * 17) % products.length],
      })),
    }),
  });
  await drive(server.url, shotAt, { count: 300, connections });
  const cpuBefore = await server.cpuSeconds();
  const { seconds, latenciesMs } = await drive(server.url, shotAt, { count: eventBatches, connections });
  const cpuSeconds = (await server.cpuSeconds()) - cpuBefore;
  const events = eventBatches * eventsPerBatch;
  report.cost(figure('events', 'events/s', events / seconds, '1/s'));
  report.cost(figure('events', 'events/s a core', events / cpuSeconds, '1/s'));
  report.cost(figure('events', 'p50 ms', percentile(latenciesMs, 0.5), 'ms'));
  report.cost(figure('events', 'p99 ms', percentile(latenciesMs, 0.99), 'ms'));
}
