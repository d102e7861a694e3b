/** What went wrong, in one line for the person at the terminal. */
export class StartError extends Error {
  name = 'StartError';
}
