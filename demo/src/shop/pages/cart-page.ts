import type { ShopProduct } from '../../catalogue/catalogue.js';
import { html } from '../html.js';
import type { Page } from '../layout.js';
import { deliveryCost, type Delivery } from '../facts.js';
import { money } from '../money.js';
import { maxQuantity } from '../session.js';
import { shortage } from '../shop-stock.js';

export interface FilledLine {
  product: ShopProduct;
  quantity: number;
}

export const unitPriceOf = ({ price, salePrice }: ShopProduct) => salePrice ?? price;

export interface CartView {
  lines: FilledLine[];
  /** Units left by code; who is missing is not counted. */
  left: ReadonlyMap<string, number>;
  delivery: Delivery;
  orderKey: string;
  problem?: string | undefined;
}

export function cartPage({ lines, left, delivery, orderKey, problem }: CartView): Page {
  const goods = lines.reduce((sum, { product, quantity }) => sum + unitPriceOf(product) * quantity, 0);
  const shipping = deliveryCost(delivery, goods);
  const missing = shipping === undefined || delivery.freeFrom === undefined ? 0 : delivery.freeFrom - goods;
  const shortOf = ({ product, quantity }: FilledLine) =>
    shortage(product, { wanted: quantity, left: left.get(product.code) });
  return {
    title: 'Cart',
    body: html`<h1>Your cart</h1>
      ${problem !== undefined && html`<p class="problem" role="alert">${problem}</p>`}
      ${
        lines.length === 0
          ? html`<p class="empty">Nothing in it yet. <a href="/shop">Go shopping.</a></p>`
          : html`<div class="cart">
              <ul class="cart-lines">
                ${lines.map(
                  ({ product, quantity }) =>
                    html`<li id="line-${product.code}">
                      <img
                        src="/pictures/${encodeURIComponent(product.code)}.svg"
                        alt=""
                        width="88"
                        height="88"
                      />
                      <div>
                        <a href="/product/${encodeURIComponent(product.code)}">${product.title}</a>
                        <p>${money(unitPriceOf(product))} each</p>
                        ${shortOf({ product, quantity }) !== undefined && html`<p class="short">${shortOf({ product, quantity })}</p>`}
                        <form method="post" action="/cart/lines">
                          <input type="hidden" name="product" value="${product.code}" /><label
                            >Quantity
                            <input
                              name="quantity"
                              type="number"
                              value="${quantity}"
                              min="0"
                              max="${Math.max(1, Math.min(left.get(product.code) ?? maxQuantity, maxQuantity))}"
                              inputmode="numeric" /></label
                          ><button class="quiet">Change</button
                          ><button class="quiet" name="remove" value="1">Remove</button>
                        </form>
                      </div>
                      <strong>${money(unitPriceOf(product) * quantity)}</strong>
                    </li>`,
                )}
              </ul>
              <section class="summary" aria-label="Total">
                <dl>
                  <dt>Goods</dt>
                  <dd>${money(goods)}</dd>
                  ${
                    shipping !== undefined &&
                    html`<dt>Delivery</dt>
                      <dd>${shipping === 0 ? 'free' : money(shipping)}</dd>`
                  }
                  <dt>Total</dt>
                  <dd><strong>${money(goods + (shipping ?? 0))}</strong></dd>
                </dl>
                ${shipping !== 0 && missing > 0 && html`<p>${money(missing)} more and delivery is free.</p>`}
                <form method="post" action="/orders">
                  <input type="hidden" name="order" value="${orderKey}" />
                  <label
                    >E-mail, or a postcode, to ask the chat about your order
                    <input name="email" type="email" placeholder="you@example.com" autocomplete="email"
                  /></label>
                  <label
                    >Postcode
                    <input name="postcode" placeholder="LS1 4AP" maxlength="10" autocomplete="postal-code"
                  /></label>
                  <button class="button">Place the order</button>
                  <p class="note">
                    A demonstration: nothing is charged or sent. The order goes to Shelfwise and moves the
                    stock.
                  </p>
                </form>
              </section>
            </div>`
      }
      <section class="row"><shop-recs placement="cart" limit="6"></shop-recs></section>`,
  };
}
