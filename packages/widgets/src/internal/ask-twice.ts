import { ApiProblem } from './api-problem.js';

const delayMs = 1500;

/** Retries a request once, after a pause, when the failure is temporary. */
export async function askTwice<Answer>(ask: () => Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ApiProblem) || !error.isTemporary || signal.aborted) throw error;
    // The delay is random, so that pages which failed together do not retry together.
    await new Promise((resume) => setTimeout(resume, delayMs * (0.5 + Math.random())));
    return ask();
  }
}
