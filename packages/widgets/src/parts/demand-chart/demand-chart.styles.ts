import { css } from 'lit';

export const chartStyles = css`
  :host {
    display: block;
    /* As wide as its place, however wide it was drawn before: a telephone turns. */
    contain: inline-size;
    --ink: color-mix(in srgb, currentColor 88%, transparent);
    --muted: color-mix(in srgb, currentColor 78%, transparent);
    --grid: color-mix(in srgb, currentColor 14%, transparent);
    --ahead: var(--shop-accent, light-dark(#1a5fb4, #8ab8f5));
    --out: light-dark(#b3261e, #ff8a80);
    --wait: light-dark(#7a5a00, #e5c15c);
    font-size: 0.8125rem;
  }
  figure {
    margin: 0;
    display: grid;
    gap: 0.5rem;
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem;
  }
  .reading {
    margin: 0;
    min-block-size: 1.25rem;
    font-variant-numeric: tabular-nums;
  }
  .views {
    display: flex;
  }
  .views button {
    font: inherit;
    color: inherit;
    background: none;
    border: 1px solid color-mix(in srgb, currentColor 58%, transparent);
    padding: 0.25rem 0.625rem;
    min-block-size: 1.75rem;
    cursor: pointer;
  }
  .views button:first-child {
    border-start-start-radius: 0.375rem;
    border-end-start-radius: 0.375rem;
  }
  .views button:last-child {
    border-start-end-radius: 0.375rem;
    border-end-end-radius: 0.375rem;
    border-inline-start: 0;
  }
  .views button[aria-pressed='true'] {
    font-weight: 600;
    box-shadow: inset 0 -2px var(--ahead);
  }
  .plot {
    block-size: 280px;
    touch-action: pan-y;
    cursor: crosshair;
  }
  :focus-visible {
    outline: 2px solid var(--ahead);
    outline-offset: 2px;
  }
  svg {
    display: block;
    overflow: visible;
  }
  svg text {
    fill: var(--muted);
    font-size: 0.75rem;
  }
  .end {
    text-anchor: end;
  }
  .middle {
    text-anchor: middle;
  }
  .grid {
    stroke: var(--grid);
  }
  .history {
    fill: none;
    stroke: var(--ink);
    stroke-width: 1.5;
    stroke-linejoin: round;
  }
  .ground {
    fill: var(--ink);
    fill-opacity: 0.07;
  }
  .expected {
    fill: none;
    stroke: var(--ahead);
    stroke-width: 2;
    stroke-dasharray: 6 4;
  }
  .band {
    fill: var(--ahead);
    stroke: var(--ahead);
    stroke-width: 0.75;
    fill-opacity: 0.16;
  }
  .band.half {
    fill-opacity: 0.3;
  }
  .wait {
    fill: var(--wait);
    fill-opacity: 0.14;
  }
  .today {
    stroke: var(--ink);
  }
  svg .now {
    fill: var(--ink);
    font-weight: 600;
  }
  .cut {
    fill: var(--ink);
  }
  .out {
    fill: var(--out);
  }
  .cursor {
    stroke: var(--ink);
  }
  .dot {
    fill: var(--ink);
  }
  .dot.ahead {
    fill: var(--ahead);
  }
  figcaption {
    display: grid;
    gap: 0.5rem;
  }
  figcaption p {
    margin: 0;
    max-inline-size: 75ch;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1rem;
    margin: 0;
    padding: 0;
    list-style: none;
    color: var(--muted);
  }
  .legend li {
    display: flex;
    align-items: center;
    gap: 0.375rem;
  }
  .rows {
    max-block-size: 20rem;
    overflow: auto;
  }
  table {
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 0.25rem 0.75rem;
    text-align: start;
    font-weight: inherit;
    border-block-end: 1px solid var(--grid);
  }
  thead th {
    font-weight: 600;
  }
  summary {
    cursor: pointer;
    min-block-size: 1.5rem;
    inline-size: fit-content;
  }
  @media (forced-colors: active) {
    :host {
      --ink: CanvasText;
      --muted: CanvasText;
      --grid: GrayText;
      --ahead: Highlight;
      --out: CanvasText;
      --wait: GrayText;
    }
    svg {
      forced-color-adjust: none;
    }
    .views button[aria-pressed='true'] {
      forced-color-adjust: none;
      color: HighlightText;
      background: Highlight;
    }
  }
`;
