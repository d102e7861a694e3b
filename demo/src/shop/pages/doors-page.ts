import type { ShopProduct } from '../../catalogue/catalogue.js';
import { html } from '../html.js';
import { proposedQuestions } from '../proposed-questions.js';
import type { Page } from '../layout.js';
import { isOwnShop, shopName } from '../shop-identity.js';
import type { ShopConfig } from '../config.js';

/** What shoppers of the data buy most together with other things. */
const cakeStand = '22423';

/** Where the demo opens: one door for each of the three people who meet Shelfwise. */
export function doorsPage(
  { shelfwiseOrigin, publishableKey }: ShopConfig,
  origin: string,
  popular: ShopProduct | undefined,
): Page {
  const questions = isOwnShop ? proposedQuestions.atTheOwnDoor : proposedQuestions.atTheDoor;
  return {
    title: 'Three doors',
    description: 'A demonstration of Shelfwise on a shop with two years of real sales.',
    body: html`<div class="doors-intro">
        <h1>One shop, three doors</h1>
        <p>
          ${shopName} is an ordinary shop: its own pages, cart and server. It has pasted one script tag of
          Shelfwise and a few elements. Behind it stand
          ${isOwnShop ? 'your own orders' : 'two years of real sales, moved to end today'}. Choose who you
          are.
        </p>
      </div>
      <div class="doors">
        <section class="door shopper">
          <h2>I am shopping</h2>
          <p>Rows that know what goes together, and a chat that answers.</p>
          <ol>
            <li>
              <a href="/product/${encodeURIComponent(isOwnShop ? (popular?.code ?? '') : cakeStand)}"
                >${isOwnShop ? `Open “${popular?.title ?? 'a product'}”` : 'Open a cake stand'}</a
              >
              and see what people really buy with it, and why it is shown.
            </li>
            <li><a href="/shop">Look at three products, then go home:</a> the first row has changed.</li>
            <li>Ask the chat in the corner: ${questions.map((question) => `“${question}”`).join(', ')}</li>
            <li><a href="/account">Become a past customer:</a> the shop is personal at once.</li>
          </ol>
          <a class="button" href="/shop">Enter the shop</a>
        </section>
        <section class="door owner">
          <h2>I own the shop</h2>
          <p>What to order, how much, and until when.</p>
          <ol>
            <li><a href="/owner">Open the stock dashboard</a> inside this shop’s own back office.</li>
            <li>Open a product in it: its sales, and the likely range ahead.</li>
            <li>Change a supplier’s delivery time and watch the advice follow.</li>
            <li>Use the owner’s link in your terminal: what needs you today, how rows and chat are doing.</li>
          </ol>
          <a class="button" href="/owner">Enter the back office</a>
        </section>
        <section class="door engineer">
          <h2>I build shops</h2>
          <p>One script, three elements, a plain HTTP API.</p>
          <ol>
            <li>
              View this page’s source: the whole integration is one tag and <code>&lt;shop-chat&gt;</code>.
            </li>
            <li><a href="${shelfwiseOrigin}/openapi.json">Read the API</a> as OpenAPI 3.1.</li>
            <li>
              Ask it:
              <code
                >curl '${shelfwiseOrigin}/v1/recommendations?key=${publishableKey}&amp;placement=bestsellers'
                -H 'Origin: ${origin}'</code
              >
            </li>
            <li>
              Look at the response headers: a strict content security policy with Trusted Types, nothing
              inline.
            </li>
          </ol>
          <a class="button" href="${shelfwiseOrigin}/openapi.json">See the API</a>
        </section>
      </div>`,
  };
}
