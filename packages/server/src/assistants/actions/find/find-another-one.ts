import { normalizeColor } from '@shelfwise/core/language';
import { say } from '../../wording/action-message.js';
import { entityValue, type Action, type Attempt } from '../action.js';
import { rememberSearch } from '../conversation-memory.js';
import { describeQuery } from './describe-query.js';
import { cardLimit } from './show-products.js';

/** Each word of the former search that is dropped costs a search. */
const maxKindWords = 4;
const asksForAnother = /\bones?\b\W*$/i;

/**
 * "And the retrospot one?" after "lunch bag pink" asks for another lunch bag. Words of the former search are
 * dropped from its end until a product has all that is left. Undefined where none has.
 */
export const findAnotherOne: Attempt = async (context, { search }) => {
  const { shop, text, query: said, memory } = context;
  const former = memory.query;
  // "Only gold ones" names a color only, which refines the last search.
  const isColor = said.text.split(' ').every((word) => normalizeColor(word) !== undefined);
  const isPlace = entityValue(context, 'ordinal') !== undefined;
  if (!former || said.text === '' || isColor || isPlace || !asksForAnother.test(text)) return undefined;
  const kind = former.text.split(' ').filter(Boolean).slice(0, maxKindWords);
  for (let length = kind.length; length > 0; length--) {
    const query = { ...said, text: [...kind.slice(0, length), said.text].join(' ') };
    const { cards, match, dropped } = await search.find(shop, query, { limit: cardLimit });
    if (cards.length === 0 || match !== 'words' || dropped.length > 0) continue;
    return {
      messages: [
        say('utter_found', { wish: describeQuery(shop, query) }),
        { type: 'products', items: cards },
      ],
      slots: rememberSearch(context, query, cards),
      unanswered: false,
    };
  }
  return undefined;
};

/** Asks for another one of the kind are answered before the action. */
export const withAnotherOne =
  (action: Action): Action =>
  async (context, tools) =>
    (await findAnotherOne(context, tools)) ?? action(context, tools);
