import { Router } from '@koa/router';
import { dismissedQuestion, insightsQuery } from '@shelfwise/core/wire';
import { guarded } from '../../http/guarded.js';
import type { Guards } from '../../http/guards.js';
import { parse } from '../../http/parse.js';
import type { InsightService } from './service.js';

/**
 * `GET /v1/insights/today|recommendations|chat` (`sk_`, or `es_` with `insights:read`), and
 * `POST /v1/insights/questions/dismiss` (`faq:write`).
 */
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

  router.post('/v1/insights/questions/dismiss', guards.owner('faq:write'), async (ctx) => {
    const { shop, body, actor } = guarded(ctx);
    await insights.dismissQuestion(shop, parse(dismissedQuestion, body).text, actor);
    ctx.status = 204;
  });

  return router;
}
