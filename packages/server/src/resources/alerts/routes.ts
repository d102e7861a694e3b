import { Router } from '@koa/router';
import { alertQuery, alertSnooze, type AlertList } from '@shelfwise/core/wire';
import { guarded } from '../../http/guarded.js';
import type { Guards } from '../../http/guards.js';
import { parse } from '../../http/parse.js';
import type { AlertService } from './service.js';

/** `GET /v1/alerts` (`alerts:read`) and `POST /v1/alerts/snooze` (`alerts:write`). */
export function alertRoutes({ alerts, guards }: { alerts: AlertService; guards: Guards }): Router {
  const router = new Router();

  router.get('/v1/alerts', guards.owner('alerts:read'), async (ctx) => {
    const { shop, body } = guarded(ctx);
    ctx.body = (await alerts.list(shop, parse(alertQuery, body))) satisfies AlertList;
  });

  router.post('/v1/alerts/snooze', guards.owner('alerts:write'), async (ctx) => {
    const { shop, actor, body } = guarded(ctx);
    const { alert, days } = parse(alertSnooze, body);
    await alerts.snooze(shop, alert, days, actor);
    ctx.status = 204;
  });

  return router;
}
