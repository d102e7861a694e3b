import { createHash, timingSafeEqual } from 'node:crypto';
import { Router } from '@koa/router';
import type { Context } from 'koa';
import type { Logger } from 'pino';
import { z } from 'zod';
import { key } from '@shelfwise/core/wire';
import { readJson } from '../../http/body.js';
import { parse } from '../../http/parse.js';
import { Problem } from '../../http/problem.js';
import type { Secrets } from '../../access/secrets.js';
import type { Id, ShopDocument } from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';
import type { Action } from '../../assistants/actions/index.js';
import { markOf, toRasa } from '../../outside/rasa/rasa-messages.js';
import { openShopper } from '../../outside/calling/sealed-shopper.js';
import { SenderIds } from '../../outside/calling/sender-ids.js';

/**
 * `POST /rasa/actions/webhook` (called by a shop's Rasa, with its shared secret): this server is the action server.
 * In Rasa's `endpoints.yml`:
 *
 *     action_endpoint:
 *       url: https://shop-api.example/rasa/actions/webhook
 *       token: <the shop's assistant secret>
 */

/** The whole tracker and domain come with each call; a long conversation is half a megabyte. */
const maxBodyBytes = 1024 * 1024;

const entity = z.looseObject({
  entity: z.string(),
  value: z.unknown(),
  start: z.number().nullish(),
  end: z.number().nullish(),
  extractor: z.string().nullish(),
});

const actionCall = z.looseObject({
  next_action: z.string().max(200),
  sender_id: z.string().max(300),
  tracker: z.looseObject({
    slots: z.record(z.string(), z.unknown()).default({}),
    latest_message: z
      .looseObject({
        text: z.string().nullish(),
        intent: z.looseObject({ name: z.string().nullish() }).nullish(),
        entities: z.array(entity).nullish(),
        intent_ranking: z.array(z.looseObject({ name: z.string(), confidence: z.number() })).nullish(),
        metadata: z
          .looseObject({
            shelfwise: z
              .looseObject({
                product: key.optional(),
                cart: z.array(key).max(200).default([]),
                recent: z.array(key).max(50).default([]),
                who: z.string().max(5000).optional(),
              })
              .optional(),
          })
          .nullish(),
      })
      .nullish(),
  }),
});

export function rasaActionRoutes({
  store,
  actions,
  secrets,
  clock,
  log,
  verifyCustomerToken = async () => null,
  refusals,
}: {
  store: Pick<Store, 'shops'>;
  actions: ReadonlyMap<string, Action>;
  secrets: Pick<Secrets, 'open' | 'signingKey' | 'verificationKey'>;
  clock: () => Date;
  log: Logger;
  /** Without it no shopper is known to be a customer. */
  verifyCustomerToken?: (shopId: Id, token: string | undefined) => Promise<string | null>;
  /** Counts refused callers by their address. */
  refusals?: { take(ctx: Context): Promise<void>; giveBack(ctx: Context): Promise<void> };
}): Router {
  const router = new Router();
  const senders = new SenderIds(secrets);

  /** The secret comes before the body, and only the body names the shop: so it is compared with every shop's. */
  async function shopsWith(given: string): Promise<ShopDocument[]> {
    if (given === '') return [];
    return (await store.shops.list()).filter((shop) => {
      const { assistant } = shop.settings;
      const sealed = assistant.kind === 'rasa' ? assistant.secret : undefined;
      const secret = sealed === undefined ? undefined : secrets.open(shop.id, sealed);
      return secret !== undefined && sameSecret(secret, given);
    });
  }

  function refuseCaller(ctx: Context): never {
    ctx.set('Connection', 'close');
    throw new Problem('unknown-key', 'The shared secret of the shop is needed.');
  }

  router.get('/rasa/actions/health', (ctx) => {
    ctx.body = { status: 'ok' };
  });
  router.post('/rasa/actions/webhook', async (ctx) => {
    // Every caller counts as refused until the secret is found: who was refused too often costs no look at the shops.
    await refusals?.take(ctx);
    const holders = await shopsWith(givenSecret(ctx.query.token, ctx.get('Authorization')));
    // Nothing of a stranger's body is read.
    if (holders.length === 0) return refuseCaller(ctx);
    await refusals?.giveBack(ctx);
    const call = parse(actionCall, await readJson(ctx, maxBodyBytes));
    const sender = senders.open(call.sender_id);
    const shop = holders.find(({ id }) => id === sender?.shopId);
    if (!sender || !shop) {
      await refusals?.take(ctx);
      return refuseCaller(ctx);
    }
    const action = actions.get(call.next_action);
    if (!action) {
      log.warn({ shopId: shop.id, action: call.next_action }, 'Rasa asks for an action that does not exist');
      ctx.status = 404;
      ctx.body = { error: `No action "${call.next_action}".`, action_name: call.next_action };
      return;
    }
    const latest = call.tracker.latest_message;
    const page = latest?.metadata?.shelfwise;
    const { visitor, client } = openShopper(page?.who, sender, secrets);
    const customer = await verifyCustomerToken(shop.id, visitor?.token);
    const { messages, slots, form, unanswered } = await action({
      shopId: shop.id,
      shop,
      conversationKey: sender.conversationKey,
      ...(customer !== null && { customer }),
      ...(client !== undefined && { client }),
      ...(visitor !== undefined && { visitor }),
      ...(page?.product !== undefined && { product: page.product }),
      cart: page?.cart ?? [],
      recent: page?.recent ?? [],
      now: clock(),
      text: latest?.text ?? '',
      entities: (latest?.entities ?? []).map((found) => ({
        entity: found.entity,
        value: String(found.value),
        start: found.start ?? 0,
        end: found.end ?? 0,
        extractor: found.extractor ?? 'rasa',
      })),
      slots: call.tracker.slots,
      intentRanking: latest?.intent_ranking ?? [],
    });
    const isUnderstood = latest?.intent?.name !== 'nlu_fallback';
    ctx.body = {
      // A domain that does not name a slot has no place for it.
      events: [
        ...Object.entries(slots ?? {})
          .filter(([name]) => name in call.tracker.slots)
          .map(([name, value]) => ({ event: 'slot', name, value })),
        // Without the slot that counts the attempts the form would ask for ever.
        ...(form !== undefined && 'order_retried' in call.tracker.slots
          ? [{ event: 'active_loop', name: form }]
          : []),
      ],
      responses: [
        ...messages.map(toRasa),
        ...(unanswered === undefined ? [] : [markOf({ unanswered })]),
        // An action that says nothing of it leaves it to the turn's other actions.
        ...(isUnderstood ? [] : [markOf({ notUnderstood: true })]),
      ],
    };
  });
  return router;
}

/** `?token=` is what Rasa's own endpoint configuration sends; a header suits everything else. */
function givenSecret(token: string | string[] | undefined, authorization: string): string {
  if (typeof token === 'string') return token;
  return /^Bearer (\S+)$/i.exec(authorization)?.[1] ?? '';
}

/** Compares digests, which have one length, in constant time. */
function sameSecret(expected: string, given: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(expected), digest(given));
}
