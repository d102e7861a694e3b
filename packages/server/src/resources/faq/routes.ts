import { Router } from '@koa/router';
import { faqBatch, key } from '@shelfwise/core/wire';
import { guarded } from '../../http/guarded.js';
import type { Guards } from '../../http/guards.js';
import { parse } from '../../http/parse.js';
import { Problem } from '../../http/problem.js';
import type { FaqService } from './service.js';

/**
 * `GET /v1/faq`, `POST /v1/faq`, `DELETE /v1/faq/{key}` (`sk_`, or `es_` with `faq:read` / `faq:write`): questions with
 * the owner's own answers. The assistant knows a change within a minute or two, when it has been trained.
 */
export function faqRoutes({ faq, guards }: { faq: FaqService; guards: Guards }): Router {
  const router = new Router();
  router.get('/v1/faq', guards.owner('faq:read'), async (ctx) => {
    ctx.body = { entries: await faq.list(guarded(ctx).shop.id) };
  });
  router.post('/v1/faq', guards.owner('faq:write'), async (ctx) => {
    const { shop, actor, body } = guarded(ctx);
    const { entries } = parse(faqBatch, body);
    ctx.body = await faq.upsertMany(shop.id, entries, actor);
  });
  router.delete('/v1/faq/:key', guards.owner('faq:write'), async (ctx) => {
    const { shop, actor } = guarded(ctx);
    if (!(await faq.delete(shop.id, parse(key, ctx.params.key), actor))) throw new Problem('not-found');
    ctx.status = 204;
  });
  return router;
}
