import { say, sayAll } from '../../wording/action-message.js';
import { phrase } from '../../wording/phrase.js';
import type { Action } from '../action.js';
import { rememberSearch } from '../conversation-memory.js';
import { describeQuery, remarkOnShown } from './describe-query.js';
import { cardLimit } from './show-products.js';

/** `action_more_products`: further products that the last search finds. */
export const showMoreProducts: Action = async (context, { search }) => {
  const { shop } = context;
  const { query, shown } = context.memory;
  if (!query) return { messages: [say('utter_ask_more_of_what')] };
  const found = await search.find(shop, query, { limit: cardLimit, seen: shown });
  const wish = describeQuery(shop, query);
  // Near finds may be followed by more near finds, but exact finds are not followed by near ones.
  const first = found.match === 'some' ? await search.find(shop, query, { limit: 1 }) : found;
  if (found.cards.length === 0 || found.match !== first.match || found.dropped.length > 0) {
    return { messages: [sayAll(remarkOnShown(query), phrase('utter_no_more', { wish }))] };
  }
  return {
    messages: [
      sayAll(remarkOnShown(query), phrase('utter_more', { wish })),
      { type: 'products', items: found.cards },
    ],
    slots: rememberSearch(context, query, found.cards, shown),
  };
};
