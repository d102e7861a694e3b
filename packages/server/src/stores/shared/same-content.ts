/**
 * Whether a document held already says all that the new one says and nothing else, apart from what the store itself
 * adds. Saves a write, and the work that caches and jobs would do for a change that is none.
 */
export function sameContent(held: object, given: object): boolean {
  return canonical(held) === canonical(given);
}

const storesOwn = new Set(['id', 'shopId', 'createdAt', 'updatedAt']);

/** JSON with keys in one order; `undefined` counts as absent. */
function canonical(document: object): string {
  const entries = Object.entries(document).filter(([key]) => !storesOwn.has(key));
  return JSON.stringify(Object.fromEntries(entries), (_, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
