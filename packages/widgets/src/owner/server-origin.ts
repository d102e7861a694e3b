import { pageContext } from '../internal/page-context.js';

/** Returns the origin that served `shop.js`. A page without `shop.js`, such as the owner's area, uses its own. */
export function serverOrigin(): string {
  if (pageContext().state.server) return pageContext().state.server;
  const script = document.querySelector<HTMLScriptElement>('script[src*="/v1/shop.js"]');
  return script ? new URL(script.src).origin : location.origin;
}
