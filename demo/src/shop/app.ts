import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Router from '@koa/router';
import Koa from 'koa';
import type { KnownCustomer } from '../loading/dataset.js';
import { actionRoutes } from './action-routes.js';
import { assetRoutes } from './asset-routes.js';
import type { ShopConfig } from './config.js';
import { pageRoutes } from './page-routes.js';
import { refuseForeignForms, securityHeaders } from './security.js';
import { createShelfwiseAccount } from './shelfwise-account.js';
import { readCatalogue } from './shop-catalogue.js';
import { createShopStock } from './shop-stock.js';
import { createVisits } from './visits.js';

/** The shop as a Koa application; everything it needs stands in its configuration. */
export function createShop(config: ShopConfig): Koa {
  const catalogue = readCatalogue(config.directory);
  const customers = JSON.parse(
    readFileSync(path.join(config.directory, 'customers.json'), 'utf8'),
  ) as KnownCustomer[];
  const account = createShelfwiseAccount(config.shelfwiseApi, config.secretKey);
  const stock = createShopStock(account);
  const visits = createVisits({ catalogue, customers, account, stock, config });

  const router = new Router();
  const parts = { config, catalogue, customers, account, stock, visits };
  for (const routes of [pageRoutes(parts), actionRoutes(parts), assetRoutes(catalogue)])
    router.use(routes.routes());

  const app = new Koa({ keys: [cookieKey(config)] });
  app.use(securityHeaders(config.shelfwiseOrigin));
  app.use(refuseForeignForms);
  app.use(router.routes());
  app.use((ctx) => visits.notFound(ctx));
  return app;
}

/** Cookies stay valid over restarts because their key follows from the secret key; without one they are new. */
function cookieKey({ secretKey }: ShopConfig): string {
  return secretKey === ''
    ? randomBytes(32).toString('hex')
    : createHash('sha256').update(`demo cookies ${secretKey}`).digest('hex');
}
