import type { Action } from '../action.js';
import type { OpenQuestion } from '../conversation-memory.js';
import { findSimilar, recommendProducts } from '../find/recommend-products.js';
import { answerProductQuestion } from './answer-product-question.js';
import { resolveProduct } from './resolve-product.js';

/** "Do you have teapots?" asks for something else. */
const isNewWish =
  /\b(?:do|have|are) (?:you|u|there)\b|\b(?:show|find|sell|need|want|looking for|recommend|suggest)\b/i;

/** Ways in which an answer names one product, or at least a name. */
const naming = new Set(['listed', 'named', 'several']);

const answers: Record<OpenQuestion, Action> = {
  about: answerProductQuestion,
  goes_with: recommendProducts,
  similar: findSimilar,
};

/**
 * After we asked "which product do you mean?", a message that names one answers the open question, whatever
 * intent it was taken for. The project's domain closes an open question when something else is said.
 */
export const withOpenQuestion =
  (action: Action): Action =>
  async (context, tools) => {
    const { openQuestion } = context.memory;
    if (openQuestion === undefined || isNewWish.test(context.text)) return action(context, tools);
    const found = await resolveProduct(context, tools);
    const isNamed = found !== undefined && naming.has(found.how);
    return isNamed ? answers[openQuestion](context, tools) : action(context, tools);
  };
