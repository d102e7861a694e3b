import { html, nothing, type TemplateResult } from 'lit';
import type { TodayInsights } from '@shelfwise/core/wire';
import type { OwnerClient } from '../owner/owner-client.js';
import { createStockText, type StockText } from '../owner/stock-text.js';
import { OwnerSection } from './owner-section.js';
import { sectionStyles } from './section.styles.js';
import { problemDetail, problemTitle } from './problem-words.js';
import { isAnythingMissing, renderMissing } from './what-is-missing.js';

type OrderToPlace = TodayInsights['ordersToPlace']['items'][number];

/**
 * What needs a person now: orders to place, questions without an answer, data that stopped coming.
 *
 * @summary The first section of the owner's area.
 */
export class OwnerToday extends OwnerSection<TodayInsights> {
  static override styles = sectionStyles;

  protected override fetchData(client: OwnerClient, signal: AbortSignal): Promise<TodayInsights> {
    return client.get('/v1/insights/today', {}, signal);
  }

  protected override renderData(today: TodayInsights): TemplateResult {
    const { ordersToPlace, soldOutOnTheWay, unansweredQuestions, problems, missing } = today;
    const listed = ordersToPlace.total + soldOutOnTheWay.total + unansweredQuestions.total;
    if (listed + problems.length === 0 && !isAnythingMissing(missing)) {
      return html`<div class="message">
        <h2>Nothing needs you now</h2>
        <p>No order is due, every question had an answer, and data keeps coming.</p>
      </div>`;
    }
    return html`${problems.length > 0 ? renderProblems(problems) : nothing}
      ${isAnythingMissing(missing) ? renderMissing(missing, this.words, this.locale) : nothing}
      ${today.soldOut > 0 ? this.renderSoldOut(today) : nothing}
      <div class="columns">
        ${this.renderOrders(ordersToPlace)}
        ${soldOutOnTheWay.total > 0 ? this.renderAwaited(soldOutOnTheWay, ordersToPlace) : nothing}
        ${this.renderQuestions(unansweredQuestions)}
      </div>`;
  }

  /** How the lists add up to what Stock counts. */
  private renderSoldOut({ soldOut, ordersToPlace, soldOutOnTheWay }: TodayInsights): TemplateResult {
    const { words } = this;
    const others = soldOut - ordersToPlace.soldOut - soldOutOnTheWay.total;
    return html`<p class="hint">
      ${words.integer(soldOut)} sold out in all: ${words.integer(ordersToPlace.soldOut)} to order,
      ${words.integer(soldOutOnTheWay.total)} on the
      way${others > 0 ? `, ${words.integer(others)} not worth ordering or put aside by you` : ''}.
      <a href="#/stock?status=out">See them in Stock</a>
    </p>`;
  }

  /** Takes a question off the list; it comes back when somebody asks it again. */
  private async dismiss(text: string): Promise<void> {
    try {
      await this.client!.send('POST', '/v1/insights/questions/dismiss', { text });
      await this.load();
    } catch (error) {
      this.failure = this.explain(error);
    }
  }

  private renderOrders({ total, items, currency }: TodayInsights['ordersToPlace']): TemplateResult {
    const words = createStockText(this.locale, currency);
    return html`<section class="card" aria-labelledby="orders">
      <header>
        <h2 id="orders">Orders to place</h2>
        <span class="badge" data-status=${total > 0 ? 'order-now' : 'fine'}>${words.integer(total)}</span>
        <a class="more" href="#/stock">All stock</a>
      </header>
      ${
        items.length === 0
          ? html`<p class="hint">No order is due.</p>`
          : html`<table>
              <thead>
                <tr>
                  <th scope="col">Product</th>
                  <th scope="col" class="number">How many</th>
                  <th scope="col" class="when">Order by</th>
                </tr>
              </thead>
              <tbody>
                ${items.map(
                  (item) =>
                    html`<tr>
                      <th scope="row">
                        <a href="#/stock/${encodeURIComponent(item.product)}">${item.title}</a>
                        <div class="hint">${reasonToOrder(item, words)}</div>
                      </th>
                      <td class="number">${words.integer(item.orderQuantity)}</td>
                      <td class="when">
                        ${item.orderBy ? words.orderBy(item.orderBy) : item.stockLevel <= 0 ? 'Now' : '–'}
                      </td>
                    </tr>`,
                )}
              </tbody>
            </table>`
      }
      ${
        total > items.length
          ? html`<p class="hint">
              and ${words.integer(total - items.length)} more in <a href="#/stock">Stock</a>
            </p>`
          : nothing
      }
    </section>`;
  }

