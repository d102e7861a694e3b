import { Router } from '@koa/router';
import type { Context } from 'koa';
import { eventBatch } from '@shelfwise/core/wire';
import { guarded } from '../../http/guarded.js';
import type { Guards } from '../../http/guards.js';
import { parse } from '../../http/parse.js';
import type { EventService } from './service.js';

/** `POST /v1/events` (a page): JSON, also as `text/plain` and by `sendBeacon`. */
export function eventsRoutes({
  events,
  guards,
  clientOf,
}: {
  events: EventService;
  guards: Guards;
  clientOf: (ctx: Context) => string;
}): Router {
  const router = new Router();
  router.post('/v1/events', guards.page, async (ctx) => {
    const { shop, body } = guarded(ctx);
    const batch = parse(eventBatch, body);
    ctx.body = await events.ingest(shop, batch, {
      userAgent: ctx.req.headers['user-agent'] ?? '',
      client: clientOf(ctx),
    });
  });
  return router;
}
