import { normalizeColor } from '@shelfwise/core/language';
import { readQuery } from '@shelfwise/core/search';
import { entityValue, say, type Action, type ActionContext, type ActionOutcome } from '../action.js';
import { recall, rememberSearch } from '../conversation-memory.js';
import type { CatalogueSearch } from '../../../product-search/catalogue-search.js';
import { describeQuery } from './describe-query.js';

const cardLimit = 6;
/** Each word that gives way is a search. */
const maxKindWords = 4;
const asksForAnother = /\bones?\b\W*$/i;

/**
 * "And the retrospot one?" after "lunch bag pink": another of that kind. What was said of the first one last gives way,
 * word by word, until one has all that is left. Undefined where nothing has.
 */
export async function anotherOne(
  search: CatalogueSearch,
  context: ActionContext,
): Promise<ActionOutcome | undefined> {
  const { shop, text } = context;
  const { query: former } = recall(context);
  const said = readQuery(text);
  // "Only gold ones" are of another colour: that is the last search refined.
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
        say(`Here is what I found for “${describeQuery(shop, query)}”:`),
        { type: 'products', items: cards },
      ],
      slots: rememberSearch(context, query, cards),
      unanswered: false,
    };
  }
  return undefined;
}

/** What an action says, unless another one of the kind was asked for. */
export const anotherOneOr =
  (search: CatalogueSearch, action: Action): Action =>
  async (context) =>
    (await anotherOne(search, context)) ?? action(context);
