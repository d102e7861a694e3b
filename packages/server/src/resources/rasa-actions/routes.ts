import { Router } from '@koa/router';
import type { Context } from 'koa';
import type { Logger } from 'pino';
import { readJson } from '../../http/body.js';
import { parse } from '../../http/parse.js';
import { Problem } from '../../http/problem.js';
import { shownSecret } from '../../outside/calling/shared-secret.js';
import { actionCall } from '../../outside/rasa/action-call.js';
import type { RasaActionService } from './service.js';

/** Bytes. Each call carries the whole tracker and domain; a long conversation is half a megabyte. */
const maxBodyBytes = 1024 * 1024;

export interface RasaActionRoutesOptions {
  rasaActions: RasaActionService;
  log: Logger;
  /** Counts refused callers by their address. */
  refusals?: { take(ctx: Context): Promise<void>; giveBack(ctx: Context): Promise<void> };
}

/**
 * `POST /rasa/actions/webhook`, called by a shop's Rasa with the shop's secret. In Rasa's `endpoints.yml`:
 *
 *     action_endpoint:
 *       url: https://shop-api.example/rasa/actions/webhook
 *       token: <the shop's assistant secret>
 */
export function rasaActionRoutes({ rasaActions, log, refusals }: RasaActionRoutesOptions): Router {
  const router = new Router();
  router.get('/rasa/actions/health', (ctx) => {
    ctx.body = { status: 'ok' };
  });
  router.post('/rasa/actions/webhook', async (ctx) => {
    // Every caller counts as refused until the secret is found, so that a caller over the limit costs no read
    // of the shops.
    await refusals?.take(ctx);
    const shops = await rasaActions.shopsWithSecret(shownSecret(ctx.query.token, ctx.get('Authorization')));
    // Nothing of a stranger's body is read.
    if (shops.length === 0) return refuseCaller(ctx);
    await refusals?.giveBack(ctx);
    const call = parse(actionCall, await readJson(ctx, maxBodyBytes));
    const conversation = rasaActions.conversationOf(call, shops);
    if (!conversation) {
      await refusals?.take(ctx);
      return refuseCaller(ctx);
    }
    const answer = await rasaActions.run(call, conversation);
    if (answer) {
      ctx.body = answer;
      return;
    }
    const { next_action: action } = call;
    log.warn({ shopId: conversation.shop.id, action }, 'Rasa asks for an action that does not exist');
    ctx.status = 404;
    ctx.body = { error: `No action "${action}".`, action_name: action };
  });
  return router;
}

function refuseCaller(ctx: Context): never {
  ctx.set('Connection', 'close');
  throw new Problem('unknown-key', 'The shared secret of the shop is needed.');
}
