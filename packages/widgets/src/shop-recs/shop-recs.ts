import { html, nothing, type CSSResultGroup, type PropertyValues } from 'lit';
import { property, query, queryAll, state } from 'lit/decorators.js';
import type { Placement, ProductCard, RecommendationResponse } from '@shelfwise/core/wire';
import { ShopRecsClickEvent } from '../events/shop-recs-click-event.js';
import { ShopRecsLoadEvent } from '../events/shop-recs-load-event.js';
import { nextIcon, previousIcon } from '../internal/icons.js';
import { MessagesController } from '../internal/messages-controller.js';
import { pricesReady } from '../internal/prices-ready.js';
import { revealFocus } from '../internal/reveal-focus.js';
import { ShopElement } from '../internal/shop-element.js';
import { AddToCartController } from '../parts/product-card/add-to-cart-controller.js';
import { cardMessages } from '../parts/product-card/card-messages.js';
import { productCard, productCardSkeleton } from '../parts/product-card/product-card.js';
import { productCardStyles } from '../parts/product-card/product-card.styles.js';
import { ImpressionController } from './impression-controller.js';
import { RecommendationsController, type RecommendationState } from './recommendations-controller.js';
import { recsMessages, type RecsMessages } from './recs-messages.js';
import { rowTitle } from './row-title.js';
import { ScrollController } from './scroll-controller.js';
import { shopRecsStyles } from './shop-recs.styles.js';

/**
 * A row or grid of recommended products.
 *
 * ```html
 * <shop-recs placement="bought-together" limit="6">
 *   <a href="/bestsellers">Our bestsellers</a>
 * </shop-recs>
 * ```
 *
 * Its size is reserved before the products arrive and does not change when they do. When there is nothing to show, or
 * the server does not respond, the slotted content is shown. A row that is not in view yet is hidden instead.
 *
 * @attr placement - which recommendations: `for-you` (default), `bought-together`, `related`, `similar`, `trending`,
 *   `bestsellers`, `recently-viewed`, `buy-again`, `cart`
 * @attr product - key of the product that the row is about; the page's product when absent
 * @attr category - only products of this category
 * @attr limit - how many products, 1 to 24 (8)
 * @attr layout - `row` (default) or `grid`
 * @attr heading - text above the row; when absent, the reason or the placement decides it
 *
 * @slot - shown when there is nothing to recommend, and before the script has loaded
 * @slot heading - a heading of the page's own
 *
 * @fires shop-add-to-cart - cancelable: the page puts the product into its cart and calls `preventDefault()`;
 *   otherwise the browser opens the product's page
 * @fires shop-recs-click - cancelable: a product was clicked
 * @fires shop-recs-load - the products have loaded, or there are none
 * @fires shop-error - an error occurred inside
 *
 * @csspart heading - the text above the row
 * @csspart list - the scrolling row, or the grid
 * @csspart previous, next - the buttons that move the row
 * @csspart card, link, image, name, reason, price, rating, add - a product and what it shows
 *
 * @cssproperty --shop-recs-min-block-size - reserved height (22rem)
 * @cssproperty --shop-card-width - width of a card in a row, least width in a grid (11rem)
 * @cssproperty --shop-card-block-size - least height of a card in a grid (19rem)
 * @cssproperty --shop-card-background, --shop-card-padding - a card's surface (none)
 * @cssproperty --shop-gap - space between cards (1rem)
 * @cssproperty --shop-radius - rounding of cards, pictures and buttons (0.5rem)
 * @cssproperty --shop-accent - colour of the add button and of focus rings (the text's colour)
 * @cssproperty --shop-image-fit - `object-fit` of pictures (contain)
 */
export class ShopRecs extends ShopElement {
  static override styles: CSSResultGroup = [ShopElement.styles, productCardStyles, shopRecsStyles];

  /** Which recommendations. */
  @property() placement: Placement = 'for-you';
  /** Key of the product that the row is about. */
  @property() product: string | undefined;
  /** Only products of this category. */
  @property() category: string | undefined;
  /** How many products. */
  @property({ type: Number }) limit = 8;
  /** One line that scrolls, or as many as needed. */
  @property({ reflect: true }) layout: 'row' | 'grid' = 'row';
  /** Text above the row. */
  @property() heading: string | undefined;
  /** Set when there is nothing to show and the row is below the visible part of the page. */
  @property({ type: Boolean, reflect: true }) collapsed = false;

  @state() private announcement = '';
  @query('ul') private list!: HTMLElement | null;
  @queryAll('li[data-product]') private cards!: NodeListOf<HTMLElement>;

  private readonly messages = new MessagesController<RecsMessages>(this, 'shop-recs', [
    recsMessages,
    cardMessages,
  ]);
  private readonly recommendations = new RecommendationsController(
    this,
    () => ({
      placement: this.placement,
      product: this.product,
      category: this.category,
      limit: this.count,
    }),
    () => Promise.all([pricesReady(() => this.locale), this.messages.ready]),
    (now) => this.handleState(now),
  );
  private readonly addToCart = new AddToCartController(this);
  private readonly impressions = new ImpressionController(this);
  private readonly scroller = new ScrollController(this);

  override connectedCallback(): void {
    super.connectedCallback();
    this.guard(() => this.recommendations.load());
  }

  protected override pageChanged(): void {
    this.guard(() => this.recommendations.load());
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const asks = ['placement', 'product', 'category', 'limit'] as const;
    if (this.hasUpdated && asks.some((name) => changed.has(name))) {
      this.guard(() => this.recommendations.load());
    }
  }

