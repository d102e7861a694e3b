import type { AlertOutput } from '@shelfwise/core/wire';
import type { StockText } from '../../owner/stock-text.js';

/** The headline of a product's alert, in the owner's language. */
export function alertTitle({ kind, values }: AlertOutput, words: StockText): string {
  return kind === 'out-of-stock' ? words.text('alertOut', values) : words.text('alertReorder', values);
}

/** The facts behind a product's alert, in one or two sentences. */
export function alertDetail({ kind, values }: AlertOutput, words: StockText): string {
  const facts =
    kind === 'out-of-stock' ? words.text('alertOutDetail', values) : words.text('alertReorderDetail', values);
  return Number(values.onOrder) > 0 ? `${facts} ${words.text('alertIncoming', values)}` : facts;
}
