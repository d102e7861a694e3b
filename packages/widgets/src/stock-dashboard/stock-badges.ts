import { html, nothing, type TemplateResult } from 'lit';
import type { InventoryStatus } from '@shelfwise/core/wire';
import type { StockText } from '../owner/stock-text.js';

export function renderStatus(status: InventoryStatus, words: StockText): TemplateResult {
  return html`<span class="badge status" data-status=${status} title=${words.text(`statusHint-${status}`)}
    >${words.text(`status-${status}`)}</span
  >`;
}

/** Stands wherever a figure was made up for a demonstration. */
export function renderSimulated(simulated: boolean, words: StockText): TemplateResult | typeof nothing {
  return simulated
    ? html`<span class="badge simulated" title=${words.text('simulatedHint')}
        >${words.text('simulated')}</span
      >`
    : nothing;
}