  protected override updated(): void {
    const { state: now } = this.recommendations;
    this.scroller.watch(this.layout === 'row' ? (this.list ?? undefined) : undefined, now);
    if (now.status === 'ready') this.impressions.watch(now.answer.requestId, this.cards);
  }

  private handleState(now: RecommendationState) {
    if (now.status === 'loading') return;
    this.collapsed = now.status !== 'ready' && this.getBoundingClientRect().top > innerHeight;
    const items = now.status === 'ready' ? now.items : [];
    const filledBy = now.status === 'ready' ? now.answer.filledBy : this.placement;
    this.dispatchEvent(new ShopRecsLoadEvent({ placement: this.placement, filledBy, items }));
  }

  private handleVisit(event: MouseEvent, item: ProductCard, { requestId }: RecommendationResponse) {
    this.page.track({ type: 'click', requestId, product: item.product });
    const click = new ShopRecsClickEvent({ item, requestId });
    this.dispatchEvent(click);
    if (click.defaultPrevented) event.preventDefault();
  }

  private async handleAdd(item: ProductCard, { requestId }: RecommendationResponse) {
    await this.addToCart.add(item, requestId);
    const { title } = item;
    const result = this.addToCart.stateOf(item.product);
    if (result === 'added') this.announcement = this.messages.text('addedLabel', { title });
    if (result === 'failed') this.announcement = this.messages.text('failedLabel', { title });
  }

  private get count() {
    return Math.min(24, Math.max(1, Math.trunc(this.limit) || 8));
  }

  protected override render() {
    const { state: now, isBusy } = this.recommendations;
    const answer = now.status === 'ready' ? now.answer : undefined;
    const { placement } = this;
    const { localizer } = this.messages;
    const said = rowTitle(placement, answer, localizer);
    const ofPlacement = rowTitle(placement, undefined, localizer);
    const title = this.heading ?? this.recommendations.titleAmongRows(said, ofPlacement);
    // If the row has another heading, the shared reason is shown once below it and not on every card.
    const reason = answer?.reason && (said !== title || this.querySelector(':scope > [slot=heading]'));
    return html`<section class="row" aria-labelledby="heading" aria-busy=${isBusy}>
      <header>
        <div>
          <slot name="heading" id="heading"
            ><h2 part="heading" class="name" title=${title}>${title}</h2></slot
          >
          ${reason ? html`<p part="reason" class="reason" title=${said}>${said}</p>` : nothing}
        </div>
        ${this.layout === 'row' ? this.renderButtons() : nothing}
      </header>
      ${this.renderContent(now)}
      <p class="visually-hidden" role="status">${this.announcement}</p>
    </section>`;
  }

  private renderContent(now: RecommendationState) {
    switch (now.status) {
      case 'loading':
        return this.renderSkeletons();
      case 'ready':
        return this.renderItems(now.answer, now.items);
      case 'empty':
        return this.renderFallback(this.messages.text('empty'));
      case 'error':
        return this.renderFallback(this.messages.text('error'), true);
    }
  }

  private renderItems(answer: RecommendationResponse, items: ProductCard[]) {
    const { localizer } = this.messages;
    return html`<ul part="list" @scroll=${this.scroller.measure} @focusin=${revealFocus}>
      ${items.map(
        (item) =>
          html`<li data-product=${item.product}>
            ${productCard(item, {
              localizer,
              addState: this.addToCart.stateOf(item.product),
              onVisit: (event) => this.handleVisit(event, item, answer),
              onAdd: () => this.guard(() => this.handleAdd(item, answer)),
            })}
          </li>`,
      )}
    </ul>`;
  }

  private renderSkeletons() {
    return html`<p class="visually-hidden">${this.messages.text('loading')}</p>
      <ul part="list" aria-hidden="true">
        ${Array.from({ length: this.count }, () => html`<li>${productCardSkeleton()}</li>`)}
      </ul>`;
  }

  private renderFallback(text: string, canRetry = false) {
    const handleRetry = () => this.guard(() => this.recommendations.load(true));
    // White space between the tags counts as slotted content, so the slot's own fallback cannot be used.
    const hasOwn = [...this.childNodes].some((node) => !isSlotted(node) && node.textContent?.trim() !== '');
    if (hasOwn) return html`<div class="fallback"><slot></slot></div>`;
    return html`<div class="message" role="status">
      <span>${text}</span>
      ${
        canRetry
          ? html`<button class="add" type="button" @click=${handleRetry}>
              ${this.messages.text('retry')}
            </button>`
          : nothing
      }
    </div>`;
  }

  private renderButtons() {
    const { canGoBack, canGoOn } = this.scroller;
    // Without its words a button has no name yet.
    const isIdle = !this.messages.isReady || (!canGoBack && !canGoOn);
    return html`<div class="buttons" ?inert=${isIdle}>
      <button
        part="previous"
        class="move"
        type="button"
        aria-label=${this.messages.text('previous')}
        aria-disabled=${!canGoBack}
        @click=${() => this.scroller.move(-1)}
      >
        ${previousIcon()}
      </button>
      <button
        part="next"
        class="move"
        type="button"
        aria-label=${this.messages.text('next')}
        aria-disabled=${!canGoOn}
        @click=${() => this.scroller.move(1)}
      >
        ${nextIcon()}
      </button>
    </div>`;
  }
}

/** Whether a child is assigned to a named slot. */
const isSlotted = (node: Node) => node instanceof Element && node.slot !== '';

ShopRecs.define('shop-recs');

declare global {
  interface HTMLElementTagNameMap {
    'shop-recs': ShopRecs;
  }
}
