import type { RecommendationInsights } from '@shelfwise/core/wire';
import type { StockText } from '../../owner/stock-text.js';

type LearnedModel = RecommendationInsights['models'][number];

/** What was learned, as owners call it. */
export const modelWords: Record<string, string> = {
  recommender: 'Recommendations',
  assistant: 'Chat assistant',
  demand: 'Sales forecast',
};

/** How well a model learned, in sentences; figures that only engineers can read are left to the API. */
export function howWell({ kind, metrics }: LearnedModel, words: StockText): string {
  const { nextInBasket, basketQuestions, nextInVisit, visitQuestions, intents, faqEntries } = metrics;
  const of100 = (share: number) => words.quantity(100 * share);
  const sentences: string[] = [];
  // A shop without visits yet has not failed at them.
  if (nextInBasket !== undefined && basketQuestions !== 0)
    sentences.push(
      `In ${of100(nextInBasket)} of 100 orders, what was really bought stood among its ten suggestions.`,
    );
  if (nextInVisit !== undefined && visitQuestions !== 0)
    sentences.push(`In ${of100(nextInVisit)} of 100 visits, so did the product that was looked at last.`);
  if (intents !== undefined) sentences.push(`Understands ${words.integer(intents)} kinds of question.`);
  if (faqEntries !== undefined) sentences.push(`Knows ${words.integer(faqEntries)} of your own answers.`);
  if (kind === 'demand') sentences.push('Used for products where it came nearest to what was sold.');
  return sentences.join(' ');
}
