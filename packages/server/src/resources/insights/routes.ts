import { Router } from '@koa/router';
import { insightsQuery } from '@shelfwise/core/wire';
import { guarded } from '../../http/guarded.js';
import type { Guards } from '../../http/guards.js';
import { parse } from '../../http/parse.js';
import type { InsightService } from './service.js';

/** `GET /v1/insights/today|recommendations|chat` (`sk_`, or `es_` with `insights:read`). */
export function insightsRoutes({ insights, guards }: { insights: InsightService; guards: Guards }): Router {
  const router = new Router();
  const reader = guards.owner('insights:read');

  router.get('/v1/insights/today', reader, async (ctx) => {
    ctx.body = await insights.today(guarded(ctx).shop);
  });
  router.get('/v1/insights/recommendations', reader, async (ctx) => {
    const { shop, body } = guarded(ctx);
    ctx.body = await insights.recommendations(shop, parse(insightsQuery, body).days);
  });
  router.get('/v1/insights/chat', reader, async (ctx) => {
    const { shop, body } = guarded(ctx);
    ctx.body = await insights.chat(shop, parse(insightsQuery, body).days);
  });

  return router;
}
