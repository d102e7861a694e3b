import type { Middleware } from 'koa';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export interface Metrics {
  registry: Registry;
  /** Duration and status of each request, by route template: never by path, which has no end of values. */
  middleware: Middleware;
  /** What became of the events of pages. */
  events: Counter<'outcome'>;
  /** Rows of products by whether they were kept ready from an earlier request. */
  rows: Counter<'from'>;
}

export function createMetrics({ processMetrics = true }: { processMetrics?: boolean } = {}): Metrics {
  const registry = new Registry();
  if (processMetrics) collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'shelfwise_http_request_seconds',
    help: 'Duration of HTTP requests',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [registry],
  });
  const inFlight = new Gauge({
    name: 'shelfwise_http_requests_in_flight',
    help: 'Requests being answered',
    registers: [registry],
  });
  const events = new Counter({
    name: 'shelfwise_events_total',
    help: 'Events from pages by outcome',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const rows = new Counter({
    name: 'shelfwise_recommendation_rows_total',
    help: 'Rows of recommendations by origin: kept from an earlier request, or made',
    labelNames: ['from'],
    registers: [registry],
  });
  return {
    registry,
    events,
    rows,
    async middleware(ctx, next) {
      const startedAt = performance.now();
      inFlight.inc();
      try {
        await next();
      } finally {
        inFlight.dec();
        duration.observe(
          { method: ctx.method, route: routeOf(ctx), status: String(ctx.status) },
          (performance.now() - startedAt) / 1000,
        );
      }
    },
  };
}

/** `/v1/products/:key`; `unmatched` when no route took the request. */
export function routeOf(ctx: object): string {
  const route = (ctx as { _matchedRoute?: string | RegExp })._matchedRoute;
  return typeof route === 'string' ? route : 'unmatched';
}
