import { html } from '../html.js';
import type { Page } from '../layout.js';
import { isOwnShop, shopName } from '../shop-identity.js';
import type { ShopCatalogue } from '../shop-catalogue.js';

/** @param isKnown Somebody with a past: their first row is personal. A stranger's is what is popular, said once. */
export function homePage({ sections, cards }: ShopCatalogue, isKnown: boolean): Page {
  const faces = cards.slice(0, 4);
  return {
    title: isOwnShop ? 'Welcome' : 'Gifts and things for the home',
    ...(!isOwnShop && { description: 'Gifts, candles, mugs, cards and things for the home.' }),
    body: html`<section class="hero">
        <div>
          ${
            isOwnShop
              ? html`<h1>Your shop, with recommendations</h1>
                  <p>Made from your orders: what you see below was learned from them.</p>`
              : html`<h1>Small things that make a house feel like yours</h1>
                  <p>
                    Nearly four thousand gifts, from cake stands to candles. Chosen with care, sent the same
                    day.
                  </p>`
          }
          <a class="button" href="/category/${sections[0]?.slug ?? ''}">Look around</a>
        </div>
        <div class="hero-pictures" aria-hidden="true">
          ${faces.map(({ code }) => html`<img src="/pictures/${encodeURIComponent(code)}.svg" alt="" width="220" height="220" />`)}
        </div>
      </section>
      <section class="row"><shop-recs placement="for-you" limit="8"></shop-recs></section>
      <section>
        <h2>Departments</h2>
        <ul class="tiles">
          ${sections.map(
            ({ name, slug, face, count }) =>
              html`<li>
                <a href="/category/${slug}"
                  ><img
                    src="/pictures/${encodeURIComponent(face.code)}.svg"
                    alt=""
                    width="160"
                    height="160"
                    loading="lazy"
                  /><span>${name}</span><small>${count} things</small></a
                >
              </li>`,
          )}
        </ul>
      </section>
      ${isKnown && html`<section class="row"><shop-recs placement="trending" limit="8"></shop-recs></section>`}
      <section class="row"><shop-recs placement="bestsellers" limit="8"></shop-recs></section>
      <p class="note">Welcome to ${shopName}. Pictures here are drawn from the products’ names.</p>`,
  };
}
