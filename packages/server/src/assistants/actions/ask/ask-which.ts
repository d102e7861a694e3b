import type { ProductCard } from '@shelfwise/core/wire';
import type { ProductDocument } from '../../../stores/port/documents.js';
import { say } from '../../wording/action-message.js';
import { orList } from '../../wording/phrase.js';
import type { ActionOutcome } from '../action.js';
import type { ActionContext } from '../action-context.js';
import { rememberList, type OpenQuestion } from '../conversation-memory.js';

/** Several products have that name: their cards are shown, and "the second one" answers. */
export function askWhich(
  context: ActionContext,
  cards: ProductCard[],
  question: OpenQuestion,
): ActionOutcome {
  return {
    messages: [say('utter_ask_which_card'), { type: 'products', items: cards }],
    slots: { ...rememberList(context, cards), open_question: question },
  };
}

/** The list is shown above already, so "the second one" answers. */
export function askWhichOf(products: readonly ProductDocument[], question: OpenQuestion): ActionOutcome {
  const titles = orList(products.map(({ title }) => title));
  return { messages: [say('utter_ask_which_of', { titles })], slots: { open_question: question } };
}
