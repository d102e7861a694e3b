import { start } from './start.js';

/**
 * The one classic script of a page: `<script async src="https://…/v1/shop.js" data-key="pk_…"></script>`.
 * It must be classic: `document.currentScript`, which tells where the server is, is null in modules. The server's
 * address is the script's own up to `/v1/`, so that a shop may serve it through a path of its own.
 */
try {
  const script = document.currentScript as HTMLScriptElement;
  const { key } = script.dataset;
  if (key) start({ server: script.src.replace(/\/v1\/[^/]*$/, ''), key });
} catch {
  // A page without us is better than a page with our error.
}
