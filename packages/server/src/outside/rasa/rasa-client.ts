import type { BotMessage } from '@shelfwise/core/wire';
import { z } from 'zod';
import type { Secrets } from '../../access/secrets.js';
import { KeyedQueue } from '../calling/keyed-queue.js';
import { OutsideClient, type OutsideClientOptions } from '../calling/outside-client.js';
import { sealShopper, type SealedFor, type SealedShopper } from '../calling/sealed-shopper.js';
import { SenderIds } from '../calling/sender-ids.js';
import { fromRasa, rasaMessage, readMark, type Mark } from './rasa-messages.js';

/** One message of a shopper to Rasa. */
export interface RasaTurn extends SealedFor {
  text: string;
  /** Of a quick reply that was offered (`/intent{"entity":"value"}`). */
  payload?: string | undefined;
  page: { product?: string | undefined; cart: readonly string[]; recent: readonly string[] };
  shopper: SealedShopper & { customer?: string | undefined };
}

export interface RasaAnswer {
  messages: BotMessage[];
  marks: Mark[];
}

export interface RasaClientOptions extends OutsideClientOptions {
  /** What leads to shop and shopper reaches Rasa encrypted: the server is not ours. */
  secrets: Pick<Secrets, 'signingKey' | 'verificationKey' | 'seal'>;
}

/** Longer lists of the page are cut: Rasa carries them in every event of its tracker. */
const [maxCart, maxRecent] = [50, 20];
const answers = z.array(rasaMessage).max(50);

/**
 * Calls a Rasa server by its REST channel (`POST /webhooks/rest/webhook`, Rasa Open Source 3.6). The channel
 * is not idempotent: a turn that reached Rasa is never sent twice. Turns of one conversation go one after the
 * other, because Rasa locks a conversation and looks only once a second whether the lock is free.
 */
export class RasaClient {
  private readonly secrets: RasaClientOptions['secrets'];
  private readonly server: OutsideClient;
  private readonly senders: SenderIds;
  private readonly turns = new KeyedQueue();

  constructor({ secrets, ...options }: RasaClientOptions) {
    this.secrets = secrets;
    this.server = new OutsideClient(options);
    this.senders = new SenderIds(secrets);
  }

  /** Throws `CallFailed`. Rasa also returns an empty list for every failure inside a turn. */
  async ask(turn: RasaTurn): Promise<RasaAnswer> {
    const sender = this.senders.seal(turn.shopId, turn.conversationKey);
    const body = {
      sender,
      message: turn.payload ?? guardText(turn.text),
      metadata: this.metadataOf(turn),
    };
    return this.turns.run(sender, () => this.server.post('/webhooks/rest/webhook', body, readAnswer));
  }

  /** Travels in Rasa's tracker to our actions, which may run in another process. */
  private metadataOf(turn: RasaTurn): Record<string, unknown> {
    const { product, cart, recent } = turn.page;
    const who = sealShopper(turn, turn.shopper, this.secrets);
    return {
      shelfwise: {
        ...(product !== undefined && { product }),
        cart: cart.slice(0, maxCart),
        recent: recent.slice(-maxRecent),
        ...(who !== undefined && { who }),
      },
    };
  }
}

/**
 * A shopper's words never begin like an intent payload (`/restart`, `/order{"id":1}`): payloads are those we
 * offered.
 */
export function guardText(text: string): string {
  return text.replace(/^[\s/\p{Cf}]+/u, '') || '?';
}

function readAnswer(data: unknown): RasaAnswer {
  const said = answers.parse(data);
  return { messages: said.flatMap(fromRasa), marks: said.map(readMark) };
}
