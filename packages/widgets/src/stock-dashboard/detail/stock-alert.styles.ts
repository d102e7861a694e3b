import { css } from 'lit';

export const alertStyles = css`
  .alert {
    display: grid;
    gap: 0.5rem;
    padding: 0.75rem 1rem;
    border-inline-start: 4px solid var(--warn);
    border-radius: var(--radius);
    background: var(--warn-back);
  }
  .snooze {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    font-size: 0.875rem;
  }
  .snooze label {
    flex-direction: row;
    align-items: center;
    color: var(--text);
  }
`;
