import { createParser } from 'eventsource-parser';
import type { ChatStreamData, ChatStreamEventName, ChatTurnEvent } from '@shelfwise/core/wire';
import { ApiProblem } from '../internal/api-problem.js';

/** Without an event for this long, the connection counts as dead. */
const silenceMs = 30_000;

/**
 * Reads server-sent events from the body of a response, because `EventSource` can only send GET. It ends
 * after `done`. It throws the server's problem, or `network` when the stream ends too early.
 */
export async function readChatStream(
  response: Response,
  handle: (event: ChatTurnEvent) => void,
): Promise<void> {
  let isDone = false;
  let problem: ApiProblem | undefined;
  const readers = {
    accepted: (data) => handle({ type: 'accepted', ...data }),
    delta: (data) => handle({ type: 'delta', ...data }),
    message: (data) => handle({ type: 'message', ...data }),
    done(data) {
      isDone = true;
      handle({ type: 'done', ...data });
    },
    problem({ code, status, title }) {
      problem = new ApiProblem(code, status, title);
    },
  } satisfies { [Name in ChatStreamEventName]: (data: ChatStreamData[Name]) => void };
  const parser = createParser({
    onEvent({ event, data }) {
      // An event type of a newer server is ignored.
      readers[event as ChatStreamEventName]?.(JSON.parse(data) as never);
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
    // A stream that is already broken cannot be cancelled.
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
