import axios, { type AxiosInstance } from 'axios';
import type { Logger } from 'pino';
import { z } from 'zod';
import { isServerUrl, type BotMessage } from '@shelfwise/core/wire';
import type { Secrets } from '../../access/secrets.js';
import {
  AssistantUnavailable,
  type Assistant,
  type ShopperContext,
  type TurnOutcome,
  type UserMessage,
} from '../assistant.js';
import { isUnanswered } from '../unanswered.js';
import { createCircuitBreaker, type CircuitBreaker } from '../../outside/calling/circuit-breaker.js';
import { isInternalLiteral, publicOnlyAgents } from '../../outside/calling/public-address.js';
import { fromRasa, rasaMessage, readMark, type Mark } from '../../outside/rasa/rasa-messages.js';
import { sealWho } from '../../outside/calling/sealed-shopper.js';
import { createSenderIds } from '../../outside/calling/sender-ids.js';
import { createTurnQueue } from '../../outside/calling/turn-queue.js';

/**
 * A shop's own Rasa server, by its REST channel (`POST /webhooks/rest/webhook`, Rasa Open Source 3.6). Rasa answers every
 * failure inside a turn with 200 and an empty list, so an empty list counts as no answer. A turn is never sent twice:
 * the channel is not idempotent.
 */
export interface RasaOptions {
  url: string;
  /** Rasa is not ours: what leads to shop and shopper reaches it encrypted. */
  secrets: Pick<Secrets, 'signingKey' | 'verificationKey' | 'seal'>;
  log: Logger;
  clock: () => Date;
  /** A turn of a busy two-core Rasa takes up to half a second; an action it calls may take some more. */
  timeoutMs?: number;
  maxResponseBytes?: number;
  /** The server's operator named this address: it may lie in their own network. A shop's word is not enough. */
  mayBeInternal?: boolean;
  breaker?: CircuitBreaker;
}

/** No engine is waited for longer. */
export const rasaTimeoutMs = 8000;

const answers = z.array(rasaMessage).max(50);

interface Answer {
  messages: BotMessage[];
  marks: Mark[];
}

export function createRasaAssistant({
  url,
  secrets,
  log,
  clock,
  timeoutMs = rasaTimeoutMs,
  maxResponseBytes = 1024 * 1024,
  mayBeInternal = false,
  breaker = createCircuitBreaker({ threshold: 3, coolDownMs: 15_000, clock }),
}: RasaOptions): Assistant {
  const http: AxiosInstance = axios.create({
    baseURL: url.replace(/\/+$/, ''),
    timeout: timeoutMs,
    maxContentLength: maxResponseBytes,
    maxRedirects: 0,
    proxy: false,
    ...(!mayBeInternal && publicOnlyAgents),
  });
  const queue = createTurnQueue();
  const senders = createSenderIds(secrets);

  async function ask(message: UserMessage, context: ShopperContext): Promise<Answer> {
    if (!breaker.allows())
      throw new AssistantUnavailable('Rasa failed several times; it is left alone for a while.');
    // A query or fragment would swallow the path that is called, and turn the call into another one.
    if (!isServerUrl(url)) throw new AssistantUnavailable("Rasa's address is none that can be called.");
    if (!mayBeInternal && isInternalLiteral(url)) {
      throw new AssistantUnavailable("Rasa's address lies inside the network of this server.");
    }
    try {
      const response = await http.post<unknown>(
        '/webhooks/rest/webhook',
        {
          sender: senders.seal(context.shopId, context.conversationKey),
          message: message.payload ?? guardText(message.text),
          metadata: metadataOf(context, secrets),
        },
        { signal: AbortSignal.timeout(timeoutMs) },
      );
      const said = answers.parse(response.data);
      const messages = said.flatMap(fromRasa);
      breaker.succeeded();
      if (messages.length === 0) throw new AssistantUnavailable('Rasa gave no answer.');
      return { messages, marks: said.map(readMark) };
    } catch (error) {
      if (error instanceof AssistantUnavailable) throw error;
      breaker.failed();
      log.warn({ reason: reasonOf(error) }, 'Rasa does not answer; the embedded assistant does');
      throw new AssistantUnavailable('Rasa does not answer.', { cause: error });
    }
  }

  return {
    kind: 'rasa',
    async *reply(message, context, tracker): AsyncGenerator<BotMessage, TurnOutcome> {
      const sender = senders.seal(context.shopId, context.conversationKey);
      const { messages, marks } = await queue.run(sender, () => ask(message, context));
      yield* messages;
      return {
        engine: 'rasa',
        fallback: isUnanswered(
          marks.map(({ unanswered }) => unanswered),
          marks.some(({ notUnderstood }) => notUnderstood) ||
            messages.some(({ type }) => type === 'hand-off'),
        ),
        // Rasa keeps its own tracker; ours stays as it is for the day the embedded assistant steps in.
        tracker,
      };
    },
  };
}

/** A shopper's words never begin like an intent payload (`/restart`, `/order{"id":1}`); payloads are those we offered. */
export function guardText(text: string): string {
  return text.replace(/^[\s/\p{Cf}]+/u, '') || '?';
}

/** Travels in Rasa's tracker to our actions, which may run in another process. */
function metadataOf(context: ShopperContext, secrets: Pick<Secrets, 'seal'>): Record<string, unknown> {
  const { product, cart, recent } = context;
  const who = sealWho(context, secrets);
  return {
    shelfwise: {
      ...(product !== undefined && { product }),
      cart: cart.slice(0, 50),
      recent: recent.slice(-20),
      ...(who !== undefined && { who }),
    },
  };
}

function reasonOf(error: unknown): string {
  if (axios.isAxiosError(error)) return error.code ?? `status ${error.response?.status ?? 'unknown'}`;
  return error instanceof Error ? error.name : 'unknown';
}
