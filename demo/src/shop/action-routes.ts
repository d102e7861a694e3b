import Router from '@koa/router';
import { createTurns } from './in-turn.js';
import { unitPriceOf, type FilledLine } from './pages/cart-page.js';
import type { ShopParts } from './page-routes.js';
import { readForm } from './read-form.js';
import {
  changeCart,
  maxQuantity,
  nextOrderOf,
  readCart,
  readSession,
  writeCart,
  writeSession,
} from './session.js';
import { shortage } from './shop-stock.js';

/** Everything one can do: the shop's own cart, orders, and signing in. */
export function actionRoutes({ catalogue, customers, account, stock, visits }: ShopParts): Router {
  const router = new Router();
  // Looking what is left and ordering it belong together: else two shoppers buy the same last one.
  const inTurn = createTurns();

  async function shortageIn(lines: FilledLine[]): Promise<string | undefined> {
    const left = await stock.leftOf(lines.map(({ product }) => product.code));
    return lines
      .map(({ product, quantity }) => shortage(product, { wanted: quantity, left: left.get(product.code) }))
      .find((text) => text !== undefined);
  }

  /** Adds to the cart: the product page's form, and `shop-add-to-cart` events through page.js. */
  router.post('/cart/items', async (ctx) => {
    const form = await readForm(ctx);
    const product = catalogue.find(form.product ?? '');
    if (product === undefined || product.discontinued) return visits.notFound(ctx);
    const before = readCart(ctx);
    const had = before.find(({ code }) => code === product.code)?.quantity ?? 0;
    const added = Math.min(Math.max(1, Math.floor(Number(form.quantity)) || 1), maxQuantity);
    const problem = shortage(product, {
      wanted: had + added,
      left: await stock.left(product.code),
      inCart: had,
    });
    const isFetched = ctx.is('application/json') !== false;
    if (problem !== undefined) {
      if (!isFetched) return visits.showProduct(ctx, product, problem);
      ctx.status = 409;
      ctx.body = { title: problem };
      return;
    }
    const cart = changeCart(before, product.code, had + added);
    writeCart(ctx, cart);
    if (!isFetched) return ctx.redirect('/cart');
    ctx.body = {
      title: product.title,
      units: cart.reduce((sum, { quantity }) => sum + quantity, 0),
      cart: cart.map(({ code }) => code),
    };
  });

  router.post('/cart/lines', async (ctx) => {
    const form = await readForm(ctx);
    const quantity = form.remove === undefined ? Math.floor(Number(form.quantity)) || 0 : 0;
    const product = catalogue.find(form.product ?? '');
    const problem =
      product && quantity > 0
        ? shortage(product, { wanted: quantity, left: await stock.left(product.code) })
        : undefined;
    if (problem !== undefined) {
      const conflict = { text: problem, status: 409 as const };
      return visits.showCart(ctx, visits.filledCart(ctx), nextOrderOf(ctx), conflict);
    }
    writeCart(ctx, changeCart(readCart(ctx), form.product ?? '', quantity));
    ctx.redirect('/cart');
  });

  /** The order is Shelfwise's news through the public API; the thank-you page then links this visitor to it. */
  router.post('/orders', async (ctx) => {
    const { email = '', postcode = '', order } = await readForm(ctx);
    const lines = visits.filledCart(ctx);
    const { nextOrder: _, ...session } = readSession(ctx);
    if (lines.length === 0) {
      const isSentAgain = order !== undefined && order === session.lastOrder;
      return ctx.redirect(isSentAgain ? `/orders/${order}` : '/cart');
    }
    const customer = visits.customerOf(ctx)?.key;
    // The session's own number, not the form's: nobody writes over another's order. Sent twice, it is one order.
    const key = nextOrderOf(ctx);
    const place = async () => {
      const missing = await shortageIn(lines);
      // Sent a second time, it is this very order that took what is missing now.
      if (missing !== undefined && !(await account.hasOrder(key))) return missing;
      await account.placeOrder({
        key,
        placedAt: new Date().toISOString(),
        ...(customer !== undefined && { customer }),
        ...(email !== '' && { email }),
        ...(postcode !== '' && { postcode: postcode.slice(0, 20) }),
        lines: lines.map(({ product, quantity }) => ({
          product: product.code,
          quantity,
          unitPrice: unitPriceOf(product),
        })),
      });
      return undefined;
    };
    try {
      const missing = await inTurn(place);
      if (missing !== undefined) {
        const text = `${missing} Please change the quantity; the rest of your cart is as it was.`;
        return await visits.showCart(ctx, lines, key, { text, status: 409 });
      }
    } catch {
      // A real shop would keep the order and send it later; the demo keeps the cart and says so.
      const text = 'The order could not be passed on just now. Your cart is kept; please try again.';
      return visits.showCart(ctx, lines, key, { text, status: 503 });
    }
    writeCart(ctx, []);
    const isLastOrderTheirs = customer !== undefined || email !== '' || postcode !== '';
    writeSession(ctx, { ...session, lastOrder: key, isLastOrderTheirs });
    ctx.redirect(`/orders/${key}`);
  });

  router.post('/account/sign-in', async (ctx) => {
    const { customer } = await readForm(ctx);
    if (customers.some(({ key }) => key === customer)) {
      writeSession(ctx, { ...readSession(ctx), customer: customer! });
      ctx.cookies.set('consent', 'all', { httpOnly: false, sameSite: 'lax', maxAge: 180 * 86_400_000 });
    }
    ctx.redirect('/shop');
  });
  router.post('/account/sign-out', (ctx) => {
    const { customer: _, ...rest } = readSession(ctx);
    writeSession(ctx, rest);
    ctx.redirect('/account');
  });
  router.post('/owner/sign-in', (ctx) => {
    writeSession(ctx, { ...readSession(ctx), owner: true });
    ctx.redirect('/owner');
  });
  router.post('/owner/sign-out', (ctx) => {
    writeSession(ctx, { ...readSession(ctx), owner: false });
    ctx.redirect('/owner');
  });

  /** What `<stock-dashboard session-url>` asks for: a short session, only for whoever is signed in as the owner. */
  router.post('/my/shelfwise-session', async (ctx) => {
    if (readSession(ctx).owner !== true) {
      ctx.status = 401;
      ctx.body = { title: 'Not signed in.' };
      return;
    }
    try {
      ctx.body = await account.embedSession('demo owner');
      ctx.set('Cache-Control', 'no-store');
    } catch {
      ctx.status = 503;
      ctx.body = { title: 'Shelfwise does not answer just now.' };
    }
  });
  return router;
}
