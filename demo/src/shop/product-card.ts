import type { ShopProduct } from '../catalogue/catalogue.js';
import { html, type Html } from './html.js';
import { money } from './money.js';

export function priceTag({ price, salePrice }: ShopProduct): Html {
  return salePrice === undefined
    ? html`<span class="price">${money(price)}</span>`
    : html`<span class="price sale"
        ><span class="hidden">Now </span>${money(salePrice)}
        <s><span class="hidden">before </span>${money(price)}</s></span
      >`;
}

/** The shop's own card, in its category and search pages. */
export function productCard(product: ShopProduct, variants: number, isSoldOut: boolean): Html {
  return html`<li class="card">
    <a href="/product/${encodeURIComponent(product.code)}">
      <img
        src="/pictures/${encodeURIComponent(product.code)}.svg"
        alt=""
        width="240"
        height="240"
        loading="lazy"
      />
      <span class="title">${product.title}</span></a
    >
    ${priceTag(product)}${variants > 1 && html`<span class="kinds">${variants} kinds</span>`}${isSoldOut && html`<span class="gone">Out of stock</span>`}
  </li>`;
}
