import { Router } from '@koa/router';
import { guarded } from '../../http/guarded.js';
import type { Guards } from '../../http/guards.js';
import type { ShopService } from './service.js';

/** `GET` and `PATCH /v1/shop` (`sk_`, or `es_` with `settings:read` / `settings:write`). */
export function shopsRoutes({ shops, guards }: { shops: ShopService; guards: Guards }): Router {
  const router = new Router();
  router.get('/v1/shop', guards.owner('settings:read'), async (ctx) => {
    ctx.body = shops.settings(guarded(ctx).shop);
  });
  router.patch('/v1/shop', guards.owner('settings:write'), async (ctx) => {
    const { shop, actor, body } = guarded(ctx);
    ctx.body = await shops.patch(shop, body, actor);
  });
  return router;
}
