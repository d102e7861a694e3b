import type { Logger } from 'pino';
import type { BotMessage, ChatRequest, ChatTurnEvent } from '@shelfwise/core/wire';
import {
  AssistantUnavailable,
  type Assistant,
  type ShopperContext,
  type TurnOutcome,
  type UserMessage,
} from '../../assistants/assistant.js';
import { Problem } from '../../http/problem.js';
import { findOfferedReply } from '../../rules/chat/find-offered-reply.js';
import type {
  ConversationDocument,
  ConversationEventDocument,
  ShopDocument,
} from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';
import type { Identity } from './conversation-access.js';
import type { ConversationNews } from './conversation-news.js';

/** What a turn reports while it runs; the last step is `done`. */
export type TurnStep = Exclude<ChatTurnEvent, { type: 'delta' }>;

export interface Engines {
  assistantFor(shop: ShopDocument): Assistant;
  /** Answers when the shop's own engine gives no answer. */
  embedded: Assistant;
}

export interface TurnsOptions {
  store: Pick<Store, 'conversations'>;
  assistants: Engines;
  news: ConversationNews;
  clock: () => Date;
  log: Logger;
}

/** One message of a conversation and its answer. */
export interface TurnRequest {
  shop: ShopDocument;
  request: ChatRequest;
  identity: Identity;
  /** Pseudonym of the shopper's network address. */
  client: string | undefined;
}

/** A conversation that is longer than this is a machine's. */
export const maxEntries = 2000;

/** Stores messages, has them answered and stores the answers. */
export class Turns {
  private readonly store: TurnsOptions['store'];
  private readonly assistants: Engines;
  private readonly news: ConversationNews;
  private readonly clock: () => Date;
  private readonly log: Logger;

  constructor({ store, assistants, news, clock, log }: TurnsOptions) {
    this.store = store;
    this.assistants = assistants;
    this.news = news;
    this.clock = clock;
    this.log = log;
  }

  /**
   * A message that was answered before gets the stored answer; another message under its id is a `conflict`.
   */
  async *run(turn: TurnRequest, found: ConversationDocument): AsyncGenerator<TurnStep, void> {
    const { shop, request } = turn;
    const known = await this.store.conversations.findByMessageId(shop.id, found.id, request.messageId);
    const asked = known.find((event) => event.from === 'shopper');
    if (asked && !isSameMessage(asked, request)) throw otherMessage();
    if (known.some((event) => event.from !== 'shopper')) {
      yield* repeatAnswer(found, known);
      return;
    }
    if (found.seq >= maxEntries) throw new Problem('too-many-requests', 'This conversation is too long.');
    const message = await this.readMessage(shop, found, request);
    const conversation = asked ? found : await this.storeMessage(turn, found, message);
    yield { type: 'accepted', conversation: conversation.key, seq: conversation.seq };
    yield* this.answer(turn, conversation, message);
  }

  private async *answer(
    turn: TurnRequest,
    conversation: ConversationDocument,
    message: UserMessage,
  ): AsyncGenerator<TurnStep, void> {
    const { shop, request } = turn;
    const messages: BotMessage[] = [];
    const context = contextOf(turn, conversation, this.clock());
    const answer = this.askEngine(message, context, conversation.tracker);
    let step = await answer.next();
    for (; !step.done; step = await answer.next()) {
      yield { type: 'message', index: messages.length, message: step.value };
      messages.push(step.value);
    }
    const outcome = step.value;
    const at = this.clock();
    const events = messages.map((said) => eventOf(said, outcome, request.messageId, at));
    const { id, seq } = conversation;
    const stored = await this.store.conversations.append(shop.id, id, seq, events, outcome.tracker);
    this.news.announce(id);
    yield { type: 'done', conversation: conversation.key, seq: stored.seq };
  }

