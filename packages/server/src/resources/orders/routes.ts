import { Router } from '@koa/router';
import { key, orderBatch, pageQuery } from '@shelfwise/core/wire';
import { guarded } from '../../http/guarded.js';
import type { Guards } from '../../http/guards.js';
import { parse } from '../../http/parse.js';
import type { OrderService } from './service.js';

/** `/v1/orders` and `/v1/orders/{key}` (`sk_`). */
export function ordersRoutes({ orders, guards }: { orders: OrderService; guards: Guards }): Router {
  const router = new Router();
  const owner = guards.owner(null);

  router.post('/v1/orders', owner, async (ctx) => {
    const { shop, body } = guarded(ctx);
    const batch = parse(orderBatch, body);
    ctx.body = await orders.record(shop, batch.mode, batch.orders);
  });

  router.get('/v1/orders', owner, async (ctx) => {
    const { shop, body } = guarded(ctx);
    const { limit, cursor } = parse(pageQuery, body);
    ctx.body = await orders.list(shop, { limit, ...(cursor !== undefined && { cursor }) });
  });

  router.get('/v1/orders/:key', owner, async (ctx) => {
    const { shop } = guarded(ctx);
    ctx.body = await orders.get(shop, parse(key, ctx.params.key));
  });

  return router;
}
