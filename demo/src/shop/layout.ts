import type { KnownCustomer } from '../loading/dataset.js';
import type { ShopConfig } from './config.js';
import { giftShopFacts } from './facts.js';
import { html, type Html } from './html.js';
import { roundMoney } from './money.js';
import type { CartLine } from './session.js';
import type { Section } from './shop-catalogue.js';
import { isOwnShop, shopName } from './shop-identity.js';

/** What every page needs to know about the visit it is made for. */
export interface Visit {
  path: string;
  query: string;
  cart: CartLine[];
  consent: 'all' | 'none' | undefined;
  customer: KnownCustomer | undefined;
  customerToken: string | undefined;
  owner: boolean;
}

export interface Page {
  title: string;
  description?: string;
  body: Html;
  /** Data blocks, such as JSON-LD. */
  head?: Html;
  /** An order that this page has just confirmed. */
  purchase?: string;
  /** The owner's page has no rows and no chat. */
  plain?: boolean;
}

/**
 * One page of the shop. All that the shop knows of Shelfwise stands at its end: one script tag with the publishable
 * key, and elements in the pages. `page.js` tells it who is looking and what they agreed to.
 */
export function layout(page: Page, visit: Visit, config: ShopConfig, sections: Section[]): string {
  const units = visit.cart.reduce((sum, { quantity }) => sum + quantity, 0);
  const document = html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title} – ${shopName}</title>
        ${page.description !== undefined && html`<meta name="description" content="${page.description}" />`}
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/style.css" />
        <script src="/assets/page.js"></script>
        <script async src="${config.shelfwiseOrigin}/v1/shop.js" data-key="${config.publishableKey}"></script>
        ${page.head}
      </head>
      <body
        data-consent="${visit.consent ?? ''}"
        data-cart="${JSON.stringify(visit.cart.map(({ code }) => code))}"
        data-customer-token="${visit.customerToken ?? ''}"
        data-purchase="${page.purchase ?? ''}"
      >
        <a class="skip" href="#main">Skip to the content</a>
        <p class="strip">
          ${!isOwnShop && `Free delivery from ${roundMoney(giftShopFacts.delivery.freeFrom)} · ${giftShopFacts.returnDays} days to change your mind · `}<a
            href="/"
            >About this demo</a
          >
        </p>
        <header class="header">
          <a class="logo" href="/shop"
            ><img src="/assets/icon.svg" alt="" width="36" height="36" /><span>${shopName}</span></a
          >
          <form class="search" action="/search" role="search">
            <label class="hidden" for="q">Search the shop</label>
            <input
              id="q"
              name="q"
              type="search"
              placeholder="${isOwnShop ? 'Search the shop' : 'Search 3,800 gifts'}"
              value="${visit.query}"
              autocomplete="off"
            />
            <button>Search</button>
          </form>
          <nav class="personal" aria-label="Your visit">
            <a href="/account">${visit.customer?.name ?? 'Account'}</a>
            <a href="/cart" class="cart-link"
              >Cart <span class="badge" data-cart-count aria-label="${units} items">${units}</span></a
            >
          </nav>
        </header>
        <nav class="sections" aria-label="Departments">
          <ul>
            ${sections.map(({ name, slug }) => html`<li><a href="/category/${slug}" ${visit.path.startsWith(`/category/${slug}`) && html` aria-current="page"`}>${name}</a></li>`)}
          </ul>
        </nav>
        <main id="main">${page.body}</main>
        <footer class="footer">
          <div>
            <section>
              <h2>${shopName}</h2>
              ${
                isOwnShop
                  ? html`<p>
                      A demonstration shop made from your orders: products, prices and sales are yours, the
                      pictures are drawn from the names. No stock is made up.
                    </p>`
                  : html`<p>
                      A demonstration shop. Products, prices and sales are those of a real gift shop (<a
                        href="/help#data"
                        >UCI Online Retail II, CC BY 4.0</a
                      >); the name, the pictures and stock levels are made up.
                    </p>`
              }
            </section>
            <section>
              <h2>Help</h2>
              <ul>
                <li><a href="/help">Delivery and returns</a></li>
                <li><a href="/help#data">Where the data comes from</a></li>
                <li><a href="/account">Become a past customer</a></li>
              </ul>
            </section>
            <section>
              <h2>Behind the shop</h2>
              <ul>
                <li><a href="/">The three doors</a></li>
                <li><a href="/owner">Owner’s page</a></li>
                <li><button class="plain" type="button" data-consent-open>Cookie choice</button></li>
              </ul>
            </section>
          </div>
        </footer>
        <div class="toast" role="status" aria-live="polite"></div>
        ${page.plain !== true && html`<shop-chat></shop-chat>`}
        <section class="consent" aria-label="Cookies" ${visit.consent !== undefined && html` hidden`}>
          <p>
            <strong>May we remember your visit?</strong> Then we can show what fits you and keep the chat when
            you change pages. If you say no, the shop keeps only your answer, your cart and what it needs to
            take an order.
          </p>
          <div>
            <button type="button" data-consent-choice="all">Yes, remember</button
            ><button type="button" class="quiet" data-consent-choice="none">No, thanks</button>
          </div>
        </section>
      </body>
    </html>`;
  return document.text;
}
