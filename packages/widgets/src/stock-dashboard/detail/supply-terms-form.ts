import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { InventoryItem, SupplyTerms } from '@shelfwise/core/wire';
import { ShopElement } from '../../internal/shop-element.js';
import { InventoryChangeEvent } from '../inventory-change-event.js';
import type { OwnerClient } from '../../owner/owner-client.js';
import { ownerStyles } from '../../owner/owner.styles.js';
import { createStockText, type StockText } from '../../owner/stock-text.js';
import {
  changedTerms,
  checkTerm,
  readTerms,
  termFields,
  type TermField,
  type TermValues,
} from './supply-terms.js';
import { supplyTermsStyles } from './supply-terms-form.styles.js';
import { describeFailure } from '../../owner/trouble.js';

type Outcome =
  { kind: 'saved'; former: TermValues } | { kind: 'undone' } | { kind: 'failed'; detail: string };

/**
 * What the owner knows about buying a product again, to be edited in place. Nothing is sent before all fields are
 * good; what was saved can be undone.
 *
 * @summary Delivery time, pack size, minimum order and chance of not running out.
 * @event {InventoryChangeEvent} shop-inventory-change - Terms were saved or taken back.
 */
export class SupplyTermsForm extends ShopElement {
  static override styles = [...ownerStyles, supplyTermsStyles];

  @property({ attribute: false }) client: OwnerClient | undefined;
  @property({ attribute: false }) item: InventoryItem | undefined;

  /** What stands in the fields, as typed; a field that was not touched is absent. */
  @state() private typed: Partial<Record<TermField['name'], string>> = {};
  @state() private isSaving = false;
  @state() private outcome: Outcome | undefined;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const former = changed.get('item') as InventoryItem | undefined;
    if (former && former.product !== this.item?.product) {
      this.typed = {};
      this.outcome = undefined;
    }
  }

  private get words(): StockText {
    return createStockText(this.locale, 'USD');
  }

  private get faults(): Partial<Record<TermField['name'], string>> {
    const faults: Partial<Record<TermField['name'], string>> = {};
    for (const field of termFields) {
      const typed = this.typed[field.name];
      const fault = typed === undefined ? undefined : checkTerm(field, typed);
      if (fault) faults[field.name] = this.words.text(fault, { min: field.min, max: field.max });
    }
    return faults;
  }

  private async handleSubmit(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.item || this.isSaving) return;
    const [firstFault] = Object.keys(this.faults);
    if (firstFault) {
      this.renderRoot.querySelector<HTMLInputElement>(`[name="${firstFault}"]`)?.focus();
      return;
    }
    const former = readTerms(this.item);
    const next = { ...former };
    for (const [name, typed] of Object.entries(this.typed)) next[name as TermField['name']] = Number(typed);
    await this.save(changedTerms(former, next), { kind: 'saved', former });
  }

  private async handleUndo(former: TermValues): Promise<void> {
    if (!this.item) return;
    await this.save(changedTerms(readTerms(this.item), former), { kind: 'undone' });
  }

  private async save(terms: SupplyTerms, success: Outcome): Promise<void> {
    const { client, item } = this;
    if (!client || !item || Object.keys(terms).length === 0) return;
    this.isSaving = true;
    this.outcome = undefined;
    try {
      await client.send('PATCH', `/v1/inventory/${encodeURIComponent(item.product)}`, terms);
      this.typed = {};
      this.outcome = success;
      this.item = { ...item, ...terms } as InventoryItem;
      this.dispatchEvent(new InventoryChangeEvent(item.product));
    } catch (error) {
      this.outcome = { kind: 'failed', detail: describeFailure(error, this.words) };
    } finally {
      this.isSaving = false;
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.item) return nothing;
    const values = readTerms(this.item);
    const { faults, words } = this;
    const isChanged = termFields.some(
      ({ name }) => this.typed[name] !== undefined && Number(this.typed[name]) !== values[name],
    );
    return html`<form novalidate @submit=${(event: Event) => void this.handleSubmit(event)}>
      <div class="fields">
        ${termFields.map((field) => this.renderField(field, values[field.name], faults[field.name]))}
      </div>
      <div class="actions">
        <button class="primary" aria-disabled=${isChanged && !this.isSaving ? 'false' : 'true'}>
          ${words.text(this.isSaving ? 'saving' : 'save')}
        </button>
        <span role="status">${this.renderOutcome()}</span>
      </div>
    </form>`;
  }

  private renderField(field: TermField, value: number, fault: string | undefined): TemplateResult {
    return html`<label>
      ${this.words.text(field.label)}
      <input
        name=${field.name}
        type="number"
        inputmode=${field.step === 1 ? 'numeric' : 'decimal'}
        min=${field.min}
        max=${field.max}
        step=${field.step}
        required
        .value=${live(this.typed[field.name] ?? String(value))}
        aria-invalid=${fault ? 'true' : 'false'}
        aria-describedby="${field.name}-hint"
        @input=${(event: Event) => {
          this.typed = { ...this.typed, [field.name]: (event.target as HTMLInputElement).value };
          // What was said of the former values is not true of these.
          this.outcome = undefined;
        }}
      />
      <span id="${field.name}-hint" class=${fault ? 'fault' : 'hint'}
        >${fault ?? this.words.text(field.hint)}</span
      >
    </label>`;
  }

  private renderOutcome(): TemplateResult | string {
    const { outcome, words } = this;
    if (!outcome) return '';
    if (outcome.kind === 'undone') return words.text('undone');
    if (outcome.kind === 'failed') {
      return html`<span class="fault">${words.text('saveFailed', { detail: outcome.detail })}</span>`;
    }
    return html`${words.text('saved')}
      <button type="button" class="quiet" @click=${() => void this.handleUndo(outcome.former)}>
        ${words.text('undo')}
      </button>`;
  }
}

SupplyTermsForm.define('supply-terms-form');

declare global {
  interface HTMLElementTagNameMap {
    'supply-terms-form': SupplyTermsForm;
  }
}
