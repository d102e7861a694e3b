import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import { routeOf } from '../observability/metrics.js';
import type { GuardedState } from './guards.js';

/**
 * One line a request, by route template: a path can name a customer's order, a query a visitor. What pages do all day
 * is logged on `debug` only, unless it failed.
 */
export function requestLog(log: Logger): Middleware {
  return async function requestLog(ctx, next) {
    const startedAt = performance.now();
    await next();
    const state = ctx.state as Partial<GuardedState>;
    const level =
      ctx.status >= 500 ? 'error' : ctx.status >= 400 ? 'warn' : state.actor === 'page' ? 'debug' : 'info';
    if (!log.isLevelEnabled(level)) return;
    log[level](
      {
        requestId: String(ctx.state.requestId),
        method: ctx.method,
        route: routeOf(ctx),
        status: ctx.status,
        ms: Math.round((performance.now() - startedAt) * 10) / 10,
        ...(state.shop && { shop: state.shop.name }),
      },
      'request',
    );
  };
}
