import type { ShopOrder } from './dataset.js';
import type { OrderDigests } from './order-digests.js';
import type { ShelfwiseApi } from './shelfwise-api.js';

type Lines = ShopOrder['lines'];

/**
 * An order that an export cuts in two stands in two files, and a longer file repeats what a shorter one said. So of each
 * product an order has the lines of the file that named it last, and those of products that this file does not name
 * stay: nothing is lost, and nothing counts twice, whatever is added in whatever order, and however often.
 */
export function joinLines(held: Lines, told: Lines): Lines {
  const named = new Set(told.map(({ product }) => product));
  return [...held.filter(({ product }) => !named.has(product)), ...told];
}

const parallel = 8;

/** The orders of a file, each with the lines that the shop holds of it already. Asks for those only that it may hold. */
export async function withHeldLines(
  api: Pick<ShelfwiseApi, 'orderLines'>,
  known: OrderDigests,
  orders: readonly ShopOrder[],
): Promise<ShopOrder[]> {
  const isKnown = new Set(Object.keys(known));
  const joined = [...orders];
  let next = 0;
  const joinSome = async () => {
    for (let at = next++; at < orders.length; at = next++) {
      const order = orders[at]!;
      if (!isKnown.has(order.key)) continue;
      joined[at] = { ...order, lines: joinLines((await api.orderLines(order.key)) ?? [], order.lines) };
    }
  };
  await Promise.all(Array.from({ length: parallel }, joinSome));
  return joined;
}
