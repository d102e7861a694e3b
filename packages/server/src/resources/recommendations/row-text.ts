import type { ProductCard, RecommendationRequest } from '@shelfwise/core/wire';
import type { FilledRow } from '../../rules/merchandising/drop-expired-new.js';
import { sharedReason } from '../../rules/merchandising/shared-reason.js';

/** JSON by card. The catalogue holds one object per card until it changes, so its text is made once as well. */
const texts = new WeakMap<ProductCard, string>();

function textOf(card: ProductCard): string {
  let text = texts.get(card);
  if (text === undefined) texts.set(card, (text = JSON.stringify(card)));
  return text;
}

/** The answer as JSON, without its braces and without the request's id. */
export function rowText({ placement }: Pick<RecommendationRequest, 'placement'>, row: FilledRow): string {
  const shared = sharedReason(row.chosen);
  const items = row.chosen.map(({ card, reason }) =>
    shared ? textOf(card) : `${textOf(card).slice(0, -1)},"reason":${JSON.stringify(reason)}}`,
  );
  const { filledBy, personal } = row;
  const reason = shared ? `"reason":${JSON.stringify(shared)},` : '';
  return `"placement":"${placement}","filledBy":"${filledBy}","personal":${personal},${reason}"items":[${items.join()}]`;
}
