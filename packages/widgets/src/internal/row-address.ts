import type { PageState } from './page-context.js';

/** The request of a row. An empty text means that the value is absent. */
export interface RowAsk {
  placement: string;
  product: string;
  category: string;
  limit: number;
}

/** Whether the products of a placement depend on the visitor. */
export const isPersonal = ({ placement }: RowAsk): boolean =>
  ['for-you', 'recently-viewed', 'buy-again', 'cart'].includes(placement);

/**
 * Whether every visitor gets the same response. Products in the cart must not be recommended, so a cart makes
 * every row personal.
 */
export const isForEverybody = (ask: RowAsk, { cart }: Readonly<PageState>): boolean =>
  !isPersonal(ask) && !cart.length;

/**
 * The request of a row as the server expects it. It names all rows of the page, so that two rows do not fall
 * back to the same placement. It asks for enough products to replace those that the other rows show. Both
 * this script and the loader read the rows from the document, so that their requests are equal.
 */
export function amongRows<Ask extends RowAsk>(ask: Ask): Ask & { rows: string[] } {
  const rows = [...document.querySelectorAll('shop-recs')].map(
    (row) => row.getAttribute('placement') ?? 'for-you',
  );
  // The server returns at most 24.
  return { ...ask, limit: Math.min(24, ask.limit * (rows.length || 1)), rows };
}

/** The address of a row's request that contains nothing personal. */
export const rowAddress = ({ server, key }: Readonly<PageState>, ask: RowAsk): string =>
  `${server}/v1/recommendations?` +
  String(new URLSearchParams({ key, ...amongRows(ask) } as object as Record<string, string>));
