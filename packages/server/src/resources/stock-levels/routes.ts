import { Router } from '@koa/router';
import { stockLevelBatch, stockMovementBatch } from '@shelfwise/core/wire';
import { guarded } from '../../http/guarded.js';
import type { Guards } from '../../http/guards.js';
import { parse } from '../../http/parse.js';
import type { StockLevelService } from './service.js';

/** `POST /v1/stock-levels` (`inventory:write`: an owner counts, too), `POST /v1/stock-movements` (`sk_`). */
export function stockLevelsRoutes({
  stockLevels,
  guards,
}: {
  stockLevels: StockLevelService;
  guards: Guards;
}): Router {
  const router = new Router();
  const owner = guards.owner(null);

  router.post('/v1/stock-levels', guards.owner('inventory:write'), async (ctx) => {
    const { shop, actor, body } = guarded(ctx);
    ctx.body = await stockLevels.setLevels(shop, parse(stockLevelBatch, body).levels, actor);
  });

  router.post('/v1/stock-movements', owner, async (ctx) => {
    const { shop, actor, body } = guarded(ctx);
    ctx.body = await stockLevels.applyMovements(shop, parse(stockMovementBatch, body).movements, actor);
  });

  return router;
}
