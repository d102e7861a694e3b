import type { Id, OrderDocument } from '../../../stores/port/documents.js';
import type { Store } from '../../../stores/port/store.js';

type Orders = Pick<Store, 'orders'>;

const bareNumber = (number: string) => number.replace(/^#/, '').trim();
const initials = /^[a-z]{1,4}-/i;
/** Newest orders that show which initials the shop's numbers begin with. */
const maxSampled = 50;

/**
 * Counts guesses at one order together, however its number is spelled. Made from the given number alone, so
 * it reveals nothing.
 */
export const guessName = (number: string) => bareNumber(number).replace(initials, '').toLowerCase();

/**
 * Shoppers write "#123" and "sw-123" for "SW-123", and leave out the initials that the shop's numbers begin
 * with. A number that fits several orders finds none.
 */
export async function findOrder(
  { orders }: Orders,
  shopId: Id,
  number: string,
): Promise<OrderDocument | null> {
  const bare = bareNumber(number);
  const spellings = [...new Set([bare, bare.toUpperCase(), bare.toLowerCase(), `#${bare}`])];
  const found = await orders.findByKeys(shopId, spellings);
  const exact = spellings.map((spelling) => found.get(spelling)).find((order) => order !== undefined);
  if (exact || initials.test(bare)) return exact ?? null;
  const { items } = await orders.list(shopId, { limit: maxSampled });
  const beginnings = new Set(items.flatMap(({ key }) => initials.exec(key)?.[0] ?? []));
  const longer = [...beginnings].flatMap((beginning) =>
    [bare, bare.toUpperCase(), bare.toLowerCase()].map((rest) => beginning + rest),
  );
  if (longer.length === 0) return null;
  const matching = [...(await orders.findByKeys(shopId, [...new Set(longer)])).values()];
  return matching.length === 1 ? matching[0]! : null;
}
