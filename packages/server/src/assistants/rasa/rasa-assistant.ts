import type { BotMessage } from '@shelfwise/core/wire';
import type { Logger } from 'pino';
import { CallFailed } from '../../outside/calling/outside-client.js';
import { RasaClient, type RasaAnswer, type RasaClientOptions } from '../../outside/rasa/rasa-client.js';
import {
  AssistantUnavailable,
  type Assistant,
  type ShopperContext,
  type TurnOutcome,
  type UserMessage,
} from '../assistant.js';
import { isUnanswered } from '../unanswered.js';

export interface RasaAssistantOptions extends RasaClientOptions {
  log: Logger;
}

/** A shop's own Rasa server as an assistant. */
export class RasaAssistant implements Assistant {
  readonly kind = 'rasa';
  private readonly client: RasaClient;
  private readonly log: Logger;

  constructor({ log, ...options }: RasaAssistantOptions) {
    this.client = new RasaClient(options);
    this.log = log;
  }

  async *reply(
    message: UserMessage,
    context: ShopperContext,
    tracker: unknown,
  ): AsyncGenerator<BotMessage, TurnOutcome> {
    const { messages, marks } = await this.ask(message, context);
    yield* messages;
    return {
      engine: 'rasa',
      fallback: isUnanswered(
        marks.map(({ unanswered }) => unanswered),
        marks.some(({ notUnderstood }) => notUnderstood) || messages.some(({ type }) => type === 'hand-off'),
      ),
      // Rasa keeps a tracker of its own. Ours stays unchanged for a turn in which the embedded assistant
      // steps in.
      tracker,
    };
  }

  private async ask({ text, payload }: UserMessage, context: ShopperContext): Promise<RasaAnswer> {
    const { shop, conversationKey, product, cart, recent, visitor, client, customer } = context;
    const answer = await this.client
      .ask({
        shopId: shop.id,
        conversationKey,
        text,
        payload,
        page: { product, cart, recent },
        shopper: { visitor, client, customer },
      })
      .catch((error: unknown) => this.reportFailure(error));
    if (answer.messages.length === 0) throw new AssistantUnavailable('Rasa gave no answer.');
    return answer;
  }

  private reportFailure(error: unknown): never {
    if (!(error instanceof CallFailed)) throw error;
    const { reason } = error;
    if (reason !== 'paused' && reason !== 'address')
      this.log.warn({ reason }, 'Rasa does not answer; the embedded assistant does');
    throw new AssistantUnavailable(`Rasa: ${error.message}`, { cause: error });
  }
}
