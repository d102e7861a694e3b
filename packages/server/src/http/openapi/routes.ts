import { Router } from '@koa/router';
import { openApiDocument } from './openapi-document.js';
import { otherOperations } from './other-operations.js';
import { ownerOperations } from './owner-operations.js';
import { pageOperations } from './page-operations.js';

export const operations = [...pageOperations, ...ownerOperations, ...otherOperations];

/** `GET /openapi.json` (open to all): made on the first request, the same ever after. */
export function openApiRoutes({ publicUrl }: { publicUrl: string }): Router {
  const router = new Router();
  let document: string | undefined;
  router.get('/openapi.json', async (ctx) => {
    document ??= JSON.stringify(openApiDocument(operations, publicUrl));
    ctx.set('Cache-Control', 'public, max-age=300');
    ctx.body = document;
    ctx.type = 'application/json';
  });
  return router;
}
