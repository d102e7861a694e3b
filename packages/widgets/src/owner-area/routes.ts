/** Sections of the owner's area, in the order of the navigation. */
export const sections = [
  { name: 'today', title: 'Today' },
  { name: 'recommendations', title: 'Recommendations' },
  { name: 'chat', title: 'Chat' },
  { name: 'stock', title: 'Stock' },
  { name: 'setup', title: 'Setup' },
] as const;

export type SectionName = (typeof sections)[number]['name'];

export interface Route {
  section: SectionName;
  /** What within the section: a product's key in Stock, a question in Chat. */
  detail: string;
  /** The section's own view, as a query: the filters of Stock. */
  view: string;
}

/** `#/stock/84001` → the section and its detail, `#/stock?status=out` → Stock with its filters; anything else is Today. */
export function parseRoute(hash: string): Route {
  const [, path = '', view = ''] = /^#?([^?]*)\??(.*)$/s.exec(hash) ?? [];
  const [, name, ...rest] = path.split('/');
  const section = sections.find((known) => known.name === name)?.name ?? 'today';
  try {
    return { section, detail: section === name ? decodeURIComponent(rest.join('/')) : '', view };
  } catch {
    return { section, detail: '', view };
  }
}
