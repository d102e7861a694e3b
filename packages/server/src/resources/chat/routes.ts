import { Readable } from 'node:stream';
import { Router } from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import {
  chatRequest,
  conversationRequest,
  maxLatestEntries,
  type BotMessage,
  type ChatResponse,
  type ChatStreamData,
  type ChatStreamEventName,
  type ConversationRequest,
} from '@shelfwise/core/wire';
import { guarded } from '../../http/guarded.js';
import type { Guards } from '../../http/guards.js';
import { parse } from '../../http/parse.js';
import { toProblem } from '../../http/problem-middleware.js';
import type { RateLimit } from '../../http/rate-limits.js';
import type { ChatService } from './service.js';
import type { TurnStep } from './turns.js';

/**
 * What `<shop-chat>` calls (`pk_`):
 * - `POST /v1/chat/messages`: one turn, as JSON or, when asked with `Accept: text/event-stream`, as it is
 *   said;
 * - `GET /v1/chat/conversations/{conversation}/messages?key=&after=&latest=&wait=`: history, and a long poll
 *   for news; with POST the same for a page that says who asks, as a customer's conversation needs;
 * - `POST /v1/chat/conversations/erase`.
 */
export function chatRoutes({
  chat,
  guards,
  clientOf = () => undefined,
  limit,
}: {
  chat: ChatService;
  guards: Guards;
  /** Stands for the address that asks. */
  clientOf?: (ctx: Context) => string | undefined;
  /** Answering costs more than any other request of a page, so messages are counted by themselves. */
  limit?: RateLimit;
}): Router {
  const router = new Router();

  router.post('/v1/chat/messages', guards.page, async (ctx) => {
    const { shop, body } = guarded(ctx);
    const request = parse(chatRequest, body);
    const client = clientOf(ctx);
    if (client !== undefined) await limit?.take(ctx, `${shop.id}/address/${client}`);
    const { key } = request.visitor;
    if (key !== undefined) await limit?.take(ctx, `${shop.id}/visitor/${key}`);
    ctx.set('Cache-Control', 'no-store');
    if (ctx.accepts('json', 'text/event-stream') !== 'text/event-stream') {
      ctx.body = await collect(chat.send(shop, request, client));
      return;
    }
    ctx.type = 'text/event-stream';
    // Proxies that buffer would turn the stream into one late answer.
    ctx.set('X-Accel-Buffering', 'no');
    ctx.body = Readable.from(streamTurn(chat.send(shop, request, client), String(ctx.state.requestId)));
  });

  const messagesOf = async (ctx: Context, name: unknown, request: ConversationRequest) => {
    const gone = new AbortController();
    ctx.req.once('close', () => gone.abort());
    ctx.set('Cache-Control', 'no-store');
    const { after, latest, wait, visitor } = request;
    ctx.body = await chat.listMessages(guarded(ctx).shop, parse(conversationName, name), after, {
      ...(latest !== undefined && { latest }),
      waitMs: wait * 1000,
      signal: gone.signal,
      ...(visitor && { visitor }),
    });
  };
  const messagesPath = '/v1/chat/conversations/:conversation/messages';
  router.get(messagesPath, guards.page, (ctx) =>
    messagesOf(ctx, ctx.params.conversation, parse(messagesQuery, guarded(ctx).body)),
  );
  router.post(messagesPath, guards.page, (ctx) =>
    messagesOf(ctx, ctx.params.conversation, parse(conversationRequest, guarded(ctx).body)),
  );

  router.post('/v1/chat/conversations/erase', guards.page, async (ctx) => {
    const { shop, body } = guarded(ctx);
    await chat.erase(shop, parse(eraseRequest, body).conversation);
    ctx.status = 204;
  });

  return router;
}

const conversationName = z.string().min(16).max(64);
const messagesQuery = z.object({
  after: z.coerce.number().int().min(0).default(0),
  latest: z.coerce.number().int().min(1).max(maxLatestEntries).optional(),
  wait: z.coerce.number().min(0).max(25).default(20),
});
const eraseRequest = z.object({ conversation: conversationName });

async function collect(turn: AsyncIterable<TurnStep>): Promise<ChatResponse> {
  const messages: BotMessage[] = [];
  let last = { conversation: '', seq: 0 };
  for await (const step of turn) {
    if (step.type === 'message') messages.push(step.message);
    else last = { conversation: step.conversation, seq: step.seq };
  }
  return { ...last, messages };
}

async function* streamTurn(turn: AsyncIterable<TurnStep>, requestId: string): AsyncGenerator<string> {
  try {
    for await (const step of turn) {
      if (step.type !== 'message') {
        yield serverSentEvent(step.type, { conversation: step.conversation, seq: step.seq });
        continue;
      }
      const { index, message } = step;
      if (message.type === 'text') {
        for (const text of pieces(message.text)) yield serverSentEvent('delta', { index, text });
      }
      yield serverSentEvent('message', { index, message });
    }
  } catch (error) {
    // The status line is gone already: the problem travels as the stream's last event.
    yield serverSentEvent('problem', toProblem(error).toDocument(requestId));
  }
}

function serverSentEvent<Name extends ChatStreamEventName>(event: Name, data: ChatStreamData[Name]): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/**
 * A text in pieces of three words, with the spaces between them. Cut between two characters and put together
 * again: a pattern over several words tries every division of a long one, and what is said repeats what a
 * shopper wrote.
 */
function pieces(text: string): string[] {
  const words = text === '' ? [] : text.split(/(?<=\S)(?=\s)/u);
  if (words.length > 1 && words.at(-1)!.trim() === '') words.push(words.splice(-2).join(''));
  return Array.from({ length: Math.ceil(words.length / 3) }, (_, i) =>
    words.slice(3 * i, 3 * i + 3).join(''),
  );
}
