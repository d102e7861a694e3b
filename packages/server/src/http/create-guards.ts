import type { BlockList } from 'node:net';
import type { Context } from 'koa';
import type { Logger } from 'pino';
import type { Scope } from '@shelfwise/core/wire';
import type { EmbedClaims, ShopDocument } from '../stores/port/documents.js';
import { readJson } from './body.js';
import { clientNetwork } from '../network/client-address.js';
import type { GuardedState, Guards } from './guards.js';
import { Problem } from './problem.js';
import type { RateLimit } from './rate-limits.js';
import { isRevoked, type KeyHolder, type ShopDirectory } from '../access/shop-directory.js';

/** A page's body, so that `sendBeacon` and keepalive requests carry it (their quota is 64 KiB for all in flight). */
export const pageBodyBytes = 51 * 1024;
export const ownerBodyBytes = 5 * 1024 * 1024;

export interface GuardOptions {
  directory: ShopDirectory;
  sessions: {
    /** Throws `Problem` for a token that is expired or not ours. */
    verify(token: string): Promise<EmbedClaims>;
  };
  limits: {
    /** By publishable key and client network. */
    page: RateLimit;
    /** By secret key, or by shop and subject of an embed session. */
    owner: RateLimit;
    /** Refused keys, by client network: guessing is slow. */
    refused: RateLimit;
  };
  trustedProxies: BlockList;
  /** The origins of the server's own pages, such as the owner's area. */
  ownOrigins: ReadonlySet<string>;
  clock: () => Date;
  log: Logger;
}

export function createGuards(options: GuardOptions): Guards {
  const { directory, sessions, limits, trustedProxies, ownOrigins, clock, log } = options;

  /** A key nobody used lately counts as refused until it is known better: over the limit no store is asked. */
  async function holderOf(ctx: Context, value: string): Promise<KeyHolder> {
    const client = clientNetwork(ctx.req, trustedProxies);
    const isFamiliar = directory.isFamiliar(value);
    if (!isFamiliar) await limits.refused.take(ctx, client);
    const holder = await directory.findByKey(value);
    if (holder && !isRevoked(holder.key, clock())) {
      if (!isFamiliar) await limits.refused.giveBack(client);
      return holder;
    }
    if (isFamiliar) await limits.refused.take(ctx, client);
    throw holder
      ? new Problem('revoked-key', 'This key was revoked.')
      : new Problem('unknown-key', 'No shop has this key.');
  }

  function checkOrigin(ctx: Context, shop: ShopDocument): void {
    const { origin } = ctx.req.headers;
    const isAllowed =
      origin === undefined
        ? ctx.req.headers['sec-fetch-site'] === 'same-origin'
        : ownOrigins.has(origin) || shop.settings.allowedOrigins.includes(origin);
    if (isAllowed) return;
    // Another shop's origin got the header from `cors`: it may not read this shop's answers.
    ctx.remove('Access-Control-Allow-Origin');
    throw new Problem(
      'origin-not-allowed',
      origin === undefined
        ? 'A publishable key works from a page only: the request names no Origin.'
        : "This origin is not among the shop's allowed origins.",
    );
  }

  function secretKeyInBrowser(ctx: Context): Problem {
    log.warn({ requestId: String(ctx.state.requestId) }, 'a secret key was sent by a browser: rotate it');
    return new Problem('secret-key-in-browser', 'A secret key must never reach a page. Rotate it now.');
  }

  async function bearerSession(ctx: Context, token: string, scope: Scope | null): Promise<GuardedState> {
    const claims = await sessions.verify(token);
    const shop = await directory.findShop(claims.shopId);
    // A session that began with a sign-in link names the shop itself instead of a key.
    const isLive =
      claims.keyId === claims.shopId
        ? (claims.epoch ?? 0) === (shop?.sessionEpoch ?? 0)
        : await directory.isLiveKey(claims.shopId, claims.keyId);
    if (!shop || !isLive) throw new Problem('invalid-token', 'This session has ended.');
    if (ctx.req.headers.origin !== undefined) checkOrigin(ctx, shop);
    if (scope === null) throw new Problem('wrong-key-kind', 'Only a secret key may do this.');
    if (!claims.scopes.includes(scope)) throw new Problem('missing-scope', `The session lacks ${scope}.`);
    await limits.owner.take(ctx, `${shop.id}/${claims.subject}`);
    return { shop, actor: claims.subject, keyId: claims.keyId, body: undefined };
  }

  return {
    async page(ctx, next) {
      const body = hasBody(ctx) ? await readJson(ctx, pageBodyBytes) : { ...ctx.query };
      const value = (body as { key?: unknown } | null)?.key;
      if (typeof value !== 'string' || value === '') {
        throw new Problem('missing-key', 'The publishable key (pk_…) is missing.');
      }
      if (value.startsWith('sk_')) {
        throw ctx.req.headers.origin === undefined
          ? new Problem('wrong-key-kind', 'A page uses the publishable key (pk_…).')
          : secretKeyInBrowser(ctx);
      }
      const { shop, key } = await holderOf(ctx, value);
      if (key.kind !== 'publishable') throw new Problem('wrong-key-kind');
      checkOrigin(ctx, shop);
      await limits.page.take(ctx, `${key.id}/${clientNetwork(ctx.req, trustedProxies)}`);
      enter(ctx, { shop, actor: 'page', keyId: key.id, body });
      await next();
    },

    owner(scope) {
      return async function owner(ctx, next) {
        const [scheme, value, ...rest] = (ctx.req.headers.authorization ?? '').split(' ');
        if (scheme?.toLowerCase() !== 'bearer' || !value || rest.length > 0) {
          throw new Problem('missing-key', 'Send the secret key (sk_…) as "Authorization: Bearer …".');
        }
        let state: GuardedState;
        if (value.startsWith('es_')) {
          state = await bearerSession(ctx, value, scope);
        } else if (value.startsWith('pk_')) {
          throw new Problem('wrong-key-kind', 'A publishable key may not do this.');
        } else {
          if (value.startsWith('sk_') && ctx.req.headers.origin !== undefined) throw secretKeyInBrowser(ctx);
          const { shop, key } = await holderOf(ctx, value);
          if (key.kind !== 'secret') throw new Problem('wrong-key-kind');
          await limits.owner.take(ctx, key.id);
          state = { shop, actor: `key …${key.lastFour}`, keyId: key.id, body: undefined };
        }
        const body = hasBody(ctx) ? await readJson(ctx, ownerBodyBytes) : { ...ctx.query };
        enter(ctx, { ...state, body });
        await next();
      };
    },
  };
}

function hasBody(ctx: Context): boolean {
  return ctx.method === 'POST' || ctx.method === 'PUT' || ctx.method === 'PATCH';
}

function enter(ctx: Context, state: GuardedState): void {
  Object.assign(ctx.state, state);
}
