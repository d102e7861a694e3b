import type { Router } from '@koa/router';
import { Router as RootRouter } from '@koa/router';
import Koa from 'koa';
import type { Logger } from 'pino';
import { cors } from './http/cors.js';
import { problems } from './http/problem-middleware.js';
import { Problem } from './http/problem.js';
import { requestId } from './http/request-id.js';
import { requestLog } from './http/request-log.js';
import type { ShopDirectory } from './access/shop-directory.js';
import type { Metrics } from './observability/metrics.js';

/**
 * The HTTP application: what every request passes through, then the routes. Everything dearer (keys, limits, bodies)
 * is a guard on the routes that need it: the usual stack of middleware on all of them halves the throughput.
 */
export function createApp({
  routers,
  directory,
  metrics,
  log,
  isClosing,
}: {
  /** Asked in this order: put what pages call most first. */
  routers: { routes(): unknown }[];
  directory: ShopDirectory;
  metrics: Metrics;
  log: Logger;
  /** True while the server finishes what it accepted. */
  isClosing: () => boolean;
}): { app: Koa; root: Router } {
  const app = new Koa();
  const root = new RootRouter();
  for (const router of routers) root.use(router.routes() as ReturnType<Router['routes']>);
  const crossOrigin = cors(directory);

  app.use(async function everyAnswer(ctx, next) {
    ctx.set('X-Content-Type-Options', 'nosniff');
    await next();
    // Asked at the end: the stop may have come while the request was under way.
    if (isClosing()) ctx.set('Connection', 'close');
  });
  app.use(requestId);
  app.use(metrics.middleware);
  app.use(requestLog(log));
  app.use(problems(log));
  app.use(async function apiCors(ctx, next) {
    if (ctx.path.startsWith('/v1/')) await crossOrigin(ctx, next);
    else await next();
  });
  app.use(root.routes());
  app.use(async function methodNotAllowed(ctx) {
    const layers = (ctx as { matched?: { methods: string[] }[] }).matched ?? [];
    const methods = [...new Set(layers.flatMap((layer) => layer.methods))];
    if (methods.length === 0) return;
    ctx.set('Allow', methods.join(', '));
    throw new Problem('method-not-allowed', `This address takes ${methods.join(', ')}.`);
  });
  app.on('error', (error: unknown) => {
    // The peer went away, or a body could not be written: there is nobody left to answer.
    log.debug({ err: error }, 'answer not delivered');
  });
  return { app, root };
}
