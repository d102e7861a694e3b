import { css } from 'lit';

/** Forms of the owner's area: labelled fields in as many columns as fit, and a line for what became of them. */
export const formStyles = css`
  form {
    display: grid;
    gap: 1rem;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr));
    gap: 1rem;
    align-items: start;
  }
  label {
    font-size: 0.875rem;
    font-weight: 600;
    color: var(--text);
  }
  .lines,
  .long-text {
    grid-column: 1 / -1;
  }
  .field.number {
    padding: 0;
    text-align: start;
    white-space: normal;
  }
  .checkbox {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.25rem 0.5rem;
    align-items: center;
  }
  .checkbox input {
    grid-column: 1;
    grid-row: 1;
  }
  label .hint,
  .fault {
    font-size: 0.8125rem;
    font-weight: 400;
  }
  .fault {
    color: var(--bad);
  }
  .fields > * {
    min-inline-size: 0;
  }
  .fields input:not([type='checkbox']),
  select {
    inline-size: 100%;
  }
  textarea {
    resize: vertical;
  }
  textarea[aria-invalid='true'] {
    border-color: var(--bad);
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
