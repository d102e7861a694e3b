import type { Context } from 'koa';
import type { ShopProduct } from '../catalogue/catalogue.js';
import type { KnownCustomer } from '../loading/dataset.js';
import type { ShopConfig } from './config.js';
import { layout, type Page, type Visit } from './layout.js';
import { messagePage } from './pages/help-page.js';
import { cartPage, type FilledLine } from './pages/cart-page.js';
import { productPage } from './pages/product-page.js';
import { readCart, readSession } from './session.js';
import { giftShopFacts, type Delivery } from './facts.js';
import type { ShelfwiseAccount } from './shelfwise-account.js';
import type { ShopCatalogue } from './shop-catalogue.js';
import { isOwnShop } from './shop-identity.js';
import type { ShopStock } from './shop-stock.js';

export interface Problem {
  text: string;
  status: 409 | 503;
}

export interface Visits {
  customerOf(ctx: Context): KnownCustomer | undefined;
  filledCart(ctx: Context): FilledLine[];
  /** The page of a product, or the cart, with what is left right now; with what went wrong, as a conflict. */
  showProduct(ctx: Context, product: ShopProduct, problem?: string): Promise<void>;
  showCart(ctx: Context, lines: FilledLine[], orderKey: string, problem?: Problem): Promise<void>;
  /** Sends a page made for this visit. */
  show(ctx: Context, page: Page, status?: number): Promise<void>;
  notFound(ctx: Context): Promise<void>;
}

export function createVisits({
  catalogue,
  customers,
  account,
  stock,
  config,
}: {
  catalogue: ShopCatalogue;
  customers: KnownCustomer[];
  account: ShelfwiseAccount;
  stock: ShopStock;
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
    // Pages differ by visit and say what was agreed to and what is in the cart: nobody may show an older one.
    ctx.set('Cache-Control', 'no-store');
    ctx.body = text;
  }

  // The gift shop knows its own terms; of an owner's shop only what its settings say is known.
  const delivery = async (): Promise<Delivery> => (isOwnShop ? account.delivery() : giftShopFacts.delivery);

  return {
    customerOf,
    async showProduct(ctx, product, problem) {
      const [left, soldOut, terms] = await Promise.all([
        product.discontinued ? undefined : stock.left(product.code),
        stock.soldOut(),
        delivery(),
      ]);
      const page = productPage({
        product,
        catalogue,
        origin: `${ctx.protocol}://${ctx.host}`,
        left,
        soldOut,
        delivery: terms,
        ...(problem !== undefined && { problem }),
      });
      await show(ctx, page, problem === undefined ? 200 : 409);
    },
    async showCart(ctx, lines, orderKey, problem) {
      const [left, terms] = await Promise.all([
        stock.leftOf(lines.map(({ product }) => product.code)),
        delivery(),
      ]);
      const page = cartPage({ lines, left, delivery: terms, orderKey, problem: problem?.text });
      await show(ctx, page, problem?.status);
    },
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
