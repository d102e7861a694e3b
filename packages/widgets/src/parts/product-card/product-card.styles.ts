import { css } from 'lit';

/** Uses the page's colours, so that cards fit light and dark pages. */
export const productCardStyles = css`
  .card {
    position: relative;
    display: flex;
    flex-direction: column;
    gap: 0.35em;
    block-size: 100%;
    min-inline-size: 0;
    padding: var(--shop-card-padding, 0);
    background: var(--shop-card-background, transparent);
    border-radius: var(--shop-radius, 0.5rem);
  }
  /* The picture fills the remaining height, up to a square. Any surplus stays below the card. */
  .link {
    display: flex;
    flex: 1;
    max-block-size: calc(var(--shop-card-width, 11rem) + 3.05em);
    flex-direction: column;
    gap: 0.35em;
    min-block-size: 0;
    color: inherit;
    text-decoration: none;
    border-radius: inherit;
  }
  .link:hover .name {
    text-decoration: underline;
  }
  .link:focus-visible,
  button:focus-visible {
    outline: 2px solid var(--shop-accent, currentColor);
    outline-offset: 2px;
  }
  .picture {
    position: relative;
    flex: 1;
    min-block-size: 5em;
    overflow: hidden;
    border-radius: var(--shop-radius, 0.5rem);
  }
  .picture img {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: var(--shop-image-fit, contain);
  }
  .picture.missing {
    background: color-mix(in srgb, currentColor 8%, transparent);
  }
  .picture.missing img {
    display: none;
  }
  .picture.missing::before {
    content: attr(data-letter) / '';
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    font-size: 2.5em;
  }
  .name,
  .reason {
    display: -webkit-box;
    flex: none;
    margin: 0;
    overflow: hidden;
    line-height: 1.35;
    unicode-bidi: plaintext;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  /* A reason always has the height of two lines, so that all pictures of a row have the same height. */
  .name,
  .card .reason {
    block-size: 2lh;
  }
  .reason {
    font-size: 0.8125em;
  }
  .facts {
    display: flex;
    gap: 0.5em;
    align-items: baseline;
    justify-content: space-between;
    line-height: 1.35;
  }
  .price {
    font-weight: 600;
  }
  ins {
    text-decoration: none;
  }
  del {
    font-size: 0.875em;
    font-weight: 400;
  }
  .rating .icon {
    inline-size: 1em;
    block-size: 1em;
    margin-inline-end: 0.15em;
    vertical-align: -0.1em;
  }
  .rating {
    font-size: 0.875em;
    white-space: nowrap;
  }
  .add,
  .sold-out {
    margin: 0;
    min-block-size: 2.25rem;
    padding-inline: 0.75em;
  }
  .sold-out {
    display: grid;
    place-items: center;
  }
  button.add {
    overflow: hidden;
    color: var(--shop-accent, inherit);
    font: inherit;
    font-size: 0.875em;
    text-overflow: ellipsis;
    white-space: nowrap;
    cursor: pointer;
    background: transparent;
    border: 1px solid currentColor;
    border-radius: var(--shop-radius, 0.5rem);
  }
  button.add:hover {
    background: color-mix(in srgb, currentColor 10%, transparent);
  }
  button.add[aria-disabled='true'] {
    cursor: progress;
  }
  .bone {
    background: color-mix(in srgb, currentColor 9%, transparent);
    border-radius: var(--shop-radius, 0.5rem);
  }
  .line {
    display: block;
    block-size: 1em;
  }
  .facts .short {
    inline-size: 45%;
  }
  @media (forced-colors: active) {
    .bone,
    .picture.missing {
      border: 1px solid GrayText;
    }
  }
`;
