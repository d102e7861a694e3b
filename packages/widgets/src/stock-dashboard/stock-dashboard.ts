import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { InventoryPage } from '@shelfwise/core/wire';
import { queryString } from '../internal/api-client.js';
import { ShopElement } from '../internal/shop-element.js';
import { BackgroundController } from './background-controller.js';
import { EmbedSession, sessionFrom, type FetchSession } from '../owner/embed-session.js';
import { inventoryColumns } from './table/inventory-columns.js';
import {
  isFiltered,
  toQuery,
  withFilter,
  withSort,
  withoutFilters,
  type FilterName,
  type InventoryView,
} from './table/inventory-view.js';
import { createOwnerClient, type OwnerClient } from '../owner/owner-client.js';
import { ownerStyles } from '../owner/owner.styles.js';
import { saveFile } from './save-file.js';
import { serverOrigin } from '../owner/server-origin.js';
import { renderSimulated } from './stock-badges.js';
import { dashboardStyles } from './stock-dashboard.styles.js';
import { renderFilters } from './table/stock-filters.js';
import { describePage, renderPager } from './table/stock-pager.js';
import { renderSummary } from './table/stock-summary.js';
import { renderTable } from './table/stock-table.js';
import { viewFromText, viewToText } from './table/view-text.js';
import { createStockText, type StockText } from '../owner/stock-text.js';
import { StockViewChangeEvent } from './stock-view-change-event.js';
import { describeTrouble, type Trouble } from '../owner/trouble.js';
import './detail/stock-detail.js';

/** Typing is sent to the server after this pause. */
const searchPauseMs = 250;

/**
 * The owner's stock: what to order, when, how many, and why.
 *
 * ```html
 * <stock-dashboard session-url="/my/shelfwise-session"></stock-dashboard>
 * ```
 * The page's own server answers `POST session-url` with `{ token, expiresAt }`, which it got from
 * `POST /v1/embed-sessions`; or the page sets `fetchSession`. With neither, the element says what is missing. The
 * token stays in memory.
 *
 * It leaves the page's address alone. A page that wants the filters to outlast a reload keeps `view`, which every
 * `shop-stock-view-change` tells, and gives it back.
 *
 * @summary Stock, forecasts and reorder advice for the shop's owner.
 * @event {InventoryChangeEvent} shop-inventory-change - The owner changed a product's terms or snoozed its alert.
 * @event {StockViewChangeEvent} shop-stock-view-change - The owner chose other filters, another order or page.
 * @csspart summary - Counts by status and what is lost a day.
 * @csspart filters - Search and filters.
 * @csspart table - The table of products.
 * @csspart pager - Turning pages.
 * @cssproperty --shop-accent - Color of links, buttons and the forecast.
 * @cssproperty --shop-on-accent - Color of text on the accent.
 * @cssproperty --shop-surface - Background of what opens over the page (the page's background).
 * @cssproperty --shop-text - Color of text (the page's).
 */
export class StockDashboard extends ShopElement {
  static override styles = [...ownerStyles, dashboardStyles];

  /** Address on the page's own server that gives a session. */
  @property({ attribute: 'session-url' }) sessionUrl = '';

  /** Origin of the Shelfwise server; where `shop.js` came from when absent. */
  @property() server = '';

  /** Instead of `session-url`: how to get a session. */
  @property({ attribute: false }) fetchSession: FetchSession | undefined;

  /** Only products in this state, until the owner chooses another: `out`, `order-now` and so on. */
  @property() status = '';

  /** Filters, order and page, as the query of an address: `status=out&sort=daysLeft&page=2`. Follows the owner. */
  @property() view = '';

  @state() private chosen: InventoryView = viewFromText('');
  @state() private shown: InventoryPage | undefined;
  /** What `shown` is the answer to: by now the owner may have typed something else. */
  private shownView = this.chosen;
  @state() private trouble: Trouble | undefined;
  @state() private isBusy = false;
  @state() private isExporting = false;
  @state() private opened: string | undefined;
  @state() private announcement = '';

