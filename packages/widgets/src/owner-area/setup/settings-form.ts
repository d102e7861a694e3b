import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { ShopSettings } from '@shelfwise/core/wire';
import { ApiProblem } from '../../internal/api-problem.js';
import { ShopElement } from '../../internal/shop-element.js';
import { SessionExpiredError } from '../../owner/embed-session.js';
import type { OwnerClient } from '../../owner/owner-client.js';
import { SessionEndedEvent } from '../session-ended-event.js';
import { SettingsChangeEvent } from './settings-change-event.js';
import { saveSettings } from './save-settings.js';
import {
  changedParts,
  faultsOf,
  toTyped,
  valueAt,
  valuesOf,
  type SettingField,
  type SettingValues,
} from './setting-fields.js';
import { formStyles } from '../../owner/form.styles.js';
import { sectionStyles } from '../section.styles.js';

type Outcome =
  | { kind: 'saved'; former: SettingValues; saved: SettingValues }
  | { kind: 'undone' }
  | { kind: 'unchanged' }
  | { kind: 'failed'; detail: string };

/**
 * A form for some of the shop's settings. It saves what was changed in it and nothing else, and not over what another
 * window saved in the meantime. What was saved can be undone; a fault that the server finds is shown at its field.
 *
 * @summary Labelled fields of settings with one save button.
 * @event {SettingsChangeEvent} owner-settings-change - The server holds new settings.
 */
export class SettingsForm extends ShopElement {
  static override styles = [...sectionStyles, formStyles];

  @property({ attribute: false }) client: OwnerClient | undefined;
  @property({ attribute: false }) settings: ShopSettings | undefined;
  @property({ attribute: false }) fields: readonly SettingField[] = [];
  /** Text of the save button. */
  @property() action = 'Save';

  @state() private typed: Record<string, string> = {};
  /** What was held, by path, when its field was changed here. */
  private seen: SettingValues = {};
  /** Fields that another window changed in the meantime. */
  @state() private newer: readonly string[] = [];
  @state() private serverFaults: Record<string, string> = {};
  @state() private isSaving = false;
  @state() private outcome: Outcome | undefined;

  /** Whether something was changed here and not saved. */
  get isChanged(): boolean {
    return this.settings !== undefined && Object.keys(changedParts(this.settings, this.values)).length > 0;
  }

  private get values(): SettingValues {
    return valuesOf(this.fields, this.settings!, this.typed);
  }

  private handleInput(field: SettingField, event: Event): void {
    const input = event.target as HTMLInputElement;
    const text = field.kind === 'checkbox' ? String(input.checked) : input.value;
    if (!(field.path in this.typed)) this.seen[field.path] = valueAt(this.settings!, field.path);
    this.typed = { ...this.typed, [field.path]: text };
    // What was said of the former values is not true of these.
    this.outcome = undefined;
    this.serverFaults = {};
  }

