import { ApiProblem } from '../internal/api-problem.js';
import { SessionExpiredError } from './embed-session.js';
import type { StockText } from './stock-text.js';

/** A failure in words that the owner reads. */
export interface Trouble {
  title: string;
  detail: string;
  /** The session has ended. The element hides its data until the owner signs in again. */
  isExpired: boolean;
}

export function describeTrouble(error: unknown, words: StockText): Trouble {
  if (error instanceof SessionExpiredError) {
    return { title: words.text('expiredTitle'), detail: words.text('expired'), isExpired: true };
  }
  return { title: words.text('failedTitle'), detail: describeFailure(error, words), isExpired: false };
}

/** Describes a failure in one sentence, for a place that has its own title. */
export function describeFailure(error: unknown, words: StockText): string {
  if (error instanceof SessionExpiredError) return words.text('expired');
  if (error instanceof ApiProblem && error.status === 0) return words.text('failedNetwork');
  return words.text('failedServer', { detail: error instanceof Error ? error.message : String(error) });
}
