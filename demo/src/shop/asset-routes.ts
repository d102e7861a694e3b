import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Router from '@koa/router';
import { drawPicture } from '../pictures/draw-picture.js';
import type { ShopCatalogue } from './shop-catalogue.js';
import { readStyleSheet } from './style-sheet.js';

const publicDirectory = fileURLToPath(new URL('../../public/', import.meta.url));

const assets: Record<string, string> = {
  'page.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
};

/** The shop's few files, and its pictures, which are drawn when asked for. */
export function assetRoutes(catalogue: ShopCatalogue): Router {
  const router = new Router();
  const styleSheet = readStyleSheet();
  router.get('/assets/style.css', (ctx) => {
    ctx.body = styleSheet;
    ctx.set('Content-Type', 'text/css; charset=utf-8');
    ctx.set('Cache-Control', 'public, max-age=300');
  });
  router.get('/assets/:name', async (ctx, next) => {
    const name = String(ctx.params.name);
    const type = Object.hasOwn(assets, name) ? assets[name] : undefined;
    if (type === undefined) {
      await next();
      return;
    }
    ctx.body = await readFile(path.join(publicDirectory, name));
    ctx.set('Content-Type', type);
    ctx.set('Cache-Control', 'public, max-age=300');
  });
  router.get('/pictures/:file', async (ctx, next) => {
    const file = String(ctx.params.file);
    const product = file.endsWith('.svg') ? catalogue.find(file.slice(0, -4)) : undefined;
    if (product === undefined) {
      await next();
      return;
    }
    ctx.body = drawPicture(product);
    ctx.set('Content-Type', 'image/svg+xml; charset=utf-8');
    ctx.set('Cache-Control', 'public, max-age=86400');
    // Shown in the owner's area too, which is another origin.
    ctx.set('Cross-Origin-Resource-Policy', 'cross-origin');
  });
  return router;
}
