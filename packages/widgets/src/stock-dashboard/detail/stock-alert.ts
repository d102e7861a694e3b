import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { AlertList, AlertOutput } from '@shelfwise/core/wire';
import { ShopElement } from '../../internal/shop-element.js';
import { InventoryChangeEvent } from '../inventory-change-event.js';
import type { OwnerClient } from '../../owner/owner-client.js';
import { ownerStyles } from '../../owner/owner.styles.js';
import { alertDetail, alertTitle } from './alert-text.js';
import { alertStyles } from './stock-alert.styles.js';
import { createStockText, type StockText } from '../../owner/stock-text.js';
import { describeFailure } from '../../owner/trouble.js';

const snoozeDays = [1, 3, 7, 14, 30] as const;

/**
 * The alerts of one product, if it has any, and a way to be left alone by them for a while.
 *
 * @summary An alert and its snooze button.
 * @event {InventoryChangeEvent} shop-inventory-change - The alert was snoozed or woken.
 */
export class StockAlert extends ShopElement {
  static override styles = [...ownerStyles, alertStyles];

  @property({ attribute: false }) client: OwnerClient | undefined;
  @property() product = '';

  @state() private alerts: AlertOutput[] = [];
  @state() private announcement = '';

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('client') && !changed.has('product')) return;
    this.alerts = [];
    void this.load();
  }

  async load(): Promise<void> {
    if (!this.client || !this.product) return;
    try {
      const { product } = this;
      const { alerts } = await this.client.get<AlertList>('/v1/alerts', { product });
      if (product === this.product) this.alerts = alerts.filter((alert) => alert.product === product);
    } catch {
      // The detail around this says what is wrong with the server; an alert that is missing adds nothing.
    }
  }

  private get words(): StockText {
    return createStockText(this.locale, 'USD');
  }

  /** Puts all alerts of the product aside, or wakes them with 0 days. */
  private async snooze(days: number): Promise<void> {
    const { client } = this;
    if (!client) return;
    try {
      for (const { key } of this.alerts) {
        await client.send('POST', '/v1/alerts/snooze', { alert: key, days });
      }
      this.announcement = this.words.text(days > 0 ? 'snoozed' : 'woken');
      await this.load();
      this.dispatchEvent(new InventoryChangeEvent(this.product));
    } catch (error) {
      this.announcement = describeFailure(error, this.words);
    }
  }

  private handleSubmit(event: Event): void {
    event.preventDefault();
    const days = new FormData(event.target as HTMLFormElement).get('days');
    void this.snooze(Number(days));
  }

  protected override render(): TemplateResult {
    return html`${this.alerts.length > 0 ? this.renderAlerts() : nothing}
      <span role="status" class="notice">${this.announcement}</span>`;
  }

  /** One box for the product: what is wrong above, what to do about it below, and nothing said twice. */
  private renderAlerts(): TemplateResult {
    const { words, alerts } = this;
    const first = alerts.find(({ kind }) => kind === 'out-of-stock') ?? alerts[0]!;
    const others = alerts.filter((alert) => alert !== first);
    const asleep = alerts.every(({ snoozedUntil }) => snoozedUntil) ? first.snoozedUntil : undefined;
    return html`<section class="alert">
      <h3>${alertTitle(first, words)}</h3>
      ${others.map((alert) => html`<p><strong>${alertTitle(alert, words)}</strong></p>`)}
      <p>${alertDetail(first, words)}</p>
      ${
        asleep
          ? html`<p class="snooze">
              ${words.text('snoozedUntil', { day: words.instant(asleep) })}
              <button type="button" @click=${() => void this.snooze(0)}>${words.text('wake')}</button>
            </p>`
          : html`<form class="snooze" @submit=${(event: Event) => this.handleSubmit(event)}>
              <label
                >${words.text('snoozeFor')}
                <select name="days">
                  ${snoozeDays.map(
                    (days) =>
                      html`<option value=${days} ?selected=${days === 7}>
                        ${words.text('days', { count: days })}
                      </option>`,
                  )}
                </select>
              </label>
              <button>${words.text('snooze')}</button>
            </form>`
      }
    </section>`;
  }
}

StockAlert.define('stock-alert');

declare global {
  interface HTMLElementTagNameMap {
    'stock-alert': StockAlert;
  }
}
