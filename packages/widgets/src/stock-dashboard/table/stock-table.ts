import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { InventoryItem } from '@shelfwise/core/wire';
import { inventoryColumns, type InventoryColumn, type InventorySort } from './inventory-columns.js';
import type { InventoryView } from './inventory-view.js';
import { renderSimulated, renderStatus } from '../stock-badges.js';
import type { StockText } from '../../owner/stock-text.js';

export interface TableHandlers {
  sort(sort: InventorySort): void;
  open(product: string): void;
}

/**
 * The stock as a real table. Roles are written out because the narrow layout turns rows into cards with
 * `display: block`, which makes some browsers forget that they are a table.
 */
export function renderTable(
  items: readonly InventoryItem[],
  view: InventoryView,
  busy: boolean,
  words: StockText,
  on: TableHandlers,
): TemplateResult {
  return html`<table role="table" aria-busy=${busy ? 'true' : 'false'} part="table">
    <caption class="visually-hidden">
      ${words.text('tableCaption')}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${renderHeading('title', words.text('product'), undefined, view, on)}
        ${inventoryColumns.map(({ sort, label, hint }) =>
          renderHeading(sort, words.text(label), words.text(hint), view, on),
        )}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${repeat(
        items,
        (item) => item.product,
        (item) =>
          html`<tr role="row" data-status=${item.status}>
            ${renderProduct(item, words, on)}
            ${inventoryColumns.map((column) => renderCell(column, item, words))}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function renderHeading(
  sort: InventorySort,
  label: string,
  hint: string | undefined,
  view: InventoryView,
  on: TableHandlers,
): TemplateResult {
  const sorted = view.sort === sort ? (view.order === 'asc' ? 'ascending' : 'descending') : 'none';
  return html`<th role="columnheader" scope="col" aria-sort=${sorted}>
    <button type="button" title=${hint ?? nothing} @click=${() => on.sort(sort)}>
      <span>${label}</span>
      <svg class="arrow" viewBox="0 0 10 16" aria-hidden="true">
        <path class="up" d="M5 1l4 6H1z"></path>
        <path class="down" d="M5 15l4-6H1z"></path>
      </svg>
    </button>
  </th>`;
}

function renderProduct(item: InventoryItem, words: StockText, on: TableHandlers): TemplateResult {
  return html`<th role="rowheader" scope="row">
    <span class="product">
      ${
        item.image
          ? html`<img src=${item.image} alt="" width="40" height="40" loading="lazy" decoding="async" />`
          : html`<span class="no-image"></span>`
      }
      <span class="names">
        <button type="button" class="open" @click=${() => on.open(item.product)}>
          ${item.title}${item.variantTitle ? html` · ${item.variantTitle}` : nothing}
        </button>
        <span class="marks">
          ${renderStatus(item.status, words)} ${renderSimulated(item.simulated, words)}
          <span class="code">${item.product}</span>
        </span>
      </span>
    </span>
  </th>`;
}

function renderCell(column: InventoryColumn, item: InventoryItem, words: StockText): TemplateResult {
  const note = column.note?.(item, words);
  return html`<td role="cell" data-label=${words.text(column.label)}>
    ${
      column.value(item, words) ??
      html`<span aria-hidden="true">–</span><span class="visually-hidden">${words.text('notKnown')}</span>`
    }
    ${note === undefined ? nothing : html`<span class="note">${note}</span>`}
  </td>`;
}
