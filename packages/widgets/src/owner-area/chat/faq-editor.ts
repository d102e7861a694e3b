import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { BatchResult, FaqInput } from '@shelfwise/core/wire';
import type { OwnerClient } from '../../owner/owner-client.js';
import { formStyles } from '../../owner/form.styles.js';
import { OwnerSection } from '../owner-section.js';
import { sectionStyles } from '../section.styles.js';

/** The fields as typed. A new entry has no key yet. */
interface Draft {
  key?: string;
  question: string;
  variations: string;
  answer: string;
  url: string;
}

const emptyDraft: Draft = { question: '', variations: '', answer: '', url: '' };

/**
 * The owner's own questions and answers: the assistant gives them word for word. A deleted one can be put back.
 *
 * @summary List and editor of FAQ entries.
 */
export class FaqEditor extends OwnerSection<FaqInput[]> {
  static override styles = [...sectionStyles, formStyles];

  /** Begins a new entry with this question. */
  @property() question = '';

  @state() private draft: Draft | undefined;
  @state() private isSaving = false;
  @state() private fault = '';
  @state() private announcement = '';
  @state() private deleted: FaqInput | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('question') && this.question) this.draft = { ...emptyDraft, question: this.question };
  }

  protected override async fetchData(client: OwnerClient, signal: AbortSignal): Promise<FaqInput[]> {
    const { entries } = await client.get<{ entries: FaqInput[] }>('/v1/faq', {}, signal);
    return entries;
  }

  private handleType(name: keyof Draft, event: Event): void {
    this.draft = { ...(this.draft ?? emptyDraft), [name]: (event.target as HTMLInputElement).value };
  }

  private async handleSubmit(event: Event): Promise<void> {
    event.preventDefault();
    const { draft } = this;
    if (!draft || this.isSaving) return;
    const missing = (['question', 'answer'] as const).find((name) => draft[name].trim() === '');
    if (missing) {
      this.fault = missing === 'question' ? 'The question is needed.' : 'The answer is needed.';
      this.renderRoot.querySelector<HTMLElement>(`[name=${missing}]`)?.focus();
      return;
    }
    if (await this.save(toEntry(draft))) {
      this.draft = undefined;
      this.announcement = 'Saved. The assistant learns it within a minute or two.';
    }
  }

  private async save(entry: FaqInput): Promise<boolean> {
    if (!this.client) return false;
    this.isSaving = true;
    this.fault = '';
    try {
      const result = await this.client.send<BatchResult>('POST', '/v1/faq', { entries: [entry] });
      const [rejected] = result.rejected;
      if (rejected) {
        this.fault = `${rejected.pointer.split('/').at(-1)}: ${rejected.detail ?? rejected.code}`;
        return false;
      }
      await this.load();
      return true;
    } catch (error) {
      this.fault = this.explain(error);
      return false;
    } finally {
      this.isSaving = false;
    }
  }

  private async handleDelete(entry: FaqInput): Promise<void> {
    if (!this.client) return;
    try {
      await this.client.send('DELETE', `/v1/faq/${encodeURIComponent(entry.key)}`);
      this.deleted = entry;
      this.announcement = `“${entry.question}” was deleted.`;
      await this.load();
    } catch (error) {
      this.announcement = this.explain(error);
    }
  }

  private async handleRestore(entry: FaqInput): Promise<void> {
    this.deleted = undefined;
    if (await this.save(entry)) this.announcement = `“${entry.question}” is back.`;
  }

  protected override renderData(entries: FaqInput[]): TemplateResult {
    return html`<section class="card" aria-labelledby="faq">
      <header>
        <h2 id="faq">Your own answers</h2>
        <span class="hint">The assistant gives them word for word.</span>
        <span class="hint" role="status">
          ${this.announcement}
          ${
            this.deleted
              ? html`<button
                  type="button"
                  class="quiet"
                  @click=${() => void this.handleRestore(this.deleted!)}
                >
                  Undo
                </button>`
              : nothing
          }
        </span>
        ${
          this.draft
            ? nothing
            : html`<button type="button" class="more" @click=${() => (this.draft = emptyDraft)}>
                Add an answer
              </button>`
        }
      </header>
      ${this.draft && !this.draft.key ? this.renderForm(this.draft) : nothing}
      ${
        entries.length === 0 && !this.draft
          ? html`<p class="hint">
              None yet. Add what shoppers ask most: opening hours, gift wrapping, warranties.
            </p>`
          : nothing
      }
      <ul class="plain">
        ${repeat(
          entries,
          (entry) => entry.key,
          (entry) =>
            html`<li>
              ${this.draft?.key === entry.key ? this.renderForm(this.draft) : this.renderEntry(entry)}
            </li>`,
        )}
      </ul>
    </section>`;
  }

  private renderEntry(entry: FaqInput): TemplateResult {
    return html`<strong>${entry.question}</strong>
      <p>${entry.answer}</p>
      ${
        entry.variations.length > 0
          ? html`<p class="hint">Also: ${entry.variations.join(' · ')}</p>`
          : nothing
      }
      <span class="row">
        <button
          type="button"
          aria-label="Edit “${entry.question}”"
          @click=${() => (this.draft = toDraft(entry))}
        >
          Edit
        </button>
        <button
          type="button"
          class="quiet"
          aria-label="Delete “${entry.question}”"
          @click=${() => void this.handleDelete(entry)}
        >
          Delete
        </button>
      </span>`;
  }

  private renderForm(draft: Draft): TemplateResult {
    return html`<form novalidate @submit=${(event: Event) => void this.handleSubmit(event)}>
      <label
        >Question
        <input
          name="question"
          required
          maxlength="500"
          .value=${draft.question}
          @input=${(event: Event) => this.handleType('question', event)}
      /></label>
      <label
        >Other ways to ask it, one a line
        <textarea
          name="variations"
          rows="2"
          .value=${draft.variations}
          @input=${(event: Event) => this.handleType('variations', event)}
        ></textarea>
      </label>
      <label
        >Answer
        <textarea
          name="answer"
          required
          rows="3"
          maxlength="5000"
          .value=${draft.answer}
          @input=${(event: Event) => this.handleType('answer', event)}
        ></textarea>
      </label>
      <label
        >Page to read more on (may stay empty)
        <input
          name="url"
          type="url"
          .value=${draft.url}
          @input=${(event: Event) => this.handleType('url', event)}
      /></label>
      <div class="actions">
        <button class="primary" aria-disabled=${this.isSaving ? 'true' : 'false'}>
          ${this.isSaving ? 'Saving …' : 'Save and go live'}
        </button>
        <button type="button" @click=${() => (this.draft = undefined)}>Cancel</button>
        <span class="fault" role="alert">${this.fault}</span>
      </div>
    </form>`;
  }
}

function toDraft(entry: FaqInput): Draft {
  return { ...entry, variations: entry.variations.join('\n'), url: entry.url ?? '' };
}

/** A new entry's key is made from its question, and from the time so that two alike do not replace each other. */
function toEntry({ key, question, variations, answer, url }: Draft): FaqInput {
  const lines = variations.split('\n').map((line) => line.trim());
  const words = question.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return {
    key: key ?? `${words.join('-').slice(0, 60)}-${Date.now().toString(36)}`,
    question: question.trim(),
    variations: lines.filter((line) => line !== ''),
    answer: answer.trim(),
    ...(url.trim() !== '' && { url: url.trim() }),
  };
}

FaqEditor.define('faq-editor');

declare global {
  interface HTMLElementTagNameMap {
    'faq-editor': FaqEditor;
  }
}
