export interface Named {
  product: string;
  group: string;
}

/**
 * Keeps track of the products and titles of all rows on the page, so that no two rows show the same. Rows
 * send their requests in parallel; each takes the products that no other row has taken.
 */
interface Claim {
  items: readonly Named[];
  filledBy: string;
  title?: string;
}

const claims = new Map<object, Claim>();
const othersThan = (row: object) => [...claims].flatMap(([other, own]) => (other === row ? [] : own));

const shownByOthers = (row: object) => othersThan(row).flatMap(({ items }) => items);

/** Products of the other rows, which the server leaves out. */
export function claimedByOthers(row: object): string[] {
  return shownByOthers(row).map(({ product }) => product);
}

/** Placements that filled the other rows. */
export function fillsOfOthers(row: object): string[] {
  return othersThan(row).map(({ filledBy }) => filledBy);
}

/** Claims the first `count` items that no other row shows. */
export function claim<Item extends Named>(
  row: object,
  { items, filledBy }: { items: Item[]; filledBy: string },
  count: number,
): Item[] {
  const taken = new Set(shownByOthers(row).flatMap(({ product, group }) => [product, group]));
  const own = items.filter(({ product, group }) => !taken.has(product) && !taken.has(group)).slice(0, count);
  claims.set(row, { items: own, filledBy });
  return own;
}

/** The title that a row wants, or the alternative if another row has that title. */
export function distinctTitle(row: object, wanted: string, otherwise: string): string {
  const title = othersThan(row).some((other) => other.title === wanted) ? otherwise : wanted;
  const own = claims.get(row);
  if (own) own.title = title;
  return title;
}

export function releaseClaim(row: object): void {
  claims.delete(row);
}
