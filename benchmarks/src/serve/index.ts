import { randomUUID } from 'node:crypto';
import type { BenchmarkArea, Reporter } from '../report.js';
import { startChildServer, type ChildServer } from './child-server.js';
import { drive, percentile, send, type Shot } from './drive.js';
import { importHistory } from './import-history.js';
import { readRetailHistory, type RetailHistory } from './retail-history.js';
import { zipfDraw } from './zipf.js';

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
    const { lines, seconds } = await importHistory(server, history);
    report.note(`imported ${history.orders.length} orders, ${lines} lines, in ${seconds.toFixed(1)} s`);
    report.cost(figure('order import', 'lines/s', lines / seconds, '1/s'));
    await learn(server, report);
    const products = bestSellers(history);
    await measure(server, report, 'recommendations item', itemShots(server, products, 1));
    await measure(server, report, 'recommendations session', sessionShots(server, products, 2));
    await measure(server, report, 'recommendations item and session', visitShots(server, products));
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

async function learn(server: ChildServer, report: Reporter) {
  const startedAt = performance.now();
  await server.train('learn-recommendations');
  report.note(`learned in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}

/** All products that sold, best first. */
function bestSellers({ orders, products }: RetailHistory): string[] {
  const known = new Set(products.map(({ key }) => key));
  const sold = new Map<string, number>();
  for (const { lines } of orders) {
    for (const { product } of lines) if (known.has(product)) sold.set(product, (sold.get(product) ?? 0) + 1);
  }
  return [...sold].sort((a, b) => b[1] - a[1]).map(([product]) => product);
}

const page = (server: ChildServer) => ({
  origin: server.origin,
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/143.0 Safari/537.36',
});

const placements = ['bought-together', 'related', 'similar'];

/**
 * As product pages ask: three placements, products drawn by Zipf's law from the whole catalogue, best sellers first.
 * These are more than twice as many questions as the server keeps answers to, and what is measured goes on where the
 * warm-up stopped.
 */
function itemShots(server: ChildServer, products: string[], seed: number): () => Shot {
  const headers = page(server);
  const draw = zipfDraw(products, seed);
  let asked = 0;
  return () => {
    const product = encodeURIComponent(draw());
    const placement = placements[asked++ % placements.length]!;
    return {
      method: 'GET',
      path: `/v1/recommendations?key=${server.publishableKey}&placement=${placement}&product=${product}`,
      headers,
    };
  };
}

/** As a home page asks in the middle of a visit: the last five products, which no two visits share; nothing is kept. */
function sessionShots(server: ChildServer, products: string[], seed: number): () => Shot {
  const headers = { ...page(server), 'content-type': 'text/plain' };
  const draw = zipfDraw(products, seed);
  return () => ({
    method: 'POST',
    path: '/v1/recommendations',
    headers,
    body: JSON.stringify({
      key: server.publishableKey,
      placement: 'for-you',
      recent: Array.from({ length: 5 }, draw),
    }),
  });
}

/** A visit to a product page: a row for the product, and one for the visitor's last five products. */
function visitShots(server: ChildServer, products: string[]): () => Shot {
  const item = itemShots(server, products, 3);
  const session = sessionShots(server, products, 4);
  let asked = 0;
  return () => (asked++ % 2 === 0 ? item() : session());
}

async function measure(server: ChildServer, report: Reporter, method: string, shotAt: () => Shot) {
  const first = JSON.parse(await send(server.url, shotAt())) as { items: object[] };
  if (first.items.length === 0) throw new Error(`${method}: the first answer holds no items`);
  await drive(server.url, shotAt, { count: warmUpRequests, connections });
  const rowsBefore = await server.rows();
  const cpuBefore = await server.cpuSeconds();
  const { requests, seconds, latenciesMs } = await drive(server.url, shotAt, {
    count: recommendationRequests,
    connections,
  });
  const cpuSeconds = (await server.cpuSeconds()) - cpuBefore;
  const kept = (await server.rows()).kept - rowsBefore.kept;
  report.cost(figure(method, 'requests/s', requests / seconds, '1/s'));
  report.cost(figure(method, 'share kept ready', kept / requests, ''));
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
