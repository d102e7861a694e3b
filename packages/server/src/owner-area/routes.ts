import { Router } from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import { scopes, type TokenResponse } from '@shelfwise/core/wire';
import { readJson } from '../http/body.js';
import { parse } from '../http/parse.js';
import { TokenRefused } from '../access/token-refused.js';
import { Problem } from '../http/problem.js';
import type { EmbedSessionService } from '../access/embed-sessions.js';
import type { ShopDocument } from '../stores/port/documents.js';
import type { Store } from '../stores/port/store.js';
import { sameOrigin } from './same-origin.js';
import { createSessionCookie } from './session-cookie.js';
import { iconSvg, pageCss, sendShell } from './shell.js';

/** `POST /owner/embed-session`: a token for the elements, and what the area needs to know about its shop. */
export interface OwnerSession extends TokenResponse {
  shop: { name: string; locale: string; publishableKey?: string };
}

const signIn = z.object({ token: z.string().min(1).max(4000) });
const sessionMinutes = 30;
const bodyBytes = 8 * 1024;

/**
 * The owner's area.
 *
 * - `GET /`: leads there, whoever types the server's bare address
 * - `GET /owner`, `GET /owner/sign-in` (link with a one-time token in its fragment): the page
 * - `POST /owner/session` {token}: spends the link's token, answers with the cookie; `DELETE` signs out, everywhere
 * - `POST /owner/embed-session`: the cookie buys an `es_` token of 30 minutes, which the page holds in memory
 */
export function ownerAreaRoutes({
  store,
  sessions,
  manifest,
  publicUrl,
  clock,
  onSignedOut = () => undefined,
}: {
  store: Pick<Store, 'shops' | 'apiKeys' | 'audit'>;
  sessions: EmbedSessionService;
  /** Element tag → file name of its module. */
  manifest: Readonly<Record<string, string>>;
  publicUrl: string;
  clock: () => Date;
  /** Caches of this process forget the shop. */
  onSignedOut?: (shopId: string) => void;
}): Router {
  const front = new Router();
  front.get('/', (ctx) => {
    ctx.status = 303;
    ctx.redirect('/owner');
  });

  const router = new Router({ prefix: '/owner' });
  const cookie = createSessionCookie(publicUrl);

  async function shopOf(ctx: Context): Promise<ShopDocument> {
    const token = cookie.read(ctx);
    if (!token) throw new Problem('missing-key', 'Nobody is signed in.');
    const { shopId, epoch } = await sessions.verifyOwnerSession(token);
    const shop = await store.shops.findById(shopId);
    if (!shop || epoch !== (shop.sessionEpoch ?? 0)) {
      throw new Problem('invalid-token', 'This session has ended.');
    }
    return shop;
  }

  router.get(['/', '/sign-in'], (ctx) => {
    const module = manifest['owner-area'];
    if (!module) throw new Problem('not-found', 'The widgets are not built: run "npm run build".');
    sendShell(ctx, module, publicUrl.startsWith('https:'));
  });

  router.get('/page.css', (ctx) => {
    ctx.set('Cache-Control', 'public, max-age=3600');
    ctx.type = 'css';
    ctx.body = pageCss;
  });

  router.get('/icon.svg', (ctx) => {
    ctx.set('Cache-Control', 'public, max-age=86400');
    ctx.type = 'image/svg+xml';
    ctx.body = iconSvg;
  });

  router.post('/session', sameOrigin, async (ctx) => {
    const { token } = parse(signIn, await readJson(ctx, bodyBytes));
    const { shopId, epoch } = await sessions.redeemSignIn(token);
    const shop = await store.shops.findById(shopId);
    // Links that were made before all sessions were ended end with them.
    if (!shop || epoch !== (shop.sessionEpoch ?? 0)) {
      throw new Problem('invalid-token', 'This sign-in link has ended.');
    }
    const session = await sessions.createOwnerSession(shopId, epoch);
    await store.audit.append({ shopId, at: clock(), actor: 'owner', action: 'owner.sign-in' });
    cookie.write(ctx, session.token, session.expiresAt);
    ctx.set('Cache-Control', 'no-store');
    ctx.status = 204;
  });

  router.delete('/session', sameOrigin, async (ctx) => {
    const shop = await shopOf(ctx).catch((error: unknown) => {
      // Whose session has ended already is signed out.
      if (error instanceof Problem || error instanceof TokenRefused) return null;
      throw error;
    });
    if (shop) {
      const audit = () => ({ at: clock(), actor: 'owner', action: 'owner.sign-out' });
      await store.shops.endSessions(shop.id, audit);
      onSignedOut(shop.id);
    }
    cookie.clear(ctx);
    ctx.set('Cache-Control', 'no-store');
    ctx.status = 204;
  });

  router.post('/embed-session', sameOrigin, async (ctx) => {
    const shop = await shopOf(ctx);
    const [session, keys] = await Promise.all([
      // A session that began with a sign-in link stands for the shop itself, not for one of its keys.
      sessions.mint({
        shopId: shop.id,
        subject: 'owner',
        scopes: [...scopes],
        keyId: shop.id,
        epoch: shop.sessionEpoch ?? 0,
        minutes: sessionMinutes,
      }),
      store.apiKeys.list(shop.id),
    ]);
    const now = clock();
    const publishable = keys.findLast(
      (key) => key.kind === 'publishable' && (key.revokedAt === undefined || key.revokedAt > now),
    );
    const body: OwnerSession = {
      ...session,
      shop: {
        name: shop.settings.name,
        locale: shop.settings.locale,
        ...(publishable?.publicValue !== undefined && { publishableKey: publishable.publicValue }),
      },
    };
    ctx.set('Cache-Control', 'no-store');
    ctx.body = body;
  });

  front.use(router.routes());
  return front;
}
