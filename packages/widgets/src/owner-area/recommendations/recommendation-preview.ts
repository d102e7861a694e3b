import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InventoryItem, InventoryPage, PageSettings, Placement } from '@shelfwise/core/wire';
import type { ShopAddToCartEvent } from '../../events/shop-add-to-cart-event.js';
import type { ShopRecsClickEvent } from '../../events/shop-recs-click-event.js';
import type { ShopRecsLoadEvent } from '../../events/shop-recs-load-event.js';
import { pageClient } from '../../internal/page-client.js';
import { ShopElement } from '../../internal/shop-element.js';
import '../../shop-recs/shop-recs.js';
import type { OwnerClient } from '../../owner/owner-client.js';
import { placementWords } from './placement-words.js';
import { sectionStyles } from '../section.styles.js';

/** Rows that are about one product. */
const placements: Placement[] = ['bought-together', 'related', 'similar'];
const searchPauseMs = 250;

/**
 * What shoppers would see now beside a product, in the very element that they see. A click on a recommended product
 * leads to its own preview.
 *
 * @summary Live recommendations for a product that the owner picks.
 */
export class RecommendationPreview extends ShopElement {
  static override styles = sectionStyles;

  @property({ attribute: false }) client: OwnerClient | undefined;
  @property({ attribute: false }) publishableKey: string | undefined;

  @state() private found: InventoryItem[] = [];
  @state() private chosen: { product: string; title: string } | undefined;
  @state() private isReady = false;
  @state() private announcement = '';
  /** What filled each row, by placement. */
  @state() private filledBy: Partial<Record<Placement, string>> = {};

  private searchPause: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.searchPause);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if ((changed.has('publishableKey') || changed.has('client')) && this.publishableKey && this.client) {
      this.guard(() => this.prepare(this.client!.server, this.publishableKey!));
    }
  }

  /** The rows find server and key where shop.js would have put them. */
  private async prepare(server: string, key: string): Promise<void> {
    this.page.update({ server, key });
    const settings = await pageClient.get<PageSettings>('/v1/settings', { key });
    this.page.update({ settings, detected: true });
    this.isReady = true;
    await this.search('');
  }

  private handleInput(event: Event): void {
    const text = (event.target as HTMLInputElement).value;
    clearTimeout(this.searchPause);
    this.searchPause = setTimeout(() => this.guard(() => this.search(text)), searchPauseMs);
  }

  private async search(text: string): Promise<void> {
    if (!this.client) return;
    const { items } = await this.client.get<InventoryPage>('/v1/inventory', {
      search: text,
      sort: 'soldPerDay',
      pageSize: 6,
    });
    this.found = items;
    this.chosen ??= items[0];
    if (text !== '') this.announcement = `${items.length} products found.`;
  }

  private handleClick(event: ShopRecsClickEvent): void {
    event.preventDefault();
    this.chosen = event.detail.item;
  }

  private handleLoad({ detail }: ShopRecsLoadEvent): void {
    this.filledBy = { ...this.filledBy, [detail.placement]: detail.filledBy };
  }

  /** Which row it is; its own heading is what shoppers read. */
  private describeRow(placement: Placement): string {
    const filledBy = this.filledBy[placement] ?? placement;
    const name = placementWords[placement] ?? placement;
    if (filledBy === placement) return `Row “${name}”`;
    return `Row “${name}”: too little is known for it yet, so it shows “${placementWords[filledBy] ?? filledBy}”`;
  }

  private handleAdd(event: ShopAddToCartEvent): void {
    // There is no cart here.
    event.preventDefault();
  }

  protected override render(): TemplateResult {
    return html`<section class="card" aria-labelledby="preview">
      <header>
        <h2 id="preview">See it for a product</h2>
        <span class="hint">Just as a shopper would see it now.</span>
      </header>
      ${
        this.publishableKey
          ? nothing
          : html`<p class="hint">Your shop has no page key yet. Ask whoever runs the server for one.</p>`
      }
      <label
        >Product
        <input
          type="search"
          autocomplete="off"
          placeholder="Title or product code"
          ?disabled=${!this.isReady}
          @input=${(event: Event) => this.handleInput(event)}
      /></label>
      <div class="row" role="group" aria-label="Products found">
        ${this.found.map(
          (item) =>
            html`<button
              type="button"
              aria-pressed=${item.product === this.chosen?.product ? 'true' : 'false'}
              @click=${() => (this.chosen = item)}
            >
              ${item.title}
            </button>`,
        )}
      </div>
      <div class="visually-hidden" role="status">${this.announcement}</div>
      ${this.isReady && this.chosen ? this.renderRows(this.chosen) : nothing}
    </section>`;
  }

  /** The rows say themselves that they load, have nothing, or failed: content between their tags would hide which. */
  private renderRows({ product, title }: { product: string; title: string }): TemplateResult {
    return html`<h3>${title}</h3>
      <div
        @shop-recs-load=${(event: ShopRecsLoadEvent) => this.handleLoad(event)}
        @shop-recs-click=${(event: ShopRecsClickEvent) => this.handleClick(event)}
        @shop-add-to-cart=${(event: ShopAddToCartEvent) => this.handleAdd(event)}
      >
        ${placements.map(
          (placement) =>
            html`<p class="hint about-row">${this.describeRow(placement)}</p>
              <shop-recs placement=${placement} product=${product} limit="8"></shop-recs>`,
        )}
      </div>`;
  }
}

RecommendationPreview.define('recommendation-preview');

declare global {
  interface HTMLElementTagNameMap {
    'recommendation-preview': RecommendationPreview;
  }
}
