import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ShopSettings } from '@shelfwise/core/wire';
import { ApiProblem } from '../internal/api-problem.js';
import { ShopElement } from '../internal/shop-element.js';
import { SessionExpiredError } from '../owner/embed-session.js';
import type { OwnerClient } from '../owner/owner-client.js';
import { createStockText, type StockText } from '../owner/stock-text.js';
import { SessionEndedEvent } from './session-ended-event.js';

/** What every section of the owner's area shares: its client, the shop's settings, and loading with its states. */
export abstract class OwnerSection<Data> extends ShopElement {
  @property({ attribute: false }) client: OwnerClient | undefined;
  @property({ attribute: false }) settings: ShopSettings | undefined;

  @state() protected data: Data | undefined;
  @state() protected failure: string | undefined;

  private request: AbortController | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.request?.abort();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('client')) void this.load();
  }

  protected abstract fetchData(client: OwnerClient, signal: AbortSignal): Promise<Data>;
  protected abstract renderData(data: Data): TemplateResult;

  /** Asks the server again for everything shown. */
  async load(): Promise<void> {
    if (!this.client) return;
    this.request?.abort();
    const request = (this.request = new AbortController());
    try {
      const data = await this.fetchData(this.client, request.signal);
      if (request.signal.aborted) return;
      this.data = data;
      this.failure = undefined;
    } catch (error) {
      if (!request.signal.aborted) this.failure = this.explain(error);
    }
  }

  /** One sentence for people. A session that ended ends the whole area. */
  protected explain(error: unknown): string {
    if (error instanceof SessionExpiredError) this.dispatchEvent(new SessionEndedEvent());
    if (error instanceof ApiProblem && error.status === 0) return 'The server does not answer.';
    return error instanceof Error ? error.message : String(error);
  }

  /** Numbers, money and days as the shop writes them. */
  protected get words(): StockText {
    return createStockText(this.locale, this.settings?.currency ?? 'USD');
  }

  protected override render(): TemplateResult {
    return html`${this.failure ? this.renderFailure(this.failure) : nothing}
    ${
      this.data === undefined
        ? this.failure
          ? nothing
          : html`<div class="skeleton" aria-busy="true">
              <span class="visually-hidden">Loading …</span>
              <div class="bone tall"></div>
              <div class="bone tall"></div>
            </div>`
        : this.renderData(this.data)
    }`;
  }

  private renderFailure(failure: string): TemplateResult {
    return html`<div class="message" role="alert">
      <h2>This could not be loaded</h2>
      <p>${failure}</p>
      <button type="button" @click=${() => void this.load()}>Try again</button>
    </div>`;
  }
}
