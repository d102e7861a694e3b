import { ApiProblem } from './api-problem.js';

const delayMs = 1500;

/** Asks once more, a little later, where that may help; then the failure stands. */
export async function askTwice<Answer>(ask: () => Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ApiProblem) || !error.isTemporary || signal.aborted) throw error;
    // Pages that failed together must not come back together.
    await new Promise((resume) => setTimeout(resume, delayMs * (0.5 + Math.random())));
    return ask();
  }
}
