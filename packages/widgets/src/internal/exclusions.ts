export interface Named {
  product: string;
  group: string;
}

/**
 * Which products the rows of this page show, so that no product is shown by two, and what they say of them, so that no
 * two rows are the same to a shopper. Rows ask the server side by side; each takes what nobody has taken before it.
 */
interface Claim {
  items: readonly Named[];
  filledBy: string;
  title?: string;
}

const claims = new Map<object, Claim>();
const othersThan = (row: object) => [...claims].flatMap(([other, own]) => (other === row ? [] : own));

const shownByOthers = (row: object) => othersThan(row).flatMap(({ items }) => items);

/** Products that other rows show, for the server to leave out. */
export function claimedByOthers(row: object): string[] {
  return shownByOthers(row).map(({ product }) => product);
}

/** Placements that other rows were filled by. */
export function fillsOfOthers(row: object): string[] {
  return othersThan(row).map(({ filledBy }) => filledBy);
}

/** Takes the first `count` items that no other row shows. */
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

/** The title that a row wants, unless another row stands under the same. */
export function distinctTitle(row: object, wanted: string, otherwise: string): string {
  const title = othersThan(row).some((other) => other.title === wanted) ? otherwise : wanted;
  const own = claims.get(row);
  if (own) own.title = title;
  return title;
}

export function releaseClaim(row: object): void {
  claims.delete(row);
}
