import { Router } from '@koa/router';
import { inventoryExportQuery, inventoryQuery, supplyTerms, supplyTermsBatch } from '@shelfwise/core/wire';
import { guarded } from '../../http/guarded.js';
import type { Guards } from '../../http/guards.js';
import { parse } from '../../http/parse.js';
import type { InventoryService } from './service.js';

/**
 * The owner's stock: `GET /v1/inventory`, `GET /v1/inventory/export.csv`, `GET /v1/inventory/{product}`
 * (`inventory:read`), `PATCH /v1/inventory/{product}`, `POST /v1/inventory/terms` (`inventory:write`).
 */
export function inventoryRoutes({
  inventory,
  guards,
}: {
  inventory: InventoryService;
  guards: Guards;
}): Router {
  const router = new Router();
  const read = guards.owner('inventory:read');
  const write = guards.owner('inventory:write');

  router.get('/v1/inventory', read, async (ctx) => {
    const { shop, body } = guarded(ctx);
    ctx.body = await inventory.list(shop, parse(inventoryQuery, body));
  });

  router.get('/v1/inventory/export.csv', read, async (ctx) => {
    const { shop, body } = guarded(ctx);
    const csv = await inventory.exportCsv(shop, parse(inventoryExportQuery, body));
    ctx.type = 'text/csv; charset=utf-8';
    ctx.attachment(`stock-${shop.name}.csv`);
    ctx.body = csv;
  });

  router.post('/v1/inventory/terms', write, async (ctx) => {
    const { shop, actor, body } = guarded(ctx);
    const { terms } = parse(supplyTermsBatch, body);
    ctx.body = await inventory.setTermsMany(shop, terms, actor);
  });

  router.get('/v1/inventory/:product', read, async (ctx) => {
    const { shop } = guarded(ctx);
    ctx.body = await inventory.detail(shop, ctx.params.product ?? '');
  });

  router.patch('/v1/inventory/:product', write, async (ctx) => {
    const { shop, actor, body } = guarded(ctx);
    ctx.body = await inventory.setTerms(shop, ctx.params.product ?? '', parse(supplyTerms, body), actor);
  });

  return router;
}