  /** The shop's engine, or the embedded one when it gives no answer. */
  private async *askEngine(
    message: UserMessage,
    context: ShopperContext,
    tracker: unknown,
  ): AsyncGenerator<BotMessage, TurnOutcome> {
    const { embedded } = this.assistants;
    const chosen = this.assistants.assistantFor(context.shop);
    try {
      return yield* chosen.reply(message, context, tracker);
    } catch (error) {
      if (!(error instanceof AssistantUnavailable) || chosen === embedded) throw error;
      this.log.warn(
        { shopId: context.shop.id, engine: chosen.kind },
        'the engine gave no answer; the embedded assistant answers',
      );
      return yield* embedded.reply(message, context, tracker);
    }
  }

  private async storeMessage(
    { shop, request, identity }: TurnRequest,
    { id, seq }: ConversationDocument,
    { text, payload }: UserMessage,
  ): Promise<ConversationDocument> {
    const event = {
      at: this.clock(),
      from: 'shopper' as const,
      messageId: request.messageId,
      text,
      ...(payload !== undefined && { payload }),
    };
    const stored = await this.store.conversations.append(
      shop.id,
      id,
      seq,
      [event],
      undefined,
      identity.speaker,
    );
    this.news.announce(id);
    return stored;
  }

  /** A payload counts only if the assistant offered it recently. */
  private async readMessage(
    shop: ShopDocument,
    { id, seq }: ConversationDocument,
    { text = '', payload }: ChatRequest,
  ): Promise<UserMessage> {
    if (payload === undefined) return { text };
    const from = Math.max(0, seq - offerAge);
    const recent = await this.store.conversations.listEvents(shop.id, id, from, offerAge + 10);
    const reply = findOfferedReply(recent, payload);
    if (reply) return { text: text === '' ? reply.title : text, payload: reply.payload };
    if (text !== '') return { text };
    throw new Problem('invalid-request', 'This reply was not offered.', [
      { pointer: '/payload', detail: 'was not offered' },
    ]);
  }
}

/** Entries for which a quick reply can be chosen after it was offered. */
const offerAge = 40;

function contextOf(
  { shop, request, identity: { customer }, client }: TurnRequest,
  conversation: ConversationDocument,
  now: Date,
): ShopperContext {
  const { visitor, page, recent } = request;
  return {
    shop,
    conversationKey: conversation.key,
    ...(customer !== undefined && { customer }),
    ...(client !== undefined && { client }),
    visitor,
    ...(page?.product !== undefined && { product: page.product }),
    cart: page?.cart ?? [],
    recent,
    now,
  };
}

/** Whether a stored message is this one, sent again. A quick reply is stored with the words of its title. */
function isSameMessage(asked: ConversationEventDocument, { text = '', payload }: ChatRequest): boolean {
  return text === '' ? asked.payload === payload : asked.text === text;
}

const otherMessage = () =>
  new Problem('conflict', 'Another message was sent under this id.', [
    { pointer: '/messageId', detail: 'is the id of another message' },
  ]);

function* repeatAnswer(
  conversation: ConversationDocument,
  events: readonly ConversationEventDocument[],
): Generator<TurnStep, void> {
  const seqOf = (isShopper: boolean) =>
    events.findLast(({ from }) => (from === 'shopper') === isShopper)?.seq ?? conversation.seq;
  yield { type: 'accepted', conversation: conversation.key, seq: seqOf(true) };
  const messages = events.map((event) => event.message).filter((message) => message !== undefined);
  for (const [index, message] of messages.entries()) yield { type: 'message', index, message };
  yield { type: 'done', conversation: conversation.key, seq: seqOf(false) };
}

function eventOf(
  message: BotMessage,
  outcome: TurnOutcome,
  messageId: string,
  at: Date,
): Omit<ConversationEventDocument, 'shopId' | 'conversationId' | 'seq'> {
  return {
    at,
    from: 'assistant',
    messageId,
    message,
    engine: outcome.engine,
    fallback: outcome.fallback,
    ...(outcome.intent !== undefined && { intent: outcome.intent }),
    ...(outcome.confidence !== undefined && { confidence: outcome.confidence }),
  };
}
