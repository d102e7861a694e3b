import type { ShopProduct } from '../../catalogue/catalogue.js';
import { html, jsonBlock } from '../html.js';
import type { Page } from '../layout.js';
import { deliveryPromise, giftShopFacts, type Delivery } from '../facts.js';
import { currency, decimal } from '../money.js';
import { priceTag } from '../product-card.js';
import { maxQuantity } from '../session.js';
import { slugOf, type ShopCatalogue } from '../shop-catalogue.js';
import { isOwnShop } from '../shop-identity.js';

/** From this many on, how many are left is nobody's worry. */
const fewLeft = 5;

export interface ProductView {
  product: ShopProduct;
  catalogue: ShopCatalogue;
  origin: string;
  /** Undefined: not known. */
  left: number | undefined;
  soldOut: ReadonlySet<string>;
  delivery: Delivery;
  problem?: string;
}

export function productPage({
  product,
  catalogue,
  origin,
  left,
  soldOut,
  delivery,
  problem,
}: ProductView): Page {
  const variants = catalogue
    .variantsOf(product)
    .filter(({ discontinued, code }) => !discontinued || code === product.code);
  const [section, shelf] = product.category;
  const path = `/product/${encodeURIComponent(product.code)}`;
  const promises = [
    deliveryPromise(delivery),
    isOwnShop ? undefined : `${giftShopFacts.returnDays} days to send it back`,
  ].filter((promise) => promise !== undefined);
  const isOut = left === 0;
  const availability = product.discontinued ? 'Discontinued' : isOut ? 'OutOfStock' : 'InStock';
  const picture = `/pictures/${encodeURIComponent(product.code)}.svg`;
  return {
    title: product.title,
    description: product.description,
    head: jsonBlock('application/ld+json', {
      '@context': 'https://schema.org',
      '@type': 'Product',
      sku: product.code,
      name: product.title,
      description: product.description,
      category: product.category.join(' > '),
      image: origin + picture,
      url: origin + path,
      offers: {
        '@type': 'Offer',
        price: decimal(product.salePrice ?? product.price),
        priceCurrency: currency,
        availability: `https://schema.org/${availability}`,
      },
    }),
    body: html`<nav class="crumbs" aria-label="You are here">
        <a href="/shop">Shop</a> / <a href="/category/${slugOf(section)}">${section}</a>
        ${shelf !== section && html`/ <a href="/category/${slugOf(section)}/${slugOf(shelf)}">${shelf}</a>`}
      </nav>
      <article class="product">
        <img class="picture" src="${picture}" alt="Drawing of ${product.title}" width="560" height="560" />
        <div>
          <h1>${product.title}</h1>
          ${priceTag(product)}
          <p>${product.description}</p>
          ${
            variants.length > 1 &&
            html`<fieldset class="variants">
              <legend>Kind: ${product.variantTitle}</legend>
              ${variants.map(({ code, variantTitle, title }) => html`<a href="/product/${encodeURIComponent(code)}" title="${title}" ${code === product.code && html` aria-current="true"`}><img src="/pictures/${encodeURIComponent(code)}.svg" alt="" width="48" height="48" /><span>${variantTitle}${soldOut.has(code) && ' (out of stock)'}</span></a>`)}
            </fieldset>`
          }
          ${problem !== undefined && html`<p class="problem" role="alert">${problem}</p>`}
          ${
            product.discontinued
              ? html`<p class="gone">No longer sold.</p>`
              : html`${isOut && html`<p class="gone">Out of stock</p>`}
                  ${left !== undefined && !isOut && left <= fewLeft && html`<p class="left">Only ${left} left</p>`}
                  <form class="add" method="post" action="/cart/items" data-add>
                    <input type="hidden" name="product" value="${product.code}" />
                    <label
                      >Quantity
                      <input
                        name="quantity"
                        type="number"
                        value="1"
                        min="1"
                        max="${isOut ? 1 : Math.min(left ?? maxQuantity, maxQuantity)}"
                        inputmode="numeric"
                        ${isOut && html` disabled`}
                    /></label>
                    <button class="button" ${isOut && html` disabled`}>Add to cart</button>
                  </form>`
          }
          ${
            promises.length > 0 &&
            html`<ul class="promises">
              ${promises.map((promise) => html`<li>${promise}</li>`)}
            </ul>`
          }
          <p class="code">Product ${product.code}</p>
        </div>
      </article>
      <section class="row"><shop-recs placement="bought-together" limit="6"></shop-recs></section>
      <section class="row">
        <shop-recs placement="related" limit="8" heading="You may also like"></shop-recs>
      </section>
      <section class="row"><shop-recs placement="similar" limit="8"></shop-recs></section>`,
  };
}
