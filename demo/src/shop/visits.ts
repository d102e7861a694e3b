import type { Context } from 'koa';
import type { KnownCustomer } from '../loading/dataset.js';
import type { ShopConfig } from './config.js';
import { layout, type Page, type Visit } from './layout.js';
import { messagePage } from './pages/help-page.js';
import type { FilledLine } from './pages/cart-page.js';
import { readCart, readSession } from './session.js';
import type { ShelfwiseAccount } from './shelfwise-account.js';
import type { ShopCatalogue } from './shop-catalogue.js';

export interface Visits {
  customerOf(ctx: Context): KnownCustomer | undefined;
  filledCart(ctx: Context): FilledLine[];
  /** Sends a page made for this visit. */
  show(ctx: Context, page: Page, status?: number): Promise<void>;
  notFound(ctx: Context): Promise<void>;
}

export function createVisits({
  catalogue,
  customers,
  account,
  config,
}: {
  catalogue: ShopCatalogue;
  customers: KnownCustomer[];
  account: ShelfwiseAccount;
  config: ShopConfig;
}): Visits {
  const byKey = new Map(customers.map((customer) => [customer.key, customer]));
  const customerOf = (ctx: Context) => byKey.get(readSession(ctx).customer ?? '');

  async function visitOf(ctx: Context): Promise<Visit> {
    const customer = customerOf(ctx);
    const consent = ctx.cookies.get('consent');
    return {
      path: ctx.path,
      query: typeof ctx.query.q === 'string' ? ctx.query.q : '',
      cart: readCart(ctx),
      consent: consent === 'all' || consent === 'none' ? consent : undefined,
      customer,
      customerToken: customer && (await account.customerToken(customer.key)),
      owner: readSession(ctx).owner === true,
    };
  }

  async function show(ctx: Context, page: Page, status = 200): Promise<void> {
    const text = layout(page, await visitOf(ctx), config, catalogue.sections);
    ctx.status = status;
    ctx.type = 'html';
    // Pages differ by visit; nobody between may keep them.
    ctx.set('Cache-Control', 'private, no-cache');
    ctx.body = text;
  }

  return {
    customerOf,
    filledCart: (ctx) =>
      readCart(ctx).flatMap(({ code, quantity }) => {
        const product = catalogue.find(code);
        return product === undefined ? [] : [{ product, quantity }];
      }),
    show,
    notFound: (ctx) =>
      show(ctx, messagePage('Nothing here', 'This page does not exist, or not any more.'), 404),
  };
}
