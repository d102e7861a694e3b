import { Router } from '@koa/router';
import { eraseRequest, type EraseResult } from '@shelfwise/core/wire';
import { guarded } from '../../http/guarded.js';
import type { Guards } from '../../http/guards.js';
import { parse } from '../../http/parse.js';
import type { VisitorService } from './service.js';

/** `POST /v1/visitors/erase` (a page): a shopper takes back what is kept about them. */
export function visitorsRoutes({ visitors, guards }: { visitors: VisitorService; guards: Guards }): Router {
  const router = new Router();
  router.post('/v1/visitors/erase', guards.page, async (ctx) => {
    const { shop, body } = guarded(ctx);
    const { visitor, conversation } = parse(eraseRequest, body);
    ctx.body = { erased: await visitors.erase(shop, visitor, conversation) } satisfies EraseResult;
  });
  return router;
}
