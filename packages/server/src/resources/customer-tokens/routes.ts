import { Router } from '@koa/router';
import { customerTokenRequest } from '@shelfwise/core/wire';
import { guarded } from '../../http/guarded.js';
import type { Guards } from '../../http/guards.js';
import { parse } from '../../http/parse.js';
import type { CustomerTokenService } from '../../access/customer-tokens.js';

/** `POST /v1/customer-tokens` (`sk_`). */
export function customerTokensRoutes({
  customerTokens,
  guards,
}: {
  customerTokens: CustomerTokenService;
  guards: Guards;
}): Router {
  const router = new Router();
  router.post('/v1/customer-tokens', guards.owner(null), async (ctx) => {
    const { shop, body } = guarded(ctx);
    const { customer, hours } = parse(customerTokenRequest, body);
    ctx.body = await customerTokens.mint(shop.id, customer, hours);
    ctx.set('Cache-Control', 'no-store');
    ctx.status = 201;
  });
  return router;
}
