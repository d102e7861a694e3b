/**
 * The price a shopper pays now: the most frequent unit price of the last sixty days with sales, in single quantities
 * (under the wholesale limit). A product is on sale only if it really became cheaper: its usual price of the year
 * before was at least ten per cent higher.
 */
export interface PricedSale {
  /** Wall-clock milliseconds. */
  at: number;
  price: number;
}

export interface UsualPrice {
  price: number;
  salePrice?: number;
}

const recentDays = 60;
const yearDays = 365;
/** Fewer sales than this say nothing about a usual price. */
const enoughSales = 8;
const dayMs = 86_400_000;

/** Most frequent price; of equals, the one seen last. */
export function mostFrequentPrice(sales: PricedSale[]): number | undefined {
  const counts = new Map<number, number>();
  let best: number | undefined;
  for (const { price } of sales) {
    const count = (counts.get(price) ?? 0) + 1;
    counts.set(price, count);
    if (best === undefined || count >= (counts.get(best) ?? 0)) best = price;
  }
  return best;
}

/** `sales` oldest first, all of one product. */
export function usualPrice(sales: PricedSale[]): UsualPrice | undefined {
  const last = sales.at(-1);
  if (last === undefined) return undefined;
  const recent = sales.filter(({ at }) => at > last.at - recentDays * dayMs);
  const before = sales.filter(
    ({ at }) => at <= last.at - recentDays * dayMs && at > last.at - (recentDays + yearDays) * dayMs,
  );
  const now = mostFrequentPrice(recent);
  if (now === undefined) return undefined;
  const then =
    before.length >= enoughSales && recent.length >= enoughSales ? mostFrequentPrice(before) : undefined;
  return then !== undefined && now <= then * 0.9 ? { price: then, salePrice: now } : { price: now };
}
