/** Time for a page drawn by script to bring its new product data into the document. */
const settleMs = 300;

/**
 * Calls back after each change of page that does not load a document: pushState, replaceState, back and forward, and
 * a page that the browser had kept aside, which is looked at anew. A changed fragment is the same page.
 */
export function onNavigation(callback: (isNewLook?: boolean) => void): void {
  const address = () => location.pathname + location.search;
  let current = address();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const check = () => {
    const next = address();
    if (next === current) return;
    current = next;
    clearTimeout(timer);
    timer = setTimeout(callback, settleMs);
  };
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name].bind(history);
    history[name] = (...values) => {
      original(...values);
      check();
    };
  }
  addEventListener('popstate', check);
  addEventListener('pageshow', (event) => {
    if (event.persisted) callback(true);
  });
}
