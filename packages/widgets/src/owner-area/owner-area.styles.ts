import { css } from 'lit';

export const areaStyles = css`
  :host {
    display: block;
    min-block-size: 100vh;
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 1rem;
    padding: 0.625rem max(1rem, calc(50% - 38rem));
    border-block-end: 1px solid var(--line);
    background: var(--raised);
  }
  .brand {
    font-weight: 700;
    color: var(--accent);
  }
  .shop {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  nav {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem;
    margin-inline-start: auto;
  }
  nav a {
    padding: 0.375rem 0.75rem;
    border-radius: var(--radius);
    text-decoration: none;
    color: var(--text);
  }
  nav a:hover {
    text-decoration: underline;
  }
  nav a[aria-current] {
    font-weight: 600;
    color: var(--on-accent);
    background: var(--accent);
  }
  main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1.25rem;
    padding: 1.5rem max(1rem, calc(50% - 38rem)) 4rem;
  }
  h1 {
    margin: 0;
    font-size: 1.75rem;
    line-height: 1.2;
  }
  h1:focus {
    outline: none;
  }
  .alone {
    margin: 15vh auto;
    inline-size: min(34rem, calc(100% - 2rem));
  }
  .skip {
    position: absolute;
    inset-inline-start: 1rem;
    inset-block-start: -4rem;
    z-index: 2;
    padding: 0.5rem 1rem;
    background: var(--behind);
  }
  .skip:focus {
    inset-block-start: 0.5rem;
  }
  @media (forced-colors: active) {
    nav a[aria-current] {
      forced-color-adjust: none;
      color: HighlightText;
      background: Highlight;
    }
  }
`;
