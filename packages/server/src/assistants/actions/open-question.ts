import type { Action } from './action.js';
import { recall, type OpenQuestion } from './conversation-memory.js';
import type { FindMeant } from './which-product.js';

/** An answer that tells which product it is, or at least of what name. */
const namesOne = new Set(['listed', 'named', 'several']);

/**
 * We asked "which product do you mean?", and the answer, whatever it was taken for, names one: then the question that was
 * open is answered. The project's domain closes an open question when something else is said.
 */
export function afterOpenQuestion(
  meant: FindMeant,
  answers: Record<OpenQuestion, Action>,
): (action: Action) => Action {
  return (action) => async (context) => {
    const { openQuestion } = recall(context);
    if (openQuestion === undefined) return action(context);
    const found = await meant(context);
    const isNamed = found !== undefined && namesOne.has(found.how);
    return isNamed ? answers[openQuestion](context) : action(context);
  };
}