  private renderAwaited(
    { total, items, salesLostPerDay }: TodayInsights['soldOutOnTheWay'],
    toOrder: TodayInsights['ordersToPlace'],
  ): TemplateResult {
    const words = createStockText(this.locale, toOrder.currency);
    return html`<section class="card" aria-labelledby="awaited">
      <header>
        <h2 id="awaited">Sold out, delivery on the way: ask your supplier</h2>
        <span class="badge" data-status="order-now">${words.integer(total)}</span>
        <a class="more" href="#/stock">All stock</a>
      </header>
      <p class="hint">
        These lose about ${words.money(salesLostPerDay)} of sales a day; with what is sold out and to order,
        ${words.money(salesLostPerDay + toOrder.salesLostPerDay)}.
      </p>
      <ul class="plain">
        ${items.map(
          (item) =>
            html`<li>
              <a href="#/stock/${encodeURIComponent(item.product)}">${item.title}</a>
              <div class="hint">
                About ${words.money(item.salesLostPerDay)} of sales lost a day. ${words.integer(item.onOrder)}
                on the way, date not known.${item.supplier ? ` Supplier: ${item.supplier}.` : ''}
              </div>
            </li>`,
        )}
      </ul>
      ${
        total > items.length
          ? html`<p class="hint">
              and ${words.integer(total - items.length)} more in <a href="#/stock">Stock</a>
            </p>`
          : nothing
      }
    </section>`;
  }

  private renderQuestions({ total, items }: TodayInsights['unansweredQuestions']): TemplateResult {
    const { words } = this;
    return html`<section class="card" aria-labelledby="questions">
      <header>
        <h2 id="questions">Questions without an answer</h2>
        <span class="badge" data-status=${total > 0 ? 'order-now' : 'fine'}>${words.integer(total)}</span>
        <a class="more" href="#/chat">Chat</a>
      </header>
      ${
        items.length === 0
          ? html`<p class="hint">The assistant knew an answer to everything in the last four weeks.</p>`
          : html`<ul class="plain">
              ${items.map(
                ({ text, at, count }) =>
                  html`<li>
                    <strong>“${text}”</strong>
                    <span class="row">
                      <span class="hint"
                        >${count > 1 ? `asked ${words.integer(count)} times, ` : ''}last
                        ${words.instant(at)}</span
                      >
                      <a href="#/chat/${encodeURIComponent(text)}">Write an answer</a>
                      <button
                        type="button"
                        class="quiet"
                        aria-label=${`Put aside: ${text}`}
                        @click=${() => void this.dismiss(text)}
                      >
                        Put aside
                      </button>
                    </span>
                  </li>`,
              )}
            </ul>`
      }
    </section>`;
  }
}

/** Why an order is due, in a sentence or two, and from whom. */
function reasonToOrder(item: OrderToPlace, words: StockText): string {
  const sentences: string[] = [];
  if (item.stockLevel <= 0) {
    const loss =
      item.salesLostPerDay > 0 ? `: about ${words.money(item.salesLostPerDay)} of sales lost a day` : '';
    sentences.push(`Sold out${loss}.`);
  } else if (item.runsOut !== undefined) sentences.push(`Will likely run out on ${words.day(item.runsOut)}.`);
  else sentences.push(`${words.integer(item.stockLevel)} left.`);
  if (item.onOrder > 0) sentences.push(`${words.integer(item.onOrder)} on the way.`);
  if (item.supplier) sentences.push(`Supplier: ${item.supplier}.`);
  return sentences.join(' ');
}

function renderProblems(problems: TodayInsights['problems']): TemplateResult {
  return html`<section class="card" aria-labelledby="problems">
    <h2 id="problems">Something is not running</h2>
    ${problems.map(
      (problem) =>
        html`<div class="problem">
          <h3>${problemTitle(problem)}</h3>
          <p>${problemDetail(problem, (instant) => instant.slice(0, 10))}</p>
        </div>`,
    )}
  </section>`;
}

OwnerToday.define('owner-today');

declare global {
  interface HTMLElementTagNameMap {
    'owner-today': OwnerToday;
  }
}
