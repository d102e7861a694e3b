/**
 * Registers an element unless its tag is taken. `customElements.define` would throw into a page that loads
 * two versions, or that defines the tag itself.
 */
export function define(tag: string, element: CustomElementConstructor): void {
  if (customElements.get(tag) === undefined) customElements.define(tag, element);
}
