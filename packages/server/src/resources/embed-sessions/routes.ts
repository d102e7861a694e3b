import { Router } from '@koa/router';
import { embedSessionRequest } from '@shelfwise/core/wire';
import { guarded } from '../../http/guarded.js';
import type { Guards } from '../../http/guards.js';
import { parse } from '../../http/parse.js';
import type { EmbedSessionService } from '../../access/embed-sessions.js';

/** `POST /v1/embed-sessions` (`sk_`): a session for `<stock-dashboard>` on the owner's own page. */
export function embedSessionsRoutes({
  sessions,
  guards,
}: {
  sessions: EmbedSessionService;
  guards: Guards;
}): Router {
  const router = new Router();
  router.post('/v1/embed-sessions', guards.owner(null), async (ctx) => {
    const { shop, keyId, body } = guarded(ctx);
    const request = parse(embedSessionRequest, body);
    ctx.body = await sessions.mint({ ...request, shopId: shop.id, keyId });
    ctx.set('Cache-Control', 'no-store');
    ctx.status = 201;
  });
  return router;
}
