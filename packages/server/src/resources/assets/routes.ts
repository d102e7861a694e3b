import { Router } from '@koa/router';
import type { Context } from 'koa';
import { Problem } from '../../http/problem.js';
import type { Asset, Assets } from './service.js';

/** `GET /v1/shop.js`, `GET /v1/modules/{file}`: the code that pages load. */
export function assetsRoutes({ assets }: { assets: Assets }): Router {
  const router = new Router();

  router.get('/v1/shop.js', async (ctx) => {
    if (!assets.script) throw new Problem('not-found', 'The widgets are not built: run "npm run build".');
    // Its name never changes, so browsers ask again soon and mostly hear 304.
    send(ctx, assets.script, 'public, max-age=300, stale-while-revalidate=86400');
  });

  router.get('/v1/modules/:file', async (ctx) => {
    const asset = assets.modules.get(ctx.params.file!);
    if (!asset) throw new Problem('not-found');
    send(ctx, asset, 'public, max-age=31536000, immutable');
  });

  return router;
}

function send(ctx: Context, asset: Asset, cacheControl: string): void {
  ctx.set({
    'Content-Type': 'text/javascript; charset=utf-8',
    'Cache-Control': cacheControl,
    ETag: asset.etag,
    'Cross-Origin-Resource-Policy': 'cross-origin',
    // Public code, the same for everybody and without cookies: an import from another origin needs the header, and a
    // shared cache can hold one copy only if the answer is the same for every origin.
    'Access-Control-Allow-Origin': '*',
  });
  ctx.vary('Accept-Encoding');
  // Asked directly rather than by `ctx.fresh`, which ignores the tag when the request says `no-cache`.
  const held = (ctx.req.headers['if-none-match'] ?? '')
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''));
  if (held.includes(asset.etag)) {
    ctx.status = 304;
    return;
  }
  if (ctx.acceptsEncodings('gzip', 'identity') === 'gzip') {
    ctx.set('Content-Encoding', 'gzip');
    ctx.body = asset.gzip;
  } else {
    ctx.body = asset.plain;
  }
  ctx.type = 'text/javascript; charset=utf-8';
}
