/**
 * The color that shows behind an element: the background of the nearest ancestor, also outside its shadow root, that
 * has one of its own. Undefined where the page leaves it to the browser.
 */
export function pageBackground(element: Element): string | undefined {
  let at: Element | null = element;
  while (at) {
    const { backgroundColor } = getComputedStyle(at);
    // A translucent color would not cover the content behind it.
    if (!/^rgba|\/|transparent/.test(backgroundColor)) return backgroundColor;
    const root: Node = at.getRootNode();
    at = at.assignedSlot ?? at.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  }
  return undefined;
}
