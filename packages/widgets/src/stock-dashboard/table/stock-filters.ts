import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { inventoryColumns, statusOrder, type InventorySort } from './inventory-columns.js';
import { isFiltered, type FilterName, type InventoryView } from './inventory-view.js';
import type { StockText } from '../../owner/stock-text.js';

export interface FilterHandlers {
  filter(name: FilterName, value: string): void;
  sort(sort: InventorySort): void;
  clear(): void;
  exportCsv(): void;
}

/** Search, filters, and (where the table has become cards, without headings to click) sorting. */
export function renderFilters(
  view: InventoryView,
  choices: { suppliers: string[]; categories: string[] },
  exporting: boolean,
  words: StockText,
  on: FilterHandlers,
): TemplateResult {
  const statuses: Choice[] = [
    { value: 'attention', label: words.text('attention') },
    ...statusOrder.map((status) => ({ value: status, label: words.text(`status-${status}`) })),
  ];
  const sorts: Choice[] = [
    { value: 'risk', label: words.text('mostUrgent') },
    { value: 'title', label: words.text('product') },
    ...inventoryColumns.map(({ sort, label }) => ({ value: sort, label: words.text(label) })),
  ];
  const named = (choice: string): Choice => ({ value: choice, label: choice });
  const all: Choice = { value: '', label: words.text('all') };
  return html`<div class="filters" role="search" aria-label=${words.text('products')} part="filters">
    <label class="search"
      >${words.text('search')}
      <input
        type="search"
        autocomplete="off"
        maxlength="200"
        placeholder=${words.text('searchHint')}
        .value=${live(view.search ?? '')}
        @input=${(event: Event) => on.filter('search', (event.target as HTMLInputElement).value)}
    /></label>
    ${renderSelect(words.text('status'), [all, ...statuses], view.status, (value) => on.filter('status', value))}
    ${
      choices.suppliers.length === 0 && !view.supplier
        ? nothing
        : renderSelect(
            words.text('supplier'),
            [all, ...choices.suppliers.map(named)],
            view.supplier,
            (value) => on.filter('supplier', value),
          )
    }
    ${
      choices.categories.length === 0 && !view.category
        ? nothing
        : renderSelect(
            words.text('category'),
            [all, ...choices.categories.map(named)],
            view.category,
            (value) => on.filter('category', value),
          )
    }
    <span class="sort-by">
      ${renderSelect(words.text('sortBy'), sorts, view.sort, (value) => on.sort(value as InventorySort))}
    </span>
    <span class="filter-actions">
      ${
        isFiltered(view)
          ? html`<button type="button" class="quiet" @click=${() => on.clear()}>
              ${words.text('clear')}
            </button>`
          : nothing
      }
      <button type="button" ?disabled=${exporting} @click=${() => on.exportCsv()}>
        ${words.text(exporting ? 'exporting' : 'export')}
      </button>
    </span>
  </div>`;
}

interface Choice {
  value: string;
  label: string;
}

function renderSelect(
  label: string,
  choices: Choice[],
  current: string | undefined,
  choose: (value: string) => void,
): TemplateResult {
  return html`<label
    >${label}
    <select @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
      ${choices.map(
        (choice) =>
          html`<option value=${choice.value} .selected=${choice.value === (current ?? '')}>
            ${choice.label}
          </option>`,
      )}
    </select>
  </label>`;
}
