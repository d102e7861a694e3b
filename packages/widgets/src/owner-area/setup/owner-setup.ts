import { html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { OwnerClient } from '../../owner/owner-client.js';
import { OwnerSection } from '../owner-section.js';
import { sectionStyles } from '../section.styles.js';
import type { SettingField } from './setting-fields.js';
import { buyingFields, factFields, originFields, shopFields } from './setup-fields.js';
import './settings-form.js';

/**
 * What to paste into the shop, what the assistant may say about it, and everything else that is set once.
 *
 * @summary The section "Setup" of the owner's area.
 */
export class OwnerSetup extends OwnerSection<true> {
  static override styles = sectionStyles;

  @property({ attribute: false }) publishableKey: string | undefined;

  @state() private copied = '';

  /** All it shows comes with the settings, which the area around it has. */
  protected override async fetchData(_client: OwnerClient): Promise<true> {
    return true;
  }

  protected override renderData(): TemplateResult {
    return html`<section class="card" aria-labelledby="snippet">
        <h2 id="snippet">Put it into your shop</h2>
        <p class="hint">Paste this before &lt;/head&gt; of every page. It stores nothing before consent.</p>
        ${this.renderSnippet('head', this.headSnippet)}
        <p class="hint">Then put these where they shall appear. A chat button needs to be there only once.</p>
        ${this.renderSnippet('elements', elementsSnippet)}
        <p class="hint">
          And, if you like, the stock dashboard on a page that only you can see. It needs a small addition to
          your server: ask whoever builds your shop.
        </p>
        ${this.renderSnippet('dashboard', dashboardSnippet)}
        <div class="visually-hidden" role="status">${this.copied === '' ? '' : 'Copied.'}</div>
      </section>
      ${this.renderForm('origins', 'Where it may run', originFields)}
      <section class="card" aria-labelledby="facts">
        <header>
          <h2 id="facts">What the assistant may say about your shop</h2>
          <span class="hint">It never makes up what you leave empty.</span>
        </header>
        <div class="columns">
          ${factFields.map(
            ({ title, fields }) =>
              html`<section>
                <h3>${title}</h3>
                ${this.renderFields(fields, 'Save and go live')}
              </section>`,
          )}
        </div>
      </section>
      <div class="columns">
        ${this.renderForm('shop', 'Your shop', shopFields)}
        ${this.renderForm('buying', 'Buying again, unless a product says otherwise', buyingFields)}
      </div>`;
  }

  private get headSnippet(): string {
    const key = this.publishableKey ?? 'pk_…';
    const server = this.client?.server ?? location.origin;
    return [
      '<style>shop-recs { display: block; min-block-size: 22rem }</style>',
      `<script async src="${server}/v1/shop.js" data-key="${key}"></script>`,
    ].join('\n');
  }

  private async handleCopy(name: string, text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.copied = name;
    } catch {
      // Not allowed, or not over https: select it, so that Ctrl+C does.
      const range = document.createRange();
      range.selectNodeContents(this.renderRoot.querySelector(`#snippet-${name}`)!);
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
    }
  }

  private renderSnippet(name: string, text: string): TemplateResult {
    return html`<div class="row">
      <pre
        id="snippet-${name}"
        tabindex="0"
        role="group"
        aria-label="Code to paste"
      ><code>${text}</code></pre>
      <button type="button" @click=${() => void this.handleCopy(name, text)}>
        ${this.copied === name ? 'Copied' : 'Copy'}
      </button>
    </div>`;
  }

  private renderForm(id: string, title: string, fields: SettingField[]): TemplateResult {
    return html`<section class="card" aria-labelledby=${id}>
      <h2 id=${id}>${title}</h2>
      ${this.renderFields(fields, 'Save')}
    </section>`;
  }

  private renderFields(fields: SettingField[], action: string): TemplateResult {
    return html`<settings-form
      .client=${this.client}
      .settings=${this.settings}
      .fields=${fields}
      .action=${action}
    ></settings-form>`;
  }
}

const elementsSnippet = [
  '<shop-recs placement="for-you"></shop-recs>           <!-- home page -->',
  '<shop-recs placement="bought-together"></shop-recs>   <!-- product page -->',
  '<shop-recs placement="cart"></shop-recs>              <!-- cart -->',
  '<shop-chat></shop-chat>',
].join('\n');

const dashboardSnippet = '<stock-dashboard session-url="/my/shelfwise-session"></stock-dashboard>';

OwnerSetup.define('owner-setup');

declare global {
  interface HTMLElementTagNameMap {
    'owner-setup': OwnerSetup;
  }
}
