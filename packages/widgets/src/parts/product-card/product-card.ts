import { html, nothing, type TemplateResult } from 'lit';
import type { ProductCard } from '@shelfwise/core/wire';
import { starIcon } from '../../internal/icons.js';
import type { Localizer } from '../../internal/localizer.js';
import { safeUrl } from '../../internal/safe-url.js';
import type { AddState } from './add-to-cart-controller.js';
import type { CardMessages } from './card-messages.js';
import { reasonText } from './reason-text.js';

export interface ProductCardOptions {
  localizer: Localizer<CardMessages>;
  addState: AddState;
  onVisit: (event: MouseEvent) => void;
  onAdd: () => void;
}

/**
 * A product as a template, so that its parts belong to the element that shows it: `card`, `link`, `image`,
 * `name`, `reason`, `price`, `rating`, `add`. The size of the card does not depend on the product's data.
 */
export function productCard(item: ProductCard, options: ProductCardOptions): TemplateResult {
  const { localizer, onVisit } = options;
  const url = safeUrl(item.url);
  return html`<article part="card" class="card">
    <a part="link" class="link" href=${url ?? nothing} @click=${onVisit}>
      ${picture(item)}
      <span part="name" class="name">${item.title}</span>
    </a>
    ${reason(item, localizer)}
    <div class="facts">${price(item, localizer)} ${rating(item, localizer)}</div>
    ${addButton(item, options)}
  </article>`;
}

/** A placeholder of the same size, shown while products load. */
export const productCardSkeleton = (): TemplateResult =>
  html`<div class="card" aria-hidden="true">
    <div class="picture bone"></div>
    <span class="name"><span class="bone line"></span></span>
    <div class="facts"><span class="bone line short"></span></div>
    <div class="add bone"></div>
  </div>`;

function picture(item: ProductCard) {
  const image = safeUrl(item.image);
  const handleError = (event: Event) => (event.target as HTMLElement).parentElement?.classList.add('missing');
  return html`<span class="picture ${image ? '' : 'missing'}" data-letter=${[...item.title][0] ?? ''}>
    ${
      image
        ? html`<img part="image" src=${image} alt="" loading="lazy" decoding="async" @error=${handleError} />`
        : nothing
    }
  </span>`;
}

/** A reason of a newer server has no text here and is left out. */
function reason(item: ProductCard, localizer: Localizer<CardMessages>) {
  const text = item.reason ? reasonText(item.reason, localizer) : '';
  return text === '' ? nothing : html`<p part="reason" class="reason">${text}</p>`;
}

function price(item: ProductCard, localizer: Localizer<CardMessages>) {
  const { price: full, salePrice, currency } = item;
  if (salePrice === undefined || salePrice >= full) {
    return html`<span part="price" class="price">${localizer.money(full, currency)}</span>`;
  }
  return html`<span part="price" class="price">
    <span class="visually-hidden">${localizer.text('now')}</span>
    <ins>${localizer.money(salePrice, currency)}</ins>
    <span class="visually-hidden">${localizer.text('was')}</span>
    <del>${localizer.money(full, currency)}</del>
  </span>`;
}

function rating(item: ProductCard, localizer: Localizer<CardMessages>) {
  if (!item.rating) return nothing;
  const value = localizer.number(item.rating.value, { maximumFractionDigits: 1 });
  const { count } = item.rating;
  const label =
    count === undefined
      ? localizer.text('rating', { value })
      : localizer.text('ratingCount', { value, count });
  return html`<span part="rating" class="rating" role="img" aria-label=${label}>${starIcon()}${value}</span>`;
}

function addButton(item: ProductCard, { localizer, addState, onAdd }: ProductCardOptions) {
  const { title } = item;
  if (item.availability === 'out_of_stock' || item.availability === 'discontinued') {
    return html`<p class="sold-out">${localizer.text('soldOut')}</p>`;
  }
  const [name, label] = (
    {
      idle: ['add', 'addLabel'],
      adding: ['adding', 'addLabel'],
      added: ['added', 'addedLabel'],
      failed: ['failed', 'failedLabel'],
    } as const
  )[addState];
  return html`<button
    part="add"
    class="add"
    type="button"
    aria-label=${localizer.text(label, { title })}
    aria-disabled=${addState === 'adding'}
    @click=${onAdd}
  >
    ${localizer.text(name)}
  </button>`;
}