  private async handleSubmit(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.settings || this.isSaving) return;
    this.serverFaults = {};
    const [firstFault] = Object.keys(faultsOf(this.fields, this.settings, this.typed));
    if (firstFault) return this.focusField(firstFault);
    if (!this.isChanged) {
      this.outcome = { kind: 'unchanged' };
      return;
    }
    const { values, seen } = this;
    await this.save(values, seen, { kind: 'saved', former: { ...seen }, saved: values });
  }

  private async save(values: SettingValues, seen: SettingValues, success: Outcome): Promise<void> {
    if (!this.client) return;
    const sent = this.typed;
    this.isSaving = true;
    this.outcome = undefined;
    try {
      const { settings, newer } = await saveSettings(this.client, values, seen);
      this.settings = settings;
      this.newer = newer;
      if (newer.length === 0) {
        // What was typed while it was being saved is still to be saved.
        this.typed = Object.fromEntries(
          Object.entries(this.typed).filter(([path, text]) => text !== sent[path]),
        );
        this.outcome = success;
      } else {
        for (const path of newer) this.seen[path] = valueAt(settings, path);
        this.outcome = { kind: 'failed', detail: 'it was changed in another window in the meantime.' };
      }
      this.dispatchEvent(new SettingsChangeEvent(settings));
    } catch (error) {
      this.handleFailure(error);
    } finally {
      this.isSaving = false;
    }
  }

  private handleFailure(error: unknown): void {
    if (error instanceof SessionExpiredError) this.dispatchEvent(new SessionEndedEvent());
    if (error instanceof ApiProblem) {
      for (const { pointer, detail } of error.errors) {
        const path = pointer.slice(1).replaceAll('/', '.');
        const field = this.fields.find((known) => path === known.path || path.startsWith(`${known.path}.`));
        if (field) this.serverFaults = { ...this.serverFaults, [field.path]: field.refused ?? detail };
      }
    }
    this.outcome = { kind: 'failed', detail: this.explain(error) };
  }

  /** Follows "Not saved:". */
  private explain(error: unknown): string {
    if (error instanceof ApiProblem) {
      if (error.status === 0) return 'the server does not answer.';
      if (error.code === 'conflict') return 'somebody else is saving at this moment. Try again.';
      if (Object.keys(this.serverFaults).length > 0) return 'look at what is marked.';
      if (error.code === 'invalid-request') return 'the server does not take this.';
    }
    return error instanceof Error ? error.message : String(error);
  }

  private focusField(path: string): void {
    this.renderRoot.querySelector<HTMLElement>(`[name="${path}"]`)?.focus();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { settings, isChanged } = this;
    if (!settings) return nothing;
    const faults = { ...this.serverFaults, ...faultsOf(this.fields, settings, this.typed) };
    return html`<form novalidate @submit=${(event: Event) => void this.handleSubmit(event)}>
      <div class="fields">
        ${this.fields.map((field) =>
          this.renderField(field, this.typed[field.path] ?? toTyped(field, settings), faults[field.path]),
        )}
      </div>
      <div class="actions">
        <button class="primary" aria-disabled=${isChanged && !this.isSaving ? 'false' : 'true'}>
          ${this.isSaving ? 'Saving …' : this.action}
        </button>
        <span role="status">${this.renderOutcome()}</span>
      </div>
    </form>`;
  }

  private renderField(field: SettingField, typed: string, fault: string | undefined): TemplateResult {
    const id = field.path.replaceAll('.', '-');
    const hint = fault ?? this.newerValue(field) ?? field.hint;
    return html`<label class="field ${field.kind}">
      <span>${field.label}${field.kind === 'money' ? `, ${this.currencySign}` : ''}</span>
      ${this.renderControl(field, typed, fault !== undefined, hint === undefined ? undefined : `${id}-hint`)}
      ${hint === undefined ? nothing : html`<span id="${id}-hint" class=${fault ? 'fault' : 'hint'}>${hint}</span>`}
    </label>`;
  }

  /** What another window saved, while this one shows what was typed here. */
  private newerValue(field: SettingField): string | undefined {
    if (!this.newer.includes(field.path) || !(field.path in this.typed)) return undefined;
    const choice = field.choices?.find(({ value }) => value === toTyped(field, this.settings!));
    const held = choice?.label ?? toTyped(field, this.settings!);
    const what = field.kind === 'checkbox' ? (held === 'true' ? 'ticked' : 'not ticked') : `“${held}”`;
    return `Changed in another window: now ${held === '' ? 'empty' : what}. Save again to replace it.`;
  }

  private get currencySign(): string {
    const format = new Intl.NumberFormat(this.locale, {
      style: 'currency',
      currency: this.settings!.currency,
    });
    return format.formatToParts(0).find(({ type }) => type === 'currency')!.value;
  }

  private renderControl(
    field: SettingField,
    typed: string,
    isWrong: boolean,
    describedBy: string | undefined,
  ): TemplateResult {
    const listen = (event: Event) => this.handleInput(field, event);
    const invalid = isWrong ? 'true' : 'false';
    if (field.kind === 'choice') {
      return html`<select name=${field.path} aria-describedby=${describedBy ?? nothing} @change=${listen}>
        ${(field.choices ?? []).map(
          ({ value, label }) => html`<option value=${value} .selected=${value === typed}>${label}</option>`,
        )}
      </select>`;
    }
    if (field.kind === 'checkbox') {
      return html`<input
        type="checkbox"
        name=${field.path}
        .checked=${typed === 'true'}
        aria-describedby=${describedBy ?? nothing}
        @change=${listen}
      />`;
    }
    if (field.kind === 'long-text' || field.kind === 'lines') {
      return html`<textarea
        name=${field.path}
        rows="3"
        .value=${typed}
        aria-invalid=${invalid}
        aria-describedby=${describedBy ?? nothing}
        @input=${listen}
      ></textarea>`;
    }
    return html`<input
      type=${inputTypes[field.kind]}
      inputmode=${inputTypes[field.kind] === 'text' && field.kind !== 'text' ? 'decimal' : nothing}
      autocomplete="off"
      name=${field.path}
      ?required=${field.required}
      .value=${live(typed)}
      aria-invalid=${invalid}
      aria-describedby=${describedBy ?? nothing}
      @input=${listen}
    />`;
  }

  private renderOutcome(): TemplateResult | string {
    const { outcome } = this;
    if (!outcome) return '';
    if (outcome.kind === 'undone') return 'Undone: the former values are back.';
    if (outcome.kind === 'unchanged') return 'Nothing was changed.';
    if (outcome.kind === 'failed') return html`<span class="fault">Not saved: ${outcome.detail}</span>`;
    return html`Saved.
      <button
        type="button"
        class="quiet"
        @click=${() => void this.save(outcome.former, outcome.saved, { kind: 'undone' })}
      >
        Undo
      </button>`;
  }
}

/** Numbers are text fields with a decimal keyboard: number fields change when one scrolls over them. */
const inputTypes: Record<
  Exclude<SettingField['kind'], 'choice' | 'checkbox' | 'lines' | 'long-text'>,
  string
> = {
  text: 'text',
  email: 'email',
  url: 'url',
  secret: 'password',
  number: 'text',
  integer: 'text',
  percent: 'text',
  money: 'text',
};

SettingsForm.define('settings-form');

declare global {
  interface HTMLElementTagNameMap {
    'settings-form': SettingsForm;
  }
}
