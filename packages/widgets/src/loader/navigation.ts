/** Time for a page that is drawn by script to bring its new product data into the document. */
const settleMs = 300;

/**
 * Follows changes of page that load no document: pushState, replaceState, back and forward. Another path is another
 * page. Where the query alone changes, a variant was chosen or a campaign parameter removed; where the fragment alone
 * changes, the page stays as it is.
 *
 * `leave` is called at once, with false for a page that the browser had kept and now shows again. `look` is called when
 * the document can be searched, also after a change of the query alone.
 */
export function onNavigation(leave: (isOtherPage: boolean) => void, look: () => void): void {
  let { pathname, search } = location;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const check = () => {
    const isOtherPage = pathname !== location.pathname;
    if (isOtherPage) leave(true);
    else if (search === location.search) return;
    ({ pathname, search } = location);
    clearTimeout(timer);
    timer = setTimeout(look, settleMs);
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
    if (!event.persisted) return;
    leave(false);
    look();
  });
}
