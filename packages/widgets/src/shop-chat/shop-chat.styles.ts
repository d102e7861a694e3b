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
