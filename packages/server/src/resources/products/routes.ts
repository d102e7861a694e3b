import { Router } from '@koa/router';
import { key, pageQuery, productBatch, productInput } from '@shelfwise/core/wire';
import { guarded } from '../../http/guarded.js';
import type { Guards } from '../../http/guards.js';
import { parse } from '../../http/parse.js';
import type { ProductService } from './service.js';

/** `/v1/products` and `/v1/products/{key}`: the owner's catalogue (`sk_`). */
export function productsRoutes({ products, guards }: { products: ProductService; guards: Guards }): Router {
  const router = new Router();
  const owner = guards.owner(null);

  router.get('/v1/products', owner, async (ctx) => {
    const { shop, body } = guarded(ctx);
    const { limit, cursor } = parse(pageQuery, body);
    ctx.body = await products.list(shop, { limit, ...(cursor !== undefined && { cursor }) });
  });

  router.post('/v1/products', owner, async (ctx) => {
    const { shop, actor, body } = guarded(ctx);
    const batch = parse(productBatch, body);
    ctx.body = await products.putMany(shop, batch.products, actor);
  });

  router.get('/v1/products/:key', owner, async (ctx) => {
    const { shop } = guarded(ctx);
    ctx.body = await products.get(shop, parse(key, ctx.params.key));
  });

  router.put('/v1/products/:key', owner, async (ctx) => {
    const { shop, actor, body } = guarded(ctx);
    // The address names the product; a key in the body must not name another one.
    const product = parse(productInput, { key: ctx.params.key, ...(body as object | null) });
    parse(
      key.refine((value) => value === product.key, 'the address names another key'),
      ctx.params.key,
    );
    ctx.body = await products.put(shop, product, actor);
  });

  router.delete('/v1/products/:key', owner, async (ctx) => {
    const { shop, actor } = guarded(ctx);
    await products.delete(shop, parse(key, ctx.params.key), actor);
    ctx.status = 204;
  });

  return router;
}
