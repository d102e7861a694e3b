/**
 * Which products the rows of this page show, so that no product is shown by two. Rows ask the server side by side;
 * each asks for a few more than it needs while others are being filled, and takes what nobody has taken before it.
 */
interface Claim {
  /** Products and groups on show. */
  names: ReadonlySet<string>;
  products: string[];
}

const claims = new Map<object, Claim>();
/** Rows with a request under way, with how many products each wants. */
const wanting = new Map<object, number>();

export interface Named {
  product: string;
  group: string;
}

/** Says that a row is about to ask; returns how many more to ask for than it needs. */
export function reserveClaim(row: object, count: number): number {
  wanting.set(row, count);
  let others = 0;
  for (const [other, wanted] of wanting) if (other !== row) others += wanted;
  return others;
}

/** Products that other rows show, for the server to leave out. */
export function claimedByOthers(row: object): string[] {
  return [...claims].flatMap(([other, { products }]) => (other === row ? [] : products));
}

/** Takes the first `count` items that no other row shows. */
export function claim<Item extends Named>(row: object, items: Item[], count: number): Item[] {
  wanting.delete(row);
  const taken = new Set([...claims].flatMap(([other, { names }]) => (other === row ? [] : [...names])));
  const own = items.filter(({ product, group }) => !taken.has(product) && !taken.has(group)).slice(0, count);
  claims.set(row, {
    names: new Set(own.flatMap(({ product, group }) => [product, group])),
    products: own.map(({ product }) => product),
  });
  return own;
}

export function releaseClaim(row: object): void {
  wanting.delete(row);
  claims.delete(row);
}
