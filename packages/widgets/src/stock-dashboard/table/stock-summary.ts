import { html, nothing, type TemplateResult } from 'lit';
import type { InventoryStatus, InventorySummary } from '@shelfwise/core/wire';
import type { StockText } from '../../owner/stock-text.js';

/** The counts of the summary by the status that they stand for. */
const counts: [InventoryStatus, (summary: InventorySummary) => number][] = [
  ['out', (summary) => summary.out],
  ['order-now', (summary) => summary.orderNow],
  ['short', (summary) => summary.short],
  ['soon', (summary) => summary.soon],
  ['fine', (summary) => summary.fine],
  ['overstock', (summary) => summary.overstock],
  ['dead', (summary) => summary.dead],
  ['uncounted', (summary) => summary.uncounted],
];

/** The state of the whole stock: a count for each status, which is also the filter for it, and what is lost a day. */
export function renderSummary(
  summary: InventorySummary,
  words: StockText,
  current: string | undefined,
  choose: (status: string) => void,
): TemplateResult {
  return html`<div class="summary" part="summary">
    <p class="loss">
      <span class="figure">${words.money(summary.salesLostPerDay)}</span>
      <span class="what">${words.text('lossSummary')}</span>
    </p>
    <div class="counts" role="group" aria-label=${words.text('showOnly')}>
      ${counts.map(
        ([status, count]) =>
          html`<button
            type="button"
            class="count"
            data-status=${status}
            aria-pressed=${current === status ? 'true' : 'false'}
            title=${words.text(`statusHint-${status}`)}
            @click=${() => choose(current === status ? '' : status)}
          >
            <span class="figure">${words.integer(count(summary))}</span>
            <span class="what">${words.text(`status-${status}`)}</span>
          </button>`,
      )}
    </div>
    <p class="about">
      ${
        summary.forecastedAt === undefined
          ? words.text('forecastNone')
          : words.text('forecastOf', { at: words.instant(summary.forecastedAt) })
      }
      ${
        summary.forecastError === undefined
          ? nothing
          : words.text('forecastError', { share: words.percent(summary.forecastError) })
      }
    </p>
  </div>`;
}
