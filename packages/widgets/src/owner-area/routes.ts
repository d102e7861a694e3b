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
  /** The state that Stock is to show only. */
  status: string;
}

/** `#/stock/84001` → the section and its detail, `#/stock?status=out` → Stock of one state; anything else is Today. */
export function parseRoute(hash: string): Route {
  const [path = '', query] = hash.replace(/^#/, '').split('?');
  const [, name, ...rest] = path.split('/');
  const status = new URLSearchParams(query).get('status') ?? '';
  const section = sections.find((known) => known.name === name)?.name ?? 'today';
  try {
    return { section, detail: section === name ? decodeURIComponent(rest.join('/')) : '', status };
  } catch {
    return { section, detail: '', status };
  }
}
