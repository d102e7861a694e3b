import { ApiProblem } from '../internal/api-problem.js';
import { SessionExpiredError } from './embed-session.js';
import type { StockText } from './stock-text.js';

/** What went wrong, as the owner reads it. */
export interface Trouble {
  title: string;
  detail: string;
  /** Nothing may be shown any longer: the person must sign in again. */
  isExpired: boolean;
}

export function describeTrouble(error: unknown, words: StockText): Trouble {
  if (error instanceof SessionExpiredError) {
    return { title: words.text('expiredTitle'), detail: words.text('expired'), isExpired: true };
  }
  return { title: words.text('failedTitle'), detail: describeFailure(error, words), isExpired: false };
}

/** One sentence, for a place that has its own title. */
export function describeFailure(error: unknown, words: StockText): string {
  if (error instanceof SessionExpiredError) return words.text('expired');
  if (error instanceof ApiProblem && error.status === 0) return words.text('failedNetwork');
  return words.text('failedServer', { detail: error instanceof Error ? error.message : String(error) });
}
