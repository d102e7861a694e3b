import { pageContext } from '../internal/page-context.js';

/** The server that the page's `shop.js` came from; the page's own origin when there is none (the owner's area). */
export function serverOrigin(): string {
  if (pageContext().state.server) return pageContext().state.server;
  const script = document.querySelector<HTMLScriptElement>('script[src*="/v1/shop.js"]');
  return script ? new URL(script.src).origin : location.origin;
}
