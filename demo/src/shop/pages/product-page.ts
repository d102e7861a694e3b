import type { ShopProduct } from '../../catalogue/catalogue.js';
import { html, jsonBlock } from '../html.js';
import type { Page } from '../layout.js';
import { currency } from '../money.js';
import { priceTag } from '../product-card.js';
import { slugOf, type ShopCatalogue } from '../shop-catalogue.js';
import { isOwnShop } from '../shop-identity.js';

export function productPage(product: ShopProduct, catalogue: ShopCatalogue, origin: string): Page {
  const variants = catalogue
    .variantsOf(product)
    .filter(({ discontinued, code }) => !discontinued || code === product.code);
  const [section, shelf] = product.category;
  const path = `/product/${encodeURIComponent(product.code)}`;
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
        price: ((product.salePrice ?? product.price) / 100).toFixed(2),
        priceCurrency: currency,
        availability: `https://schema.org/${product.discontinued ? 'Discontinued' : 'InStock'}`,
      },
    }),
    body: html`<nav class="crumbs" aria-label="You are here">
        <a href="/shop">Shop</a> / <a href="/category/${slugOf(section)}">${section}</a> /
        <a href="/category/${slugOf(section)}/${slugOf(shelf)}">${shelf}</a>
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
              ${variants.map(({ code, variantTitle, title }) => html`<a href="/product/${encodeURIComponent(code)}" title="${title}" ${code === product.code && html` aria-current="true"`}><img src="/pictures/${encodeURIComponent(code)}.svg" alt="" width="48" height="48" /><span>${variantTitle}</span></a>`)}
            </fieldset>`
          }
          ${
            product.discontinued
              ? html`<p class="gone">No longer sold.</p>`
              : html`<form class="add" method="post" action="/cart/items" data-add>
                  <input type="hidden" name="product" value="${product.code}" />
                  <label
                    >Quantity
                    <input name="quantity" type="number" value="1" min="1" max="999" inputmode="numeric"
                  /></label>
                  <button class="button">Add to cart</button>
                </form>`
          }
          ${
            !isOwnShop &&
            html`<ul class="promises">
              <li>Delivery in 2 to 4 days, £3.95; free from £40</li>
              <li>30 days to send it back</li>
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
