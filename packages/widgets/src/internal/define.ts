/**
 * Registers an element unless its tag is taken. A page that loads two versions, or defines a tag of its own by that
 * name, keeps the first: `customElements.define` would throw into the page.
 */
export function define(tag: string, element: CustomElementConstructor): void {
  if (customElements.get(tag) === undefined) customElements.define(tag, element);
}
