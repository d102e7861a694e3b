export interface Named {
  product: string;
  group: string;
}

/**
 * Which products the rows of this page show, so that no product is shown by two. Rows ask the server side by side;
 * each asks for a few more than it needs while others are being filled, and takes what nobody has taken before it.
 */
const claims = new Map<object, readonly Named[]>();
/** Rows with a request under way, with how many products each wants. */
const wanting = new Map<object, number>();

/** Says that a row is about to ask; returns how many more to ask for than it needs. */
export function reserveClaim(row: object, count: number): number {
  wanting.set(row, count);
  let others = 0;
  for (const [other, wanted] of wanting) if (other !== row) others += wanted;
  return others;
}

const shownByOthers = (row: object) => [...claims].flatMap(([other, items]) => (other === row ? [] : items));

/** Products that other rows show, for the server to leave out. */
export function claimedByOthers(row: object): string[] {
  return shownByOthers(row).map(({ product }) => product);
}

/** Takes the first `count` items that no other row shows. */
export function claim<Item extends Named>(row: object, items: Item[], count: number): Item[] {
  wanting.delete(row);
  const taken = new Set(shownByOthers(row).flatMap(({ product, group }) => [product, group]));
  const own = items.filter(({ product, group }) => !taken.has(product) && !taken.has(group)).slice(0, count);
  claims.set(row, own);
  return own;
}

export function releaseClaim(row: object): void {
  wanting.delete(row);
  claims.delete(row);
}
