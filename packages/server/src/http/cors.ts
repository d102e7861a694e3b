import type { Context, Middleware } from 'koa';
import type { ShopDirectory } from '../access/shop-directory.js';

const exposed = 'X-Request-Id, Retry-After, RateLimit, RateLimit-Policy';

/** Lets the page of this exact origin read the answer. Never a wildcard, never with cookies. */
export function allowOrigin(ctx: Context, origin: string): void {
  ctx.set('Access-Control-Allow-Origin', origin);
  ctx.set('Access-Control-Expose-Headers', exposed);
}

/**
 * CORS for everything a page may call. An origin that some shop allows may read answers, problems included; whether
 * it may use *this* key is decided by the guard, which knows the key. A preflight carries no key, so it is answered
 * by the origin alone.
 */
export function cors(directory: ShopDirectory): Middleware {
  return async function cors(ctx, next) {
    const { origin } = ctx.req.headers;
    ctx.vary('Origin');
    if (origin !== undefined && (await directory.isKnownOrigin(origin).catch(() => false))) {
      allowOrigin(ctx, origin);
    }
    if (ctx.method === 'OPTIONS' && ctx.req.headers['access-control-request-method'] !== undefined) {
      ctx.set('Access-Control-Allow-Methods', 'GET, POST, PUT, PATCH, DELETE');
      ctx.set('Access-Control-Allow-Headers', 'Authorization, Content-Type, X-Request-Id');
      ctx.set('Access-Control-Max-Age', '600');
      ctx.status = 204;
      return;
    }
    await next();
  };
}
