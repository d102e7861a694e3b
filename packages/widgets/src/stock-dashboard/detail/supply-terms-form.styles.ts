import { css } from 'lit';

export const supplyTermsStyles = css`
  form {
    display: grid;
    gap: 1rem;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr));
    gap: 1rem;
  }
  label {
    color: var(--text);
    font-weight: 600;
  }
  .hint,
  .fault {
    font-weight: 400;
    color: var(--muted);
  }
  .fault {
    color: var(--bad);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.75rem;
    min-block-size: 2.5rem;
    font-size: 0.875rem;
  }
`;
