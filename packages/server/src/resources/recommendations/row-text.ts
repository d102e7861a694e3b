import type { ProductCard, Reason, RecommendationRequest } from '@shelfwise/core/wire';
import type { ChosenProduct, FilledRow } from './fill-row.js';

/** JSON of a card. The catalogue holds one object a card until it changes, so its text is made once, too. */
const texts = new WeakMap<ProductCard, string>();

function textOf(card: ProductCard): string {
  let text = texts.get(card);
  if (text === undefined) texts.set(card, (text = JSON.stringify(card)));
  return text;
}

/** The answer as JSON, without its braces and its request's id. */
export function rowText({ placement }: Pick<RecommendationRequest, 'placement'>, row: FilledRow): string {
  const shared = sharedReason(row.chosen);
  const items = row.chosen.map(({ card, reason }) =>
    shared ? textOf(card) : `${textOf(card).slice(0, -1)},"reason":${JSON.stringify(reason)}}`,
  );
  const { filledBy, personal } = row;
  const reason = shared ? `"reason":${JSON.stringify(shared)},` : '';
  return `"placement":"${placement}","filledBy":"${filledBy}","personal":${personal},${reason}"items":[${items.join()}]`;
}

/** A reason that all share stands once, with the row; otherwise each item carries its own. */
export function withReasons(chosen: readonly ChosenProduct[]): { reason?: Reason; items: ProductCard[] } {
  const reason = sharedReason(chosen);
  return reason
    ? { reason, items: chosen.map(({ card }) => card) }
    : { items: chosen.map((one) => ({ ...one.card, reason: one.reason })) };
}

function sharedReason(chosen: readonly ChosenProduct[]): Reason | undefined {
  const first = chosen[0]?.reason;
  return first && chosen.every(({ reason }) => isSameReason(reason, first)) ? first : undefined;
}

function isSameReason(a: Reason, b: Reason): boolean {
  return a.code === b.code && a.product === b.product && a.category === b.category;
}
