/**
 * The best `K` neighbors of every item, best first: row `i` is `items[offsets[i] .. offsets[i + 1])` with `scores`
 * beside it. A catalogue of 100,000 products with 50 neighbors takes 40 MB; a dense matrix would take 40 GB.
 */
export interface NeighborTable {
  /** [items + 1] */
  offsets: Uint32Array;
  items: Uint32Array;
  scores: Float32Array;
}

export interface TableRow {
  item: number;
  score: number;
}

/** Packs rows that come one by one, in item order, each through one call of `add`. */
export function buildNeighborTable(
  itemCount: number,
  neighbors: number,
  fill: (add: (row: readonly TableRow[]) => void) => void,
): NeighborTable {
  const offsets = new Uint32Array(itemCount + 1);
  let items = new Uint32Array(itemCount * neighbors);
  let scores = new Float32Array(items.length);
  let rows = 0;
  let used = 0;
  fill((row) => {
    for (const neighbor of row) {
      items[used] = neighbor.item;
      scores[used] = neighbor.score;
      used++;
    }
    offsets[++rows] = used;
  });
  if (rows !== itemCount) throw new RangeError(`neighbor table: ${rows} rows for ${itemCount} items`);
  items = items.slice(0, used);
  scores = scores.slice(0, used);
  return { offsets, items, scores };
}

/** Row of one item as pairs, best first; empty for an item that the table does not know. */
export function neighborsOf(table: NeighborTable, item: number): TableRow[] {
  const row: TableRow[] = [];
  const end = table.offsets[item + 1] ?? 0;
  for (let at = table.offsets[item] ?? 0; at < end; at++) {
    row.push({ item: table.items[at]!, score: table.scores[at]! });
  }
  return row;
}
