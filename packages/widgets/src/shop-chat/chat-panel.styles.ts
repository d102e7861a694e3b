import { css } from 'lit';

/** `Canvas` and `CanvasText` follow the page's `color-scheme`, so that the panel is dark where the page is. */
export const chatPanelStyles = css`
  :host {
    --surface: var(--shop-surface, Canvas);
    --on-surface: var(--shop-on-surface, CanvasText);
    --accent: var(--shop-accent, CanvasText);
    --on-accent: var(--shop-on-accent, Canvas);
    --radius: var(--shop-radius, 0.5rem);
    --line: color-mix(in srgb, var(--on-surface) 25%, transparent);
  }
  dialog {
    position: fixed;
    inset-block: auto calc(var(--shop-chat-offset, 1rem) + 4.25rem + env(safe-area-inset-bottom));
    inset-inline: auto var(--shop-chat-offset, 1rem);
    flex-direction: column;
    inline-size: min(var(--shop-chat-width, 24rem), 100vw - 2rem);
    block-size: min(var(--shop-chat-height, 38rem), 100dvh - 7rem);
    max-inline-size: none;
    max-block-size: none;
    margin: 0;
    padding: 0;
    overflow: hidden;
    color: var(--on-surface);
    text-align: start;
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: calc(var(--radius) * 1.5);
    box-shadow: 0 0.5rem 2rem rgb(0 0 0 / 20%);
  }
  dialog[open] {
    display: flex;
  }
  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding-block: 0.5rem;
    padding-inline: 1rem 0.5rem;
    border-block-end: 1px solid var(--line);
  }
  h2 {
    margin: 0;
    font-size: 1.125em;
    line-height: 1.3;
  }
  button,
  textarea {
    color: inherit;
    font: inherit;
  }
  button {
    cursor: pointer;
  }
  .plain {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 2.5rem;
    block-size: 2.5rem;
    padding: 0;
    background: transparent;
    border: 0;
    border-radius: var(--radius);
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: -2px;
  }
  .log {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: 0.75rem;
    padding: 1rem;
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  .entry {
    display: flex;
    flex-direction: column;
    gap: 0.35rem;
    align-items: flex-start;
  }
  .entry.shopper {
    align-items: flex-end;
  }
  .bubble {
    max-inline-size: 85%;
    margin: 0;
    padding: 0.5rem 0.75rem;
    unicode-bidi: plaintext;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
    background: color-mix(in srgb, var(--on-surface) 8%, var(--surface));
    border: 1px solid transparent;
    border-radius: var(--radius);
  }
  div.bubble {
    white-space: normal;
  }
  .shopper .bubble {
    color: var(--on-accent);
    background: var(--accent);
  }
  .links {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1rem;
    margin: 0;
  }
  .links a {
    padding-block: 0.25rem;
    color: inherit;
    unicode-bidi: plaintext;
    overflow-wrap: anywhere;
  }
  .facts-list {
    margin: 0.25rem 0 0;
    padding: 0;
    list-style: none;
  }
  .state {
    margin: 0;
    font-size: 0.875em;
  }
  .state button {
    min-block-size: 1.75rem;
    text-decoration: underline;
    background: transparent;
    border: 0;
  }
  .products {
    display: grid;
    grid-auto-columns: 9.5rem;
    grid-auto-flow: column;
    grid-template-rows: 17rem;
    gap: 0.75rem;
    align-self: stretch;
    margin: 0;
    padding: 2px;
    overflow-x: auto;
    overscroll-behavior-x: contain;
    list-style: none;
    scroll-snap-type: x proximity;
    scrollbar-width: thin;
  }
  .products li {
    min-inline-size: 0;
    scroll-snap-align: start;
  }
  .products .card {
    padding: 0.5rem;
    font-size: 0.9375em;
    border: 1px solid var(--line);
  }
  .image {
    max-inline-size: 85%;
    block-size: 12rem;
    object-fit: contain;
  }
  .typing {
    display: flex;
    gap: 0.3rem;
    align-items: center;
    min-block-size: 1lh;
  }
  .typing i {
    inline-size: 0.4rem;
    block-size: 0.4rem;
    background: currentColor;
    border-radius: 50%;
    animation: breathe 1.2s infinite alternate;
  }
  .typing i:nth-child(2) {
    animation-delay: 0.3s;
  }
  .typing i:nth-child(3) {
    animation-delay: 0.6s;
  }
  @keyframes breathe {
    from {
      opacity: 0.25;
    }
  }
  .replies {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin: 0;
    padding: 0 1rem 0.75rem;
    list-style: none;
  }
  .reply {
    min-block-size: 2.25rem;
    padding-inline: 0.75rem;
    background: transparent;
    border: 1px solid var(--line);
    border-radius: 1.25rem;
  }
  .reply:hover,
  .plain:hover {
    background: color-mix(in srgb, var(--on-surface) 8%, transparent);
  }
  form {
    display: flex;
    gap: 0.25rem;
    align-items: flex-end;
    padding: 0.5rem;
    border-block-start: 1px solid var(--line);
  }
  textarea {
    flex: 1;
    min-block-size: 2.5rem;
    max-block-size: 8rem;
    padding: 0.5rem 0.75rem;
    line-height: 1.5rem;
    resize: none;
    background: transparent;
    border: 1px solid color-mix(in srgb, var(--on-surface) 60%, transparent);
    border-radius: var(--radius);
    field-sizing: content;
  }
  .send:dir(rtl) .icon {
    transform: scaleX(-1);
  }
  @media (max-width: 30rem) {
    dialog {
      inset: 0;
      inline-size: 100%;
      block-size: 100dvh;
      border: 0;
      border-radius: 0;
    }
    form {
      padding-block-end: max(0.5rem, env(safe-area-inset-bottom));
    }
    /* iOS zooms in on a focused field with smaller text. */
    textarea {
      font-size: max(1rem, 1em);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .typing i {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    .bubble {
      border-color: CanvasText;
    }
    /* Browsers draw a background of Canvas behind forced text, which hides text in Canvas. */
    .shopper .bubble {
      color: Canvas;
      background: CanvasText;
      forced-color-adjust: none;
    }
    .typing i {
      background: CanvasText;
    }
  }
`;
