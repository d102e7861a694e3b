import { Router } from '@koa/router';
import { recommendationQuery, recommendationRequest } from '@shelfwise/core/wire';
import { guarded } from '../../http/guarded.js';
import type { Guards } from '../../http/guards.js';
import { parse } from '../../http/parse.js';
import type { RecommendationService } from './service.js';

const json = 'application/json; charset=utf-8';

const nothingPersonal = { cart: [], recent: [], visitor: {} };

export interface RecommendationsRoutesOptions {
  recommendations: RecommendationService;
  guards: Guards;
  clock: () => Date;
}

/**
 * `GET /v1/recommendations`   a page, `pk_…`: nothing about the visitor; shared caches may keep it for a minute
 * `POST /v1/recommendations`  a page, `pk_…`: with cart, visit and visitor; never cached
 */
export function recommendationsRoutes({
  recommendations,
  guards,
  clock,
}: RecommendationsRoutesOptions): Router {
  const router = new Router();

  router.get('/v1/recommendations', guards.page, async (ctx) => {
    const { shop, body } = guarded(ctx);
    const request = { ...parse(recommendationQuery, body), ...nothingPersonal };
    ctx.set('Cache-Control', 'public, max-age=60');
    ctx.type = json;
    ctx.body = await recommendations.answer(shop, request, clock());
  });

  router.post('/v1/recommendations', guards.page, async (ctx) => {
    const { shop, body } = guarded(ctx);
    const request = parse(recommendationRequest, body);
    ctx.set('Cache-Control', 'private, no-store');
    ctx.type = json;
    ctx.body = await recommendations.answer(shop, request, clock());
  });

  return router;
}
