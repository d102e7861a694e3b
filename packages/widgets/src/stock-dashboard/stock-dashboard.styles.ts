import { css } from 'lit';

export const dashboardStyles = css`
  :host {
    container-type: inline-size;
  }
  .page {
    display: grid;
    gap: 1.25rem;
  }

  .summary {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.75rem;
  }
  .loss,
  .count {
    display: grid;
    align-content: center;
    gap: 0.125rem;
    padding: 0.75rem 1rem;
    text-align: start;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--raised);
  }
  .loss {
    max-inline-size: 15rem;
  }
  .loss .figure {
    font-size: 1.75rem;
    color: var(--bad);
  }
  .counts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(7rem, 1fr));
    gap: 0.5rem;
  }
  .count {
    padding: 0.5rem 0.75rem;
    border-block-start: 3px solid var(--line);
  }
  .count[data-status='out'] {
    border-block-start-color: var(--bad);
  }
  .count[data-status='order-now'],
  .count[data-status='short'],
  .count[data-status='soon'] {
    border-block-start-color: var(--warn);
  }
  .count[data-status='fine'] {
    border-block-start-color: var(--good);
  }
  .count[aria-pressed='true'] {
    outline: 2px solid var(--accent);
  }
  .count:focus-visible {
    outline-offset: 3px;
  }
  .figure {
    font-size: 1.375rem;
    font-weight: 650;
    line-height: 1.2;
    font-variant-numeric: tabular-nums;
  }
  .what {
    font-size: 0.8125rem;
    color: var(--muted);
  }
  .about {
    grid-column: 1 / -1;
    font-size: 0.8125rem;
    color: var(--muted);
  }

  .filters {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 0.75rem;
  }
  .filters .search {
    flex: 1 1 14rem;
  }
  .filters select {
    max-inline-size: 13rem;
  }
  .sort-by {
    display: none;
  }
  .filter-actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-inline-start: auto;
  }

  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: 0.9375rem;
    font-variant-numeric: tabular-nums;
  }
  thead th {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    padding: 0;
    vertical-align: bottom;
    background: var(--behind);
    box-shadow: inset 0 -1px var(--control-line);
  }
  /* While newer rows are on their way those on show stay readable: only the line above them tells. */
  [aria-busy='true'] thead th {
    cursor: progress;
    box-shadow: inset 0 -3px var(--muted);
  }
  thead button {
    display: inline-flex;
    justify-content: end;
    align-items: end;
    gap: 0.25rem;
    inline-size: 100%;
    max-inline-size: 8rem;
    padding: 0.5rem;
    border: 0;
    background: none;
    font-size: 0.8125rem;
    font-weight: 600;
    line-height: 1.25;
    text-align: end;
    color: var(--muted);
  }
  thead th {
    text-align: end;
  }
  thead th:first-child,
  thead th:first-child button {
    text-align: start;
    justify-content: start;
  }
  [aria-sort='ascending'] button,
  [aria-sort='descending'] button {
    color: var(--text);
  }
  .arrow {
    flex: none;
    inline-size: 0.625rem;
    block-size: 1rem;
    fill: currentColor;
    opacity: 0.35;
  }
  [aria-sort='ascending'] .arrow,
  [aria-sort='descending'] .arrow {
    opacity: 1;
  }
  [aria-sort='ascending'] .down,
  [aria-sort='descending'] .up {
    display: none;
  }
  tbody tr {
    border-block-end: 1px solid var(--line);
    /* The sticky heading must not cover what the keyboard reaches. */
    scroll-margin-block-start: 4rem;
  }
  tbody tr:hover {
    background: var(--raised);
  }
  tbody th {
    font-weight: inherit;
    text-align: start;
    padding: 0.5rem;
  }
  td {
    padding: 0.5rem;
    text-align: end;
    vertical-align: top;
    white-space: nowrap;
  }
  .note {
    display: block;
    font-size: 0.75rem;
    color: var(--muted);
  }
  .product {
    display: flex;
    align-items: start;
    gap: 0.75rem;
  }
  .product img,
  .no-image {
    flex: none;
    inline-size: 2.5rem;
    block-size: 2.5rem;
    object-fit: cover;
    border-radius: 0.25rem;
    background: var(--raised);
  }
  .names {
    display: grid;
    gap: 0.25rem;
    min-inline-size: 0;
  }
  .open {
    min-block-size: 1.5rem;
    padding: 0;
    border: 0;
    background: none;
    color: var(--accent);
    font-weight: 600;
    text-align: start;
    overflow-wrap: anywhere;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  .open:hover {
    text-decoration: underline;
  }
  .marks {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.5rem;
  }
  .code {
    font-size: 0.75rem;
    color: var(--muted);
    overflow-wrap: anywhere;
  }

  .pager {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.75rem;
    font-size: 0.875rem;
    color: var(--muted);
  }
  .pager label {
    flex-direction: row;
    align-items: center;
  }
  .grow {
    flex: 1;
  }

  dialog {
    inline-size: min(46rem, 100%);
    max-inline-size: 100%;
    block-size: 100%;
    max-block-size: 100%;
    margin-block: 0;
    margin-inline: auto 0;
    padding: 0;
    border: 0;
    border-inline-start: 1px solid var(--line);
    color: inherit;
    background: var(--shop-surface, var(--behind));
    overflow: auto;
  }
  dialog::backdrop {
    background: rgb(10 14 20 / 45%);
  }
  .close {
    position: absolute;
    inset-block-start: 0.75rem;
    inset-inline-end: 0.75rem;
    z-index: 1;
  }

  @container (inline-size < 52rem) {
    .summary {
      grid-template-columns: 1fr;
    }
    .loss {
      max-inline-size: none;
    }
    .sort-by {
      display: block;
    }
    .filters label,
    .filters .sort-by {
      flex: 1 1 9rem;
    }
    .filters select,
    .filters input {
      inline-size: 100%;
      max-inline-size: none;
    }
    thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    table,
    tbody {
      display: block;
    }
    tbody tr {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr));
      gap: 0.25rem 1rem;
      padding-block: 0.75rem;
    }
    tbody th {
      display: block;
      grid-column: 1 / -1;
      padding: 0;
    }
    td {
      display: block;
      padding: 0;
      text-align: start;
      white-space: normal;
    }
    td::before {
      content: attr(data-label);
      display: block;
      font-size: 0.75rem;
      color: var(--muted);
    }
  }
  @media (forced-colors: active) {
    .count[aria-pressed='true'] {
      outline-color: Highlight;
    }
  }
`;
