import { css } from 'lit';

export const shopChatStyles = css`
  :host {
    position: fixed;
    inset-block-end: calc(var(--shop-chat-offset, 1rem) + env(safe-area-inset-bottom));
    inset-inline-end: var(--shop-chat-offset, 1rem);
    z-index: var(--shop-chat-z-index, 2147483000);
  }
  button {
    display: grid;
    place-items: center;
    inline-size: 3.5rem;
    block-size: 3.5rem;
    color: var(--shop-on-accent, Canvas);
    cursor: pointer;
    background: var(--shop-accent, CanvasText);
    border: 1px solid var(--shop-on-accent, Canvas);
    border-radius: 50%;
  }
  /* A ring for a conversation that can be continued. It is filled when there is something to read. */
  [data-sign]::after {
    content: '';
    position: absolute;
    inset-block-start: 0.5rem;
    inset-inline-end: 0.5rem;
    inline-size: 0.75rem;
    block-size: 0.75rem;
    border: 2px solid;
    border-radius: 50%;
  }
  [data-sign='news']::after {
    border-width: 0.375rem;
  }
  button:focus-visible {
    outline: 3px solid var(--shop-accent, CanvasText);
    outline-offset: 2px;
  }
  @media print {
    :host {
      display: none !important;
    }
  }
`;
