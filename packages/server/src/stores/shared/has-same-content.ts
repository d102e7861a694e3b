import { isDeepStrictEqual } from 'node:util';

/**
 * Whether two documents hold the same content, apart from the fields that the store itself sets. An undefined field
 * counts as absent. Skipping an unchanged document saves the write, and the work that caches and jobs would do for it.
 */
export function hasSameContent(held: object, given: object): boolean {
  return isDeepStrictEqual(contentOf(held, storeFields), contentOf(given, storeFields));
}

const storeFields: ReadonlySet<string> = new Set(['id', 'shopId', 'createdAt', 'updatedAt']);

function contentOf(document: object, left?: ReadonlySet<string>): object {
  const fields = Object.entries(document).filter(([key, value]) => value !== undefined && !left?.has(key));
  return Object.fromEntries(fields.map(([key, value]: [string, unknown]) => [key, plainValue(value)]));
}

function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainValue);
  return value instanceof Object && !(value instanceof Date) ? contentOf(value) : value;
}
