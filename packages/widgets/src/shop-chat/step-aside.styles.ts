import { css } from 'lit';

/**
 * Small, and close to the corner. Transforms cause no layout shift. At 28 px the button still exceeds the
 * minimum target size (WCAG 2.5.8).
 */
export const stepAsideStyles = css`
  button {
    --away: var(--shop-chat-offset, 1rem);
    transform-origin: 100% 100%;
    transition:
      scale 0.2s,
      translate 0.2s;
  }
  button:dir(rtl) {
    transform-origin: 0 100%;
  }
  :host([aside]:not([open])) button {
    scale: 0.5;
    translate: var(--away) var(--away);
  }
  :host([aside]:not([open])) button:dir(rtl) {
    translate: calc(-1 * var(--away)) var(--away);
  }
  @media (prefers-reduced-motion: reduce) {
    button {
      transition: none;
    }
  }
`;
