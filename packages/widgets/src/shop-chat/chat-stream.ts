import { createParser } from 'eventsource-parser';
import type { BotMessage, ProblemDocument } from '@shelfwise/core/wire';
import { ApiProblem } from '../internal/api-problem.js';

/** What one turn of the assistant brings, in the order of the wire format. */
export type ChatStreamEvent =
  | { type: 'accepted'; conversation: string; seq: number }
  | { type: 'delta'; index: number; text: string }
  | { type: 'message'; index: number; message: BotMessage }
  | { type: 'done'; conversation: string; seq: number };

/** No event for so long means that the connection is dead, although nobody has said so. */
const silenceMs = 30_000;

/**
 * Reads server-sent events from the body of an answer. `EventSource` itself can only send GET. Ends after `done`;
 * throws the server's problem, or `network` when the stream breaks off before its end.
 */
export async function readChatStream(
  response: Response,
  handle: (event: ChatStreamEvent) => void,
): Promise<void> {
  let isDone = false;
  let problem: ApiProblem | undefined;
  const parser = createParser({
    onEvent({ event, data }) {
      const value = JSON.parse(data) as Record<string, unknown>;
      if (event === 'problem') {
        const { code, status, title } = value as ProblemDocument;
        problem = new ApiProblem(code, status, title);
      } else if (event === 'accepted' || event === 'delta' || event === 'message' || event === 'done') {
        isDone = event === 'done';
        handle({ type: event, ...value } as ChatStreamEvent);
      }
    },
  });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  try {
    while (!isDone && !problem) {
      const { done, value } = await withTimeout(reader.read());
      if (done) break;
      parser.feed(value);
    }
  } catch (cause) {
    throw new ApiProblem('network', 0, 'the answer broke off', { cause });
  } finally {
    // Already broken streams refuse to be cancelled, which changes nothing.
    void reader.cancel().catch(() => undefined);
  }
  if (problem) throw problem;
  if (!isDone) throw new ApiProblem('network', 0, 'the answer broke off');
}

async function withTimeout<Value>(work: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('silence')), silenceMs);
  });
  try {
    return await Promise.race([work, silence]);
  } finally {
    clearTimeout(timer);
  }
}
