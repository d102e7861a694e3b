import type { ShopProduct } from '../../catalogue/catalogue.js';
import { html, type Html } from '../html.js';
import type { Page } from '../layout.js';
import { productCard } from '../product-card.js';
import type { Section, ShopCatalogue } from '../shop-catalogue.js';

const pageSize = 24;

export interface ListOptions {
  page: number;
  sort: string;
  soldOut: ReadonlySet<string>;
}

const sorts: Record<string, { label: string; compare?: (a: ShopProduct, b: ShopProduct) => number }> = {
  popular: { label: 'Most popular' },
  cheap: { label: 'Price, low to high', compare: (a, b) => priceOf(a) - priceOf(b) },
  dear: { label: 'Price, high to low', compare: (a, b) => priceOf(b) - priceOf(a) },
  title: { label: 'Name', compare: (a, b) => a.title.localeCompare(b.title) },
};
const priceOf = ({ price, salePrice }: ShopProduct) => salePrice ?? price;

/** Cards of one list, sorted and in pages. `path` already carries whatever the list needs but page and order. */
function list(
  products: ShopProduct[],
  catalogue: ShopCatalogue,
  path: string,
  { page, sort, soldOut }: ListOptions,
): Html {
  const { compare } = sorts[sort] ?? sorts.popular!;
  const sorted = compare ? [...products].sort(compare) : products;
  const pages = Math.max(1, Math.ceil(sorted.length / pageSize));
  const current = Math.min(Math.max(1, page), pages);
  const shown = sorted.slice((current - 1) * pageSize, current * pageSize);
  const link = (to: number, order = sort) =>
    `${path}${path.includes('?') ? '&' : '?'}sort=${order}&page=${to}`;
  const isSoldOut = (product: ShopProduct) =>
    catalogue.variantsOf(product).every(({ code, discontinued }) => discontinued || soldOut.has(code));
  return html`<div class="list-head">
      <p>${sorted.length} ${sorted.length === 1 ? 'thing' : 'things'}</p>
      <p class="sorts">
        Sort:
        ${Object.entries(sorts).map(([name, { label }]) => html`<a href="${link(1, name)}" ${name === sort && html` aria-current="true"`}>${label}</a> `)}
      </p>
    </div>
    <ul class="grid">
      ${shown.map((product) => productCard(product, catalogue.variantsOf(product).length, isSoldOut(product)))}
    </ul>
    ${pages > 1 && html`<nav class="pager" aria-label="Pages">${current > 1 && html`<a href="${link(current - 1)}" rel="prev">Previous</a>`}<span>Page ${current} of ${pages}</span>${current < pages && html`<a href="${link(current + 1)}" rel="next">Next</a>`}</nav>`}`;
}

export function categoryPage(
  section: Section,
  shelf: string | undefined,
  catalogue: ShopCatalogue,
  options: ListOptions,
): Page {
  const shelfName = section.shelves.find(({ slug }) => slug === shelf)?.name;
  const path = `/category/${section.slug}${shelf === undefined ? '' : `/${shelf}`}`;
  return {
    title: shelfName ?? section.name,
    body: html`<nav class="crumbs" aria-label="You are here">
        <a href="/shop">Shop</a> /
        ${shelfName === undefined ? section.name : html`<a href="/category/${section.slug}">${section.name}</a> / ${shelfName}`}
      </nav>
      <h1>${shelfName ?? section.name}</h1>
      ${
        section.shelves.length > 1 &&
        html`<ul class="shelves">
          ${section.shelves.map(
            ({ name, slug, count }) =>
              html`<li>
                <a href="/category/${section.slug}/${slug}" ${slug === shelf && html` aria-current="page"`}
                  >${name} <small>${count}</small></a
                >
              </li>`,
          )}
        </ul>`
      }
      ${list(catalogue.inCategory(section.slug, shelf), catalogue, path, options)}`,
  };
}

export function searchPage(query: string, catalogue: ShopCatalogue, options: ListOptions): Page {
  const found = catalogue.search(query);
  return {
    title: query === '' ? 'Search' : `Search: ${query}`,
    body: html`<h1>${query === '' ? 'Search' : html`“${query}”`}</h1>
      ${
        found.length > 0
          ? list(found, catalogue, `/search?q=${encodeURIComponent(query)}`, options)
          : html`<p class="empty">
                ${query === '' ? 'What are you looking for?' : 'Nothing here has these words. Try fewer of them, or ask in the chat.'}
              </p>
              <section class="row"><shop-recs placement="bestsellers" limit="8"></shop-recs></section>`
      }`,
  };
}
