import { Router } from '@koa/router';
import { recommendationQuery, recommendationRequest } from '@shelfwise/core/wire';
import { guarded } from '../../http/guarded.js';
import type { Guards } from '../../http/guards.js';
import { parse } from '../../http/parse.js';
import type { RecommendationService } from './recommendation-service.js';

/**
 * `GET /v1/recommendations`   a page, `pk_…`: nothing about the visitor; shared caches may keep it for a minute
 * `POST /v1/recommendations`  a page, `pk_…`: with cart, visit and visitor; never cached
 */
export interface RecommendationsRoutesOptions {
  recommendations: RecommendationService;
  guards: Guards;
  clock?: () => Date;
}

export function recommendationsRoutes({
  recommendations,
  guards,
  clock = () => new Date(),
}: RecommendationsRoutesOptions): Router {
  const router = new Router();

  router.get('/v1/recommendations', guards.page, async (ctx) => {
    const { shop, body } = guarded(ctx);
    const request = parse(recommendationRequest, parse(recommendationQuery, body));
    ctx.body = await recommendations.recommend(shop, request, clock());
    ctx.set('Cache-Control', 'public, max-age=60');
  });

  router.post('/v1/recommendations', guards.page, async (ctx) => {
    const { shop, body } = guarded(ctx);
    ctx.body = await recommendations.recommend(shop, parse(recommendationRequest, body), clock());
    ctx.set('Cache-Control', 'private, no-store');
  });

  return router;
}
