import { createInterface } from 'node:readline/promises';

/**
 * What the person at the terminal answers; an end of the input is an empty answer.
 * @param {string} question
 * @returns {Promise<string>}
 */
export async function askAtTerminal(question) {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // Otherwise Ctrl-C would end the question alone.
  terminal.on('SIGINT', () => process.emit('SIGINT'));
  const ended = new Promise((resolve) => terminal.once('close', () => resolve('')));
  try {
    return await Promise.race([terminal.question(question), ended]);
  } finally {
    terminal.close();
  }
}

/** Undefined where nobody could answer. */
export const asker = () =>
  process.stdin.isTTY === true && process.stdout.isTTY === true ? askAtTerminal : undefined;
