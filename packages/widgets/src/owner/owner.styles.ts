import { css } from 'lit';
import { hostStyles } from '../internal/host.styles.js';

/**
 * What all screens for owners share: colors, controls, badges, messages. Fonts, text color and
 * background are the page's own, and greys are mixed from its text color. The few colors with a meaning are dark or
 * light by the page's `color-scheme`, not by the system alone. `--page-background` is set by the elements that cover
 * something, to the color that `pageBackground` finds.
 */
export const ownerStyles = [
  hostStyles,
  css`
    :host {
      --accent: var(--shop-accent, light-dark(#1a5fb4, #8ab8f5));
      --on-accent: var(--shop-on-accent, light-dark(#fff, #10141a));
      /* What covers something else; everything else lets the page's background through. */
      --behind: var(--page-background, Canvas);
      --raised: color-mix(in srgb, currentColor 5%, transparent);
      --text: var(--shop-text, currentColor);
      --muted: color-mix(in srgb, currentColor 78%, transparent);
      --line: color-mix(in srgb, currentColor 18%, transparent);
      --control-line: color-mix(in srgb, currentColor 58%, transparent);
      --bad: light-dark(#b3261e, #ff8a80);
      --bad-back: color-mix(in srgb, var(--bad) 11%, transparent);
      --warn: light-dark(#8a4b00, #ffb95c);
      --warn-back: color-mix(in srgb, var(--warn) 13%, transparent);
      --good: light-dark(#1e6b38, #7fd49a);
      --good-back: color-mix(in srgb, var(--good) 12%, transparent);
      --radius: 0.5rem;
      color: var(--text);
      line-height: 1.45;
    }
    h2,
    h3 {
      margin: 0;
      line-height: 1.25;
    }
    h2 {
      font-size: 1.25rem;
    }
    h3 {
      font-size: 1rem;
    }
    p {
      margin: 0;
    }
    a {
      color: var(--accent);
    }
    label {
      display: flex;
      flex-direction: column;
      gap: 0.25rem;
      font-size: 0.8125rem;
    }
    input,
    select,
    textarea {
      font: inherit;
      font-size: 0.9375rem;
      font-weight: 400;
      color: var(--text);
      background: transparent;
      border: 1px solid var(--control-line);
      border-radius: var(--radius);
      padding: 0.4375rem 0.625rem;
      min-block-size: 2.375rem;
      max-inline-size: 100%;
    }
    input[type='checkbox'],
    input[type='radio'] {
      min-block-size: 0;
      inline-size: 1.125rem;
      block-size: 1.125rem;
      margin: 0;
      accent-color: var(--accent);
    }
    input[aria-invalid='true'] {
      border-color: var(--bad);
    }
    ::placeholder {
      color: var(--muted);
      opacity: 1;
    }
    button {
      font: inherit;
      font-size: 0.9375rem;
      color: var(--text);
      background: var(--raised);
      border: 1px solid var(--control-line);
      border-radius: var(--radius);
      padding: 0.4375rem 0.875rem;
      min-block-size: 2.375rem;
      cursor: pointer;
    }
    button:hover {
      border-color: var(--accent);
    }
    button.primary {
      color: var(--on-accent);
      background: var(--accent);
      border-color: var(--accent);
      font-weight: 600;
    }
    button.quiet {
      background: none;
      border-color: transparent;
      color: var(--accent);
    }
    button:disabled,
    button[aria-disabled='true'] {
      color: var(--muted);
      background: var(--raised);
      border-color: var(--line);
      cursor: default;
    }
    :focus-visible {
      outline: 2px solid var(--accent);
      outline-offset: 2px;
    }
    .badge {
      display: inline-block;
      font-size: 0.75rem;
      font-weight: 600;
      line-height: 1.5;
      padding-inline: 0.5rem;
      border-radius: 1rem;
      white-space: nowrap;
      color: var(--muted);
      background: var(--raised);
      border: 1px solid transparent;
    }
    .badge[data-status='out'] {
      color: var(--bad);
      background: var(--bad-back);
    }
    .badge[data-status='order-now'],
    .badge[data-status='short'],
    .badge[data-status='soon'] {
      color: var(--warn);
      background: var(--warn-back);
    }
    .badge[data-status='fine'] {
      color: var(--good);
      background: var(--good-back);
    }
    .badge.simulated {
      /* Its surroundings may be muted already: twice would be too pale. */
      color: inherit;
      font-weight: 400;
      background: none;
      border: 1px dashed var(--control-line);
    }
    .message {
      display: grid;
      justify-items: start;
      gap: 0.75rem;
      padding: 1.5rem;
      max-inline-size: 36rem;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--raised);
    }
    .notice {
      font-size: 0.875rem;
      color: var(--muted);
    }
    .skeleton {
      display: grid;
      gap: 0.75rem;
    }
    .bone {
      block-size: 2.5rem;
      border-radius: var(--radius);
      background: var(--raised);
      animation: breathe 1.6s ease-in-out infinite alternate;
    }
    .bone.tall {
      block-size: 6rem;
    }
    @keyframes breathe {
      to {
        opacity: 0.45;
      }
    }
    @media (prefers-reduced-motion: reduce) {
      .bone {
        animation: none;
      }
    }
    @media (forced-colors: active) {
      .badge,
      .bone {
        border: 1px solid CanvasText;
      }
    }
  `,
];
