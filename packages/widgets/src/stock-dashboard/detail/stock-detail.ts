import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InventoryDetail, InventoryItem } from '@shelfwise/core/wire';
import { ShopElement } from '../../internal/shop-element.js';
import '../../parts/demand-chart/demand-chart.js';
import { methodInWords } from './forecast-method.js';
import { inventoryColumns } from '../table/inventory-columns.js';
import type { OwnerClient } from '../../owner/owner-client.js';
import { ownerStyles } from '../../owner/owner.styles.js';
import { renderSimulated, renderStatus } from '../stock-badges.js';
import { detailStyles } from './stock-detail.styles.js';
import { createStockText, type StockText } from '../../owner/stock-text.js';
import { describeFailure } from '../../owner/trouble.js';
import './stock-alert.js';
import './stock-count-form.js';
import './supply-terms-form.js';

/**
 * Everything about one product's stock: figures, the chart of what sold and what is likely ahead, how that was worked
 * out, and what the owner may change.
 *
 * @summary One product of the stock dashboard.
 */
export class StockDetail extends ShopElement {
  static override styles = [...ownerStyles, detailStyles];

  @property({ attribute: false }) client: OwnerClient | undefined;
  /** The shop's own key of the product. */
  @property() product = '';

  @state() private detail: InventoryDetail | undefined;
  @state() private failure: string | undefined;

  private request: AbortController | undefined;

  constructor() {
    super();
    this.addEventListener('shop-inventory-change', (event) => {
      void this.load();
      // Other terms are other advice. What the advice itself changed, it has read already.
      const advice = this.renderRoot.querySelector('stock-alert');
      if (event.composedPath()[0] !== advice) void advice?.load();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.request?.abort();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('product') && !changed.has('client')) return;
    this.detail = undefined;
    void this.load();
  }

  async load(): Promise<void> {
    if (!this.client || !this.product) return;
    this.request?.abort();
    const request = (this.request = new AbortController());
    try {
      const path = `/v1/inventory/${encodeURIComponent(this.product)}`;
      const detail = await this.client.get<InventoryDetail>(path, {}, request.signal);
      if (request.signal.aborted) return;
      this.detail = detail;
      this.failure = undefined;
    } catch (error) {
      if (!request.signal.aborted) this.failure = describeFailure(error, this.words);
    }
  }

  private get words(): StockText {
    return createStockText(this.locale, this.detail?.currency ?? 'USD');
  }

  protected override render(): TemplateResult {
    const { detail, words } = this;
    if (this.failure) return this.renderFailure(this.failure);
    if (!detail) {
      return html`<div class="skeleton" aria-busy="true">
        <span class="visually-hidden">${words.text('detailLoading')}</span>
        <div class="bone"></div>
        <div class="bone tall"></div>
        <div class="bone tall"></div>
      </div>`;
    }
    return html`<div class="page">
      ${this.renderHeader(detail.item)}
      <stock-alert .client=${this.client} .product=${this.product}></stock-alert>
      <stock-count-form .client=${this.client} .item=${detail.item}></stock-count-form>
      ${this.renderFigures(detail.item)} ${this.renderChart(detail)} ${this.renderMethod(detail)}
      <section>
        <h3>${words.text('terms')} ${renderSimulated(detail.item.simulated, words)}</h3>
        <supply-terms-form .client=${this.client} .item=${detail.item}></supply-terms-form>
      </section>
    </div>`;
  }

  private renderFailure(failure: string): TemplateResult {
    return html`<div class="message" role="alert">
      <h2>${this.words.text('detailFailed')}</h2>
      <p>${failure}</p>
      <button type="button" @click=${() => void this.load()}>${this.words.text('retry')}</button>
    </div>`;
  }

  private renderHeader(item: InventoryItem): TemplateResult {
    return html`<header>
      ${item.image ? html`<img src=${item.image} alt="" width="72" height="72" />` : nothing}
      <div>
        <h2>${item.title}${item.variantTitle ? html` · ${item.variantTitle}` : nothing}</h2>
        <p class="marks">
          ${renderStatus(item.status, this.words)} ${renderSimulated(item.simulated, this.words)}
          <span>${item.product}</span>
          ${item.supplier ? html`<span>${item.supplier}</span>` : nothing}
        </p>
      </div>
    </header>`;
  }

  private renderFigures(item: InventoryItem): TemplateResult {
    const { words } = this;
    return html`<dl>
      ${inventoryColumns.map((column) => {
        const note = column.note?.(item, words);
        return renderFigure(
          words.text(column.label),
          html`${column.value(item, words) ?? '–'}${
            note === undefined ? nothing : html`<span class="note">${note}</span>`
          }`,
        );
      })}
      ${
        item.predictedDemand === undefined
          ? nothing
          : renderFigure(words.text('expectedSales'), words.quantity(item.predictedDemand))
      }
      ${
        item.lastRestocked
          ? renderFigure(words.text('lastRestocked'), words.dayWithYear(item.lastRestocked.slice(0, 10)))
          : nothing
      }
    </dl>`;
  }

  private renderChart({ item, history, forecast }: InventoryDetail): TemplateResult {
    return html`<section>
      <h3>${this.words.text('chartTitle')}</h3>
      <demand-chart
        .history=${history}
        .forecast=${forecast}
        .protectionDays=${item.leadTime.mean + item.reviewPeriod}
      ></demand-chart>
    </section>`;
  }

  private renderMethod({ forecast }: InventoryDetail): TemplateResult {
    const { words } = this;
    if (!forecast) return html`<p class="method">${words.text('noForecast')}</p>`;
    const tried = Object.entries(forecast.backtest?.losses ?? {}).sort(([, a], [, b]) => a - b);
    return html`<section class="method">
      <h3>${words.text('method')}</h3>
      <p>
        ${words.text('methodFrom', { method: methodInWords(forecast.model) })}
        ${words.text('forecastMade', { at: words.instant(forecast.madeAt) })}
      </p>
      ${
        tried.length === 0 || !forecast.backtest
          ? nothing
          : html`<details>
              <summary>${words.text('methodCompared', { count: forecast.backtest.windows })}</summary>
              <table>
                <thead>
                  <tr>
                    <th scope="col">${words.text('methodName')}</th>
                    <th scope="col">${words.text('methodLoss')}</th>
                  </tr>
                </thead>
                <tbody>
                  ${tried.map(
                    ([name, loss]) =>
                      html`<tr>
                        <td>
                          ${methodInWords(name)}
                          ${
                            name === forecast.model
                              ? html`<span class="badge">${words.text('methodUsed')}</span>`
                              : nothing
                          }
                        </td>
                        <td>${words.precise(loss)}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>
            </details>`
      }
    </section>`;
  }
}

function renderFigure(label: string, value: unknown): TemplateResult {
  return html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;
}

StockDetail.define('stock-detail');

declare global {
  interface HTMLElementTagNameMap {
    'stock-detail': StockDetail;
  }
}
