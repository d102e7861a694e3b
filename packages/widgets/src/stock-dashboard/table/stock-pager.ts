import { html, nothing, type TemplateResult } from 'lit';
import type { StockText } from '../../owner/stock-text.js';

export interface PageOf {
  page: number;
  pageSize: number;
  total: number;
}

export const pageSizes = [25, 50, 100] as const;

/** In words, for the pager and for the announcement after every change. */
export function describePage({ page, pageSize, total }: PageOf, words: StockText): string {
  if (total === 0) return words.text('pageEmpty');
  return words.text('pageOf', {
    first: (page - 1) * pageSize + 1,
    last: Math.min(total, page * pageSize),
    count: total,
  });
}

export function renderPager(
  shown: PageOf,
  words: StockText,
  on: { page(page: number): void; pageSize(size: number): void },
): TemplateResult | typeof nothing {
  if (shown.total === 0) return nothing;
  if (shown.total <= pageSizes[0]) return html`<p class="pager">${describePage(shown, words)}</p>`;
  const pages = Math.max(1, Math.ceil(shown.total / shown.pageSize));
  // `aria-disabled` instead of `disabled`: the button that was just pressed keeps the focus on the last page.
  const turn = (label: string, to: number, isPossible: boolean) =>
    html`<button
      type="button"
      aria-disabled=${isPossible ? 'false' : 'true'}
      @click=${() => isPossible && on.page(to)}
    >
      ${label}
    </button>`;
  return html`<nav class="pager" aria-label=${words.text('pages')} part="pager">
    <span class="grow">${describePage(shown, words)}</span>
    <label
      >${words.text('pageSize')}
      <select @change=${(event: Event) => on.pageSize(Number((event.target as HTMLSelectElement).value))}>
        ${pageSizes.map(
          (size) =>
            html`<option value=${size} .selected=${size === shown.pageSize}>${words.integer(size)}</option>`,
        )}
      </select>
    </label>
    ${turn(words.text('previous'), shown.page - 1, shown.page > 1)}
    <span>${words.text('pageNumber', { page: shown.page, pages })}</span>
    ${turn(words.text('next'), shown.page + 1, shown.page < pages)}
  </nav>`;
}