  @query('dialog') private dialog!: HTMLDialogElement | null;

  private readonly background = new BackgroundController(this);
  private client: OwnerClient | undefined;
  private request: AbortController | undefined;
  private searchPause: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    // Put back after it was taken away: what is shown may be old.
    if (this.client) void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.searchPause);
    this.request?.abort();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const isTold = this.take(changed);
    if (!['sessionUrl', 'server', 'fetchSession'].some((name) => changed.has(name))) {
      if (isTold) void this.load();
      return;
    }
    const source = this.fetchSession ?? (this.sessionUrl ? sessionFrom(this.sessionUrl) : undefined);
    this.client = source && createOwnerClient(this.server || serverOrigin(), new EmbedSession(source));
    if (this.client) void this.load();
  }

  /** Whether the page tells another view than the one that stands. */
  private take(changed: Map<PropertyKey, unknown>): boolean {
    // A whole view, where there is one, says more than the state to begin with.
    const isView = changed.has('view') && (this.hasUpdated || this.view !== '');
    if (!isView && !changed.has('status')) return false;
    const view = isView ? viewFromText(this.view) : withFilter(this.chosen, 'status', this.status);
    const text = viewToText(view);
    const isOther = text !== viewToText(this.chosen);
    if (isOther) {
      clearTimeout(this.searchPause);
      this.chosen = view;
    }
    this.view = text;
    return isOther;
  }

  protected override updated(): void {
    this.background.measure();
  }

  /** Asks the server again for what is shown. */
  async load(): Promise<void> {
    if (!this.client) return;
    this.request?.abort();
    const request = (this.request = new AbortController());
    this.isBusy = true;
    const view = this.chosen;
    try {
      const page = await this.client.get<InventoryPage>('/v1/inventory', toQuery(view), request.signal);
      if (request.signal.aborted) return;
      // An address may name a page that there is no longer.
      const last = Math.max(1, Math.ceil(page.total / view.pageSize));
      if (view.page > last) return this.show({ ...view, page: last });
      this.shown = page;
      this.shownView = view;
      this.trouble = undefined;
      this.announcement = this.describe(page);
    } catch (error) {
      if (!request.signal.aborted) this.trouble = describeTrouble(error, this.words);
    } finally {
      if (this.request === request) this.isBusy = false;
    }
  }

  private get words(): StockText {
    return createStockText(this.locale, this.shown?.currency ?? 'USD');
  }

  private describe(page: InventoryPage): string {
    const { words } = this;
    const column = inventoryColumns.find(({ sort }) => sort === this.chosen.sort);
    const label = column ? column.label : this.chosen.sort === 'title' ? 'product' : 'mostUrgent';
    const sorting = this.chosen.order === 'asc' ? 'sortedUp' : 'sortedDown';
    return `${words.text(sorting, { column: words.text(label) })} ${describePage(page, words)}.`;
  }

  private show(view: InventoryView): void {
    this.chosen = view;
    clearTimeout(this.searchPause);
    const text = viewToText(view);
    if (text !== this.view) {
      this.view = text;
      this.dispatchEvent(new StockViewChangeEvent(text));
    }
    void this.load();
  }

  private handleFilter(name: FilterName, value: string): void {
    const view = withFilter(this.chosen, name, value);
    if (name !== 'search') return this.show(view);
    this.chosen = view;
    clearTimeout(this.searchPause);
    this.searchPause = setTimeout(() => this.show(view), searchPauseMs);
  }

  private async handleExport(): Promise<void> {
    if (!this.client) return;
    this.isExporting = true;
    try {
      const { page: _page, pageSize: _pageSize, ...filters } = toQuery(this.chosen);
      saveFile('stock.csv', await this.client.download(`/v1/inventory/export.csv${queryString(filters)}`));
      this.announcement = this.words.text('exported');
    } catch (error) {
      this.trouble = describeTrouble(error, this.words);
    } finally {
      this.isExporting = false;
    }
  }

  /** Shows one product in detail, by the shop's own key. */
  async open(product: string): Promise<void> {
    this.opened = product;
    await this.updateComplete;
    this.dialog?.showModal();
  }

  private handleClosed(): void {
    this.opened = undefined;
  }

  /** A click beside the drawer closes it, as people expect. */
  private handleBackdrop(event: Event): void {
    if (event.target === this.dialog) this.dialog?.close();
  }

  protected override render(): TemplateResult {
    return html`<div class="page">${this.renderContent()}</div>
      <div class="visually-hidden" role="status">${this.announcement}</div>
      ${this.renderDialog()}`;
  }

  private renderContent(): TemplateResult {
    const { shown, trouble, words } = this;
    if (!this.fetchSession && !this.sessionUrl)
      return renderMessage(words.text('unsetTitle'), words.text('unset'));
    if (trouble?.isExpired || (trouble && !shown)) return this.renderTrouble(trouble);
    if (!shown) return renderLoading(words);
    // Of an answer to a search that was emptied since it says nothing, and would take the search box away.
    if (shown.total === 0 && !isFiltered(this.chosen) && !isFiltered(this.shownView)) {
      return renderMessage(words.text('emptyTitle'), words.text('empty'));
    }
    return html`${trouble ? this.renderTrouble(trouble) : nothing} ${this.renderSimulatedNotice(shown)}
    ${renderSummary(shown.summary, words, this.chosen.status, (status) => this.handleFilter('status', status))}
    ${renderFilters(this.chosen, shown, this.isExporting, words, {
      filter: (name, value) => this.handleFilter(name, value),
      sort: (sort) => this.show(withSort(this.chosen, sort)),
      clear: () => this.show(withoutFilters(this.chosen)),
      exportCsv: () => void this.handleExport(),
    })}
    ${
      shown.items.length === 0
        ? html`<p>${words.text('noMatch')}</p>`
        : renderTable(shown.items, this.chosen, this.isBusy, words, {
            sort: (sort) => this.show(withSort(this.chosen, sort)),
            open: (product) => void this.open(product),
          })
    }
    ${renderPager(shown, words, {
      page: (page) => this.show({ ...this.chosen, page }),
      pageSize: (pageSize) => this.show({ ...this.chosen, page: 1, pageSize }),
    })}`;
  }

  private renderSimulatedNotice({ summary }: InventoryPage): TemplateResult | typeof nothing {
    if (!summary.simulated) return nothing;
    return html`<p class="notice">
      ${renderSimulated(true, this.words)} ${this.words.text('simulatedNotice')}
    </p>`;
  }

  private renderTrouble(trouble: Trouble): TemplateResult {
    return html`<div class="message" role="alert">
      <h2>${trouble.title}</h2>
      <p>${trouble.detail}</p>
      <button type="button" @click=${() => void this.load()}>${this.words.text('retry')}</button>
    </div>`;
  }

  private renderDialog(): TemplateResult | typeof nothing {
    if (!this.opened || !this.client) return nothing;
    return html`<dialog
      aria-label=${this.words.text('product')}
      @close=${() => this.handleClosed()}
      @click=${(event: Event) => this.handleBackdrop(event)}
      @shop-inventory-change=${() => void this.load()}
    >
      <form method="dialog"><button class="quiet close">${this.words.text('close')}</button></form>
      <stock-detail .client=${this.client} .product=${this.opened}></stock-detail>
    </dialog>`;
  }
}

function renderMessage(title: string, detail: string): TemplateResult {
  return html`<div class="message">
    <h2>${title}</h2>
    <p>${detail}</p>
  </div>`;
}

function renderLoading(words: StockText): TemplateResult {
  return html`<div class="skeleton" aria-busy="true">
    <span class="visually-hidden">${words.text('loading')}</span>
    <div class="bone tall"></div>
    ${Array.from({ length: 8 }, () => html`<div class="bone"></div>`)}
  </div>`;
}

StockDashboard.define('stock-dashboard');

declare global {
  interface HTMLElementTagNameMap {
    'stock-dashboard': StockDashboard;
  }
}
