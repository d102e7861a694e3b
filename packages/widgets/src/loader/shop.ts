import { start } from './start.js';

/**
 * The script of a page: `<script async src="https://…/v1/shop.js" data-key="pk_…"></script>`. It must be a
 * classic script, because `document.currentScript` is null in modules. The server's address is the script's
 * own up to `/v1/`, so that a shop may serve the script through its own path.
 */
try {
  const script = document.currentScript as HTMLScriptElement;
  const { key } = script.dataset;
  if (key) start({ server: script.src.replace(/\/v1\/[^/]*$/, ''), key });
} catch {
  // An error here must not reach the page.
}
