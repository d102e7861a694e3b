import { css } from 'lit';

export const detailStyles = css`
  :host {
    padding: 1.25rem;
  }
  .page,
  section {
    display: grid;
    gap: 1.25rem;
  }
  section {
    gap: 0.75rem;
  }
  header {
    display: flex;
    gap: 1rem;
    padding-inline-end: 5rem;
  }
  header img {
    inline-size: 4.5rem;
    block-size: 4.5rem;
    object-fit: cover;
    border-radius: var(--radius);
    background: var(--raised);
  }
  h2 {
    overflow-wrap: anywhere;
  }
  .marks {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem 0.5rem;
    margin-block-start: 0.375rem;
    font-size: 0.8125rem;
    color: var(--muted);
  }
  dl {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr));
    gap: 0.75rem 1rem;
    margin: 0;
    padding: 1rem;
    border-radius: var(--radius);
    background: var(--raised);
    font-variant-numeric: tabular-nums;
  }
  dt {
    font-size: 0.75rem;
    color: var(--muted);
  }
  dd {
    margin: 0;
    font-size: 1.125rem;
    font-weight: 600;
  }
  .note {
    display: block;
    font-size: 0.75rem;
    font-weight: 400;
    color: var(--muted);
  }
  .method {
    font-size: 0.875rem;
    color: var(--muted);
  }
  table {
    border-collapse: collapse;
    font-size: 0.875rem;
  }
  th,
  td {
    padding: 0.25rem 0.75rem 0.25rem 0;
    text-align: start;
    vertical-align: top;
    border-block-end: 1px solid var(--line);
  }
  summary {
    cursor: pointer;
    color: var(--accent);
    min-block-size: 1.5rem;
  }
`;
