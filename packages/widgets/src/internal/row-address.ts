import type { PageState } from './page-context.js';

/** What a row is about; an empty text stands for nothing. */
export interface RowAsk {
  placement: string;
  product: string;
  category: string;
  limit: number;
}

/** Placements that depend on who is looking. */
export const isPersonal = ({ placement }: RowAsk): boolean =>
  ['for-you', 'recently-viewed', 'buy-again', 'cart'].includes(placement);

/** Whether everybody gets the same answer. What is in the cart makes any row personal: it must not be shown. */
export const isForEverybody = (ask: RowAsk, { cart }: Readonly<PageState>): boolean =>
  !isPersonal(ask) && !cart.length;

/**
 * A row's question as the server takes it. It names all rows of the page, so that two that fall back do not show the
 * same, and asks for as many more products as the others may take away from it. Read from the document, so that the
 * script that asks ahead asks the same as the row.
 */
export function amongRows<Ask extends RowAsk>(ask: Ask): Ask & { rows: string[] } {
  const rows = [...document.querySelectorAll('shop-recs')].map(
    (row) => row.getAttribute('placement') ?? 'for-you',
  );
  // No answer holds more than 24.
  return { ...ask, limit: Math.min(24, ask.limit * (rows.length || 1)), rows };
}

/** Where the answer to a row is found that asks nothing personal. */
export const rowAddress = ({ server, key }: Readonly<PageState>, ask: RowAsk): string =>
  `${server}/v1/recommendations?` +
  String(new URLSearchParams({ key, ...amongRows(ask) } as object as Record<string, string>));
