import type {
  ChatRequest,
  ConversationEntry,
  ConversationMessages,
  VisitorClaim,
} from '@shelfwise/core/wire';
import { Problem } from '../../http/problem.js';
import type { ConversationEventDocument, ShopDocument } from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';
import {
  ConversationAccess,
  firstConversationKey,
  type ConversationAccessOptions,
} from './conversation-access.js';
import { ConversationNews } from './conversation-news.js';
import { ConversationQueue } from './conversation-queue.js';
import { RunningTurns } from './running-turns.js';
import { Turns, type Engines, type TurnRequest, type TurnsOptions, type TurnStep } from './turns.js';

export interface ChatServiceOptions extends ConversationAccessOptions, Omit<TurnsOptions, 'news'> {
  store: Pick<Store, 'conversations' | 'visitors'>;
}

export interface ListMessagesOptions {
  /** The newest entries, at most this many. */
  latest?: number;
  /** Time to wait for a first entry. */
  waitMs?: number;
  signal?: AbortSignal;
  visitor?: VisitorClaim;
}

/** Entries of one page of history. */
const pageSize = 200;

/** Conversations of shoppers with a shop's assistant. */
export class ChatService {
  private readonly store: ChatServiceOptions['store'];
  private readonly assistants: Engines;
  private readonly access: ConversationAccess;
  private readonly turns: Turns;
  private readonly news = new ConversationNews();
  private readonly queue = new ConversationQueue();
  private readonly running: RunningTurns<TurnStep>;

  constructor(options: ChatServiceOptions) {
    this.store = options.store;
    this.assistants = options.assistants;
    this.access = new ConversationAccess(options);
    this.turns = new Turns({ ...options, news: this.news });
    this.running = new RunningTurns((error) => {
      options.log.warn({ err: error }, 'a turn failed after its reader had left');
    });
  }

  /**
   * One turn, which runs to its end even if nobody reads it. A repeated message gets the first answer;
   * another message under its id is a `conflict`. If the conversation is somebody else's, a new one begins.
   * `client` is a pseudonym of the network address.
   */
  async *send(shop: ShopDocument, request: ChatRequest, client?: string): AsyncGenerator<TurnStep, void> {
    const identity = await this.access.identify(shop, request.visitor);
    const key = request.conversation ?? firstConversationKey(shop, request.messageId);
    // Another person's message, or another text, under the same id joins no running turn: its own turn
    // refuses it.
    const said = [request.text, request.payload, identity.speaker];
    const name = JSON.stringify([shop.id, key, request.messageId, said]);
    yield* this.running.follow(name, () => this.runInOrder({ shop, request, identity, client }, key));
  }

  /**
   * Entries after `afterSeq`, oldest first, for a reader who may see them. Waits for a first entry if asked
   * to.
   */
  async listMessages(
    shop: ShopDocument,
    conversationKey: string,
    afterSeq: number,
    { latest, waitMs = 0, signal, visitor }: ListMessagesOptions = {},
  ): Promise<ConversationMessages> {
    const conversation = await this.access.findReadable(shop, conversationKey, visitor);
    if (!conversation) throw new Problem('not-found', 'There is no such conversation.');
    const from = latest === undefined ? afterSeq : Math.max(afterSeq, conversation.seq - latest);
    const read = () => this.store.conversations.listEvents(shop.id, conversation.id, from, pageSize);
    // Listens before it reads, so that no entry is missed in between.
    const news = this.news.wait(conversation.id, waitMs, signal);
    let events = await read();
    if (events.length === 0 && waitMs > 0) {
      await news.promise;
      events = await read();
    }
    news.cancel();
    return {
      conversation: conversationKey,
      seq: events.at(-1)?.seq ?? afterSeq,
      entries: events.map(toEntry),
    };
  }

  /** Removes a conversation. One that does not exist counts as removed. */
  async erase(shop: ShopDocument, conversationKey: string): Promise<void> {
    const conversation = await this.store.conversations.findByKey(shop.id, conversationKey);
    if (conversation) await this.store.conversations.erase(shop.id, conversation.id);
  }

  /** For shutdown: answers waiting polls, and lets none wait from now on. */
  stopWaiting(): void {
    this.news.close();
  }

  /** Resolves when all running turns have ended, including those without a reader. */
  settled(): Promise<void> {
    return this.running.settled();
  }

  /** One turn of a conversation at a time. The conversation is read when it is this turn's time. */
  private async *runInOrder(turn: TurnRequest, key: string): AsyncGenerator<TurnStep, void> {
    const { shop, request, identity } = turn;
    const releases = [await this.queue.enter(`${shop.id} ${key}`)];
    try {
      const isNamed = request.conversation !== undefined;
      let conversation = isNamed ? await this.access.findTheirs(shop, key, identity) : null;
      if (!conversation) {
        // The next message may name the new conversation before this turn has ended.
        const first = firstConversationKey(shop, request.messageId);
        if (first !== key) releases.push(await this.queue.enter(`${shop.id} ${first}`));
        const { kind } = this.assistants.assistantFor(shop);
        conversation = await this.access.begin(shop, request, identity, kind);
      }
      yield* this.turns.run(turn, conversation);
    } finally {
      for (const release of releases) release();
    }
  }
}

function toEntry(event: ConversationEventDocument): ConversationEntry {
  return {
    seq: event.seq,
    at: event.at.toISOString(),
    from: event.from,
    ...(event.text !== undefined && { text: event.text }),
    ...(event.message && { message: event.message }),
  };
}
