import { buildNeighborTable, neighborsOf, type NeighborTable, type TableRow } from './neighbor-table.js';

/** What a row on a page shows unless it is told otherwise. */
const placesShown = 8;

/**
 * Gives a product that no row would show one place, the last that a page shows, in the row of the product it is most
 * like. Nearest neighbors alone leave some products in nobody's row, and what is never shown is never found. A product
 * that is like none gets no place: its row would claim a likeness that is not there.
 *
 * A row takes at most one of them, and only in place of a product that another row shows too. Cost: one pass over the
 * table; for each such product at most its neighbors.
 */
export function reachEveryItem(table: NeighborTable, neighborsKept: number): NeighborTable {
  const itemCount = table.offsets.length - 1;
  const shown = Math.min(placesShown, neighborsKept);
  const reached = new Uint32Array(itemCount);
  for (let item = 0; item < itemCount; item++) {
    const end = Math.min(table.offsets[item + 1]!, table.offsets[item]! + shown);
    for (let at = table.offsets[item]!; at < end; at++) reached[table.items[at]!]!++;
  }
  const guests = new Map<number, number>();
  // Who has fewest hosts to choose from chooses first.
  const hostsOf = (item: number) => table.offsets[item + 1]! - table.offsets[item]!;
  const unreached = Array.from(reached.keys()).filter((item) => reached[item] === 0);
  for (const item of unreached.sort((a, b) => hostsOf(a) - hostsOf(b) || a - b)) {
    if (reached[item] === 0) seat(item);
  }
  return guests.size === 0 ? table : withGuests(table, guests, shown, neighborsKept);

  function seat(guest: number): void {
    for (const { item: host } of neighborsOf(table, guest)) {
      if (guests.has(host)) continue;
      const last = table.offsets[host]! + shown - 1;
      const isFull = last < table.offsets[host + 1]!;
      if (isFull && reached[table.items[last]!]! < 2) continue;
      if (isFull) reached[table.items[last]!]!--;
      reached[guest] = 1;
      guests.set(host, guest);
      return;
    }
  }
}

function withGuests(
  table: NeighborTable,
  guests: ReadonlyMap<number, number>,
  shown: number,
  neighborsKept: number,
): NeighborTable {
  const itemCount = table.offsets.length - 1;
  return buildNeighborTable(itemCount, neighborsKept, (add) => {
    for (let item = 0; item < itemCount; item++) {
      const row: TableRow[] = neighborsOf(table, item);
      const guest = guests.get(item);
      if (guest !== undefined && !row.slice(0, shown).some((held) => held.item === guest)) {
        const others = row.filter((held) => held.item !== guest);
        const place = Math.min(shown - 1, others.length);
        // In order with the others, and no louder than the last of them.
        const score = others[place]?.score ?? (others[place - 1]?.score ?? 0.1) / 2;
        others.splice(place, 0, { item: guest, score });
        add(others.slice(0, neighborsKept));
      } else {
        add(row);
      }
    }
  });
}
