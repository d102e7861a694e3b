import { css } from 'lit';

export const shopRecsStyles = css`
  :host {
    min-block-size: var(--shop-recs-min-block-size, 22rem);
  }
  /* Without the !important, a rule of the page for the tag would have precedence. */
  :host([collapsed]) {
    display: none !important;
  }
  .row {
    display: flex;
    flex-direction: column;
    min-block-size: inherit;
  }
  header {
    display: flex;
    gap: 0.5rem;
  }
  header div {
    position: relative;
    flex: 1;
    min-inline-size: 0;
    padding-block-start: 0.3rem;
  }
  /* Uses the space of the heading's second line, so that its appearance moves nothing. */
  header .reason {
    position: absolute;
    inset-block-end: 0;
    -webkit-line-clamp: 1;
  }
  header .name,
  ::slotted([slot='heading']) {
    block-size: 2lh;
    margin: 0 !important;
    overflow: hidden;
    font-size: 1.25em;
    line-height: 1.25;
  }
  slot:has(+ p) .name {
    block-size: 1lh;
    margin-block-end: 1lh !important;
  }
  .buttons {
    display: flex;
    flex: none;
    gap: 0.25rem;
  }
  .buttons[inert] {
    visibility: hidden;
  }
  .move {
    display: grid;
    place-items: center;
    inline-size: 2.25rem;
    block-size: 2.25rem;
    padding: 0;
    color: inherit;
    cursor: pointer;
    background: transparent;
    border: 1px solid color-mix(in srgb, currentColor 60%, transparent);
    border-radius: 50%;
  }
  .move[aria-disabled='true'] {
    cursor: default;
    opacity: 0.4;
  }
  .move:dir(rtl) .icon {
    transform: scaleX(-1);
  }
  ul {
    display: grid;
    flex: 1;
    grid-auto-columns: var(--shop-card-width, 11rem);
    grid-auto-flow: column;
    gap: var(--shop-gap, 1rem);
    margin: 0;
    /* Space for focus rings, which the scroll container would clip. */
    padding: 4px;
    overflow-x: auto;
    overscroll-behavior-x: contain;
    list-style: none;
    scroll-padding-inline: 4px;
    scroll-snap-type: x proximity;
    scrollbar-width: thin;
  }
  li {
    min-inline-size: 0;
    scroll-snap-align: start;
  }
  :host([layout='grid']) ul {
    grid-template-columns: repeat(auto-fill, minmax(min(var(--shop-card-width, 11rem), 100%), 1fr));
    grid-auto-rows: minmax(var(--shop-card-block-size, 19rem), auto);
    grid-auto-flow: row;
    overflow: visible;
  }
  .message {
    display: grid;
    flex: 1;
    gap: 0.75rem;
    align-content: center;
    justify-items: center;
    text-align: center;
  }
  .fallback {
    flex: 1;
  }
`;
