import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { BatchResult, InventoryItem } from '@shelfwise/core/wire';
import { ShopElement } from '../../internal/shop-element.js';
import { InventoryChangeEvent } from '../inventory-change-event.js';
import type { OwnerClient } from '../../owner/owner-client.js';
import { ownerStyles } from '../../owner/owner.styles.js';
import { createStockText, type StockText } from '../../owner/stock-text.js';
import { supplyTermsStyles } from './supply-terms-form.styles.js';
import { describeFailure } from '../../owner/trouble.js';

/** That of the server's schema. */
const most = 100_000_000;

/**
 * The owner's own count of a product, for shops without a system that reports it.
 *
 * @summary "How many do you have?"
 * @event {InventoryChangeEvent} shop-inventory-change - A count was saved.
 */
export class StockCountForm extends ShopElement {
  static override styles = [...ownerStyles, supplyTermsStyles];

  @property({ attribute: false }) client: OwnerClient | undefined;
  @property({ attribute: false }) item: InventoryItem | undefined;

  /** As typed; absent while the field was not touched. */
  @state() private typed: string | undefined;
  @state() private isSaving = false;
  @state() private outcome: { text: string; isFault: boolean } | undefined;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const former = changed.get('item') as InventoryItem | undefined;
    if (former && former.product !== this.item?.product) this.typed = this.outcome = undefined;
  }

  private get words(): StockText {
    return createStockText(this.locale, 'USD');
  }

  /** What is wrong with the typed count; an empty field is a fault only when it is sent. */
  private fault(typed: string): string | undefined {
    const count = Number(typed);
    const isGood = typed.trim() !== '' && Number.isInteger(count) && count >= 0 && count <= most;
    return isGood ? undefined : this.words.text('mustBeWhole', { min: 0, max: this.words.integer(most) });
  }

  private async handleSubmit(event: Event): Promise<void> {
    event.preventDefault();
    const { client, item, typed = '', words } = this;
    if (!client || !item || this.isSaving) return;
    this.typed = typed;
    if (this.fault(typed)) {
      this.renderRoot.querySelector('input')?.focus();
      return;
    }
    this.isSaving = true;
    this.outcome = undefined;
    try {
      const stockLevel = Number(typed);
      const levels = [{ product: item.product, stockLevel, simulated: false }];
      const result = await client.send<BatchResult>('POST', '/v1/stock-levels', { levels });
      const [rejected] = result.rejected;
      if (rejected) throw new Error(rejected.detail ?? rejected.code);
      const isStale = result.duplicates > 0;
      this.typed = undefined;
      this.outcome = isStale
        ? { text: words.text('countStale'), isFault: true }
        : { text: words.text('countSaved', { count: words.integer(stockLevel) }), isFault: false };
      this.dispatchEvent(new InventoryChangeEvent(item.product));
    } catch (error) {
      const text = words.text('saveFailed', { detail: describeFailure(error, words) });
      this.outcome = { text, isFault: true };
    } finally {
      this.isSaving = false;
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { item, typed, outcome, words } = this;
    if (!item) return nothing;
    const fault = typed === undefined ? undefined : this.fault(typed);
    return html`<form novalidate @submit=${(event: Event) => void this.handleSubmit(event)}>
      <div class="fields">
        <label>
          ${words.text('count')}
          <input
            name="count"
            type="number"
            inputmode="numeric"
            min="0"
            max=${most}
            step="1"
            required
            .value=${live(typed ?? (item.stockLevel === undefined ? '' : String(item.stockLevel)))}
            aria-invalid=${fault ? 'true' : 'false'}
            aria-describedby="count-hint"
            @input=${(event: Event) => {
              this.typed = (event.target as HTMLInputElement).value;
            }}
          />
          <span id="count-hint" class=${fault ? 'fault' : 'hint'}>${fault ?? words.text('countHint')}</span>
        </label>
      </div>
      <div class="actions">
        <button class="primary" aria-disabled=${typed !== undefined && !this.isSaving ? 'false' : 'true'}>
          ${words.text(this.isSaving ? 'saving' : 'save')}
        </button>
        <span role="status" class=${outcome?.isFault ? 'fault' : ''}>${outcome?.text ?? ''}</span>
      </div>
    </form>`;
  }
}

StockCountForm.define('stock-count-form');

declare global {
  interface HTMLElementTagNameMap {
    'stock-count-form': StockCountForm;
  }
}
