import Router from '@koa/router';
import type { KnownCustomer } from '../loading/dataset.js';
import type { ShopConfig } from './config.js';
import { accountPage } from './pages/account-page.js';
import { doorsPage } from './pages/doors-page.js';
import { helpPage } from './pages/help-page.js';
import { homePage } from './pages/home-page.js';
import { categoryPage, searchPage } from './pages/list-page.js';
import { orderPage } from './pages/order-page.js';
import { ownerPage } from './pages/owner-page.js';
import { nextOrderOf, readSession } from './session.js';
import type { ShelfwiseAccount } from './shelfwise-account.js';
import type { ShopCatalogue } from './shop-catalogue.js';
import type { ShopStock } from './shop-stock.js';
import type { Visits } from './visits.js';

export interface ShopParts {
  config: ShopConfig;
  catalogue: ShopCatalogue;
  customers: KnownCustomer[];
  account: ShelfwiseAccount;
  stock: ShopStock;
  visits: Visits;
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** Everything one can look at. */
export function pageRoutes({ config, catalogue, customers, visits, stock }: ShopParts): Router {
  const router = new Router();
  const listOptions = async (query: Record<string, unknown>) => ({
    page: Math.floor(Number(query.page)) || 1,
    sort: text(query.sort) || 'popular',
    soldOut: await stock.soldOut(),
  });
  router.get('/', (ctx) =>
    visits.show(ctx, doorsPage(config, `${ctx.protocol}://${ctx.host}`, catalogue.cards[0])),
  );
  router.get('/shop', (ctx) => visits.show(ctx, homePage(catalogue, visits.customerOf(ctx) !== undefined)));
  router.get('/help', (ctx) => visits.show(ctx, helpPage()));
  router.get('/search', async (ctx) => {
    const query = text(ctx.query.q).trim().slice(0, 200);
    return visits.show(ctx, searchPage(query, catalogue, await listOptions(ctx.query)));
  });
  const showCategory = async (ctx: Parameters<Visits['show']>[0], slug: string, shelf?: string) => {
    const section = catalogue.sections.find((other) => other.slug === slug);
    const isShelf = shelf === undefined || section?.shelves.some((other) => other.slug === shelf);
    if (!section || isShelf !== true) return visits.notFound(ctx);
    return visits.show(ctx, categoryPage(section, shelf, catalogue, await listOptions(ctx.query)));
  };
  router.get('/category/:section', (ctx) => showCategory(ctx, text(ctx.params.section)));
  router.get('/category/:section/:shelf', (ctx) =>
    showCategory(ctx, text(ctx.params.section), text(ctx.params.shelf)),
  );
  router.get('/product/:code', async (ctx) => {
    const product = catalogue.find(text(ctx.params.code));
    return product === undefined ? visits.notFound(ctx) : visits.showProduct(ctx, product);
  });
  router.get('/cart', (ctx) => visits.showCart(ctx, visits.filledCart(ctx), nextOrderOf(ctx)));
  router.get('/orders/:key', (ctx) => {
    const key = text(ctx.params.key).slice(0, 40);
    const { lastOrder, isLastOrderTheirs = false } = readSession(ctx);
    return visits.show(ctx, orderPage(key, key === lastOrder && isLastOrderTheirs));
  });
  router.get('/account', (ctx) => visits.show(ctx, accountPage(customers, visits.customerOf(ctx))));
  router.get('/owner', (ctx) => visits.show(ctx, ownerPage(readSession(ctx).owner === true)));
  return router;
}
