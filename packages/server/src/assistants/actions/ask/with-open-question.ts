import type { Action } from '../action.js';
import { recall, type OpenQuestion } from '../conversation-memory.js';
import type { FindMeant } from './resolve-product.js';

/** "Do you have teapots?" asks for something else. */
const isNewWish =
  /\b(?:do|have|are) (?:you|u|there)\b|\b(?:show|find|sell|need|want|looking for|recommend|suggest)\b/i;

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
    if (openQuestion === undefined || isNewWish.test(context.text)) return action(context);
    const found = await meant(context);
    const isNamed = found !== undefined && namesOne.has(found.how);
    return isNamed ? answers[openQuestion](context) : action(context);
  };
}
