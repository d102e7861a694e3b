import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import type {
  BotMessage,
  ChatRequest,
  ChatTurnEvent,
  ConversationEntry,
  ConversationMessages,
  VisitorClaim,
} from '@shelfwise/core/wire';
import {
  AssistantUnavailable,
  type Assistant,
  type ShopperContext,
  type TurnOutcome,
  type UserMessage,
} from '../../assistants/assistant.js';
import { Problem } from '../../http/problem.js';
import type {
  ConversationDocument,
  ConversationEventDocument,
  ShopDocument,
  SpeakerDocument,
  VisitorDocument,
} from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';
import { retryOnNotFound } from '../../stores/shared/retry-on-not-found.js';
import type { CustomerTokenService } from '../../access/customer-tokens.js';
import { ConversationQueue } from './conversation-queue.js';
import { createNewsDesk } from './news-desk.js';
import { offeredReply } from './offered-reply.js';
import { createRunningTurns } from './running-turns.js';
import { isTheirs, mayRead, speakerOf } from './speaker.js';

/** What a turn tells as it goes on; the last one is `done`. */
export type TurnStep = Exclude<ChatTurnEvent, { type: 'delta' }>;

export interface ChatService {
  /**
   * One turn, which goes on to its end though nobody reads it. A message sent again is answered with what was said the
   * first time; another message under its id is a `conflict`. A conversation of somebody else is not gone on with: a new
   * one begins. `client` stands for the address.
   */
  send(shop: ShopDocument, request: ChatRequest, client?: string): AsyncGenerator<TurnStep, void>;
  /**
   * What was said after `afterSeq`, the newest `latest` of it or else the oldest 200, to those whose conversation it is;
   * waits up to `waitMs` for something.
   */
  listMessages(
    shop: ShopDocument,
    conversationKey: string,
    afterSeq: number,
    options?: { latest?: number; waitMs?: number; signal?: AbortSignal; visitor?: VisitorClaim },
  ): Promise<ConversationMessages>;
  /** Forgets a conversation; one that is not known is forgotten already. */
  erase(shop: ShopDocument, conversationKey: string): Promise<void>;
  /** Answers who waits for something to be said, and makes nobody wait from now on. */
  stopWaiting(): void;
  /** Resolves when every turn that runs has come to its end, also those that nobody reads any more. */
  settled(): Promise<void>;
}

export interface ChatParts {
  store: Pick<Store, 'conversations' | 'visitors'>;
  assistants: { assistantFor(shop: ShopDocument): Assistant; embedded: Assistant };
  clock: () => Date;
  log: Logger;
  /** Without it no shopper is known to be a customer. */
  verifyCustomerToken?: CustomerTokenService['verifyCustomerToken'];
}

/** With consent to functionality a conversation is kept as long as retention allows … */
export const keptDays = 90;
/** … without it, an hour after the last word, so that the visit itself can go on; then it is removed. */
export const sessionMinutes = 60;
/** A conversation that is longer than this is a machine's. */
export const maxEntries = 2000;

export function createChatService({
  store,
  assistants,
  clock,
  log,
  verifyCustomerToken = async () => null,
}: ChatParts): ChatService {
  const queue = new ConversationQueue();
  const news = createNewsDesk();
  const turns = createRunningTurns<TurnStep>((error) => {
    log.warn({ err: error }, 'a turn failed after its reader had left');
  });

  async function identify(shop: ShopDocument, claim: VisitorClaim): Promise<Identity> {
    const customer = (await verifyCustomerToken(shop.id, claim.token)) ?? undefined;
    return { customer, speaker: speakerOf(shop.id, { customer, visitor: claim.key }) };
  }

  /** Asks the store for the customer only where the names alone do not tell. */
  async function belongs(
    conversation: ConversationDocument,
    { customer, speaker }: Identity,
    test: typeof isTheirs = isTheirs,
  ): Promise<boolean> {
    if (test(conversation, speaker)) return true;
    if (customer === undefined || conversation.userId === undefined) return false;
    const visitor = await store.visitors.findByKey(conversation.shopId, `customer:${customer}`);
    return test(conversation, speaker, visitor?.id);
  }

  async function findLive(shop: ShopDocument, key: string): Promise<ConversationDocument | null> {
    const conversation = await store.conversations.findByKey(shop.id, key);
    return conversation && conversation.expiresAt > clock() ? conversation : null;
  }

  /** A browser that was signed in once is not its customer for that: they come with their token. */
  async function findVisitor(
    shop: ShopDocument,
    claim: ChatRequest['visitor'],
    customer: string | undefined,
  ): Promise<VisitorDocument | null> {
    if (customer !== undefined) return store.visitors.findByKey(shop.id, `customer:${customer}`);
    const visitor = claim.key === undefined ? null : await store.visitors.findByKey(shop.id, claim.key);
    return visitor?.customerKey === undefined ? visitor : null;
  }

  async function begin(
    shop: ShopDocument,
    request: ChatRequest,
    key: string,
    identity: Identity,
  ): Promise<ConversationDocument> {
    const existing = await findLive(shop, key);
    if (existing && (await belongs(existing, identity))) return existing;
    if (existing) throw new Problem('conflict', 'Somebody else goes on with this conversation.');
    const { customer, speaker } = identity;
    const now = clock();
    const mayKeep = request.visitor.consent?.functionality === true;
    return retryOnNotFound(async () => {
      const visitor = mayKeep ? await findVisitor(shop, request.visitor, customer) : null;
      return store.conversations.create(shop.id, {
        key,
        ...(visitor && { userId: visitor.id }),
        speaker,
        assistant: assistants.assistantFor(shop).kind,
        startedAt: now,
        lastAt: now,
        expiresAt: new Date(now.getTime() + (mayKeep ? keptDays * 86_400_000 : sessionMinutes * 60_000)),
      });
    });
  }

  async function* inTurn(...[shop, request, key, ...rest]: Parameters<typeof turn>) {
    const release = await queue.enter(`${shop.id} ${key}`);
    try {
      yield* turn(shop, request, key, ...rest);
    } finally {
      release();
    }
  }

  async function* turn(
    shop: ShopDocument,
    request: ChatRequest,
    key: string,
    identity: Identity,
    client: string | undefined,
  ): AsyncGenerator<TurnStep, void> {
    const { customer, speaker } = identity;
    const who = { ...(customer !== undefined && { customer }), ...(client !== undefined && { client }) };
    let conversation = await begin(shop, request, key, identity);
    const said = await store.conversations.findByMessageId(shop.id, conversation.id, request.messageId);
    const asked = said.find((event) => event.from === 'shopper');
    if (asked && !isSameMessage(asked, request)) throw otherMessage();
    const replies = said.filter((event) => event.from !== 'shopper');
    if (replies.length > 0) {
      yield* repeat(conversation, said);
      return;
    }
    if (conversation.seq >= maxEntries)
      throw new Problem('too-many-requests', 'This conversation is too long.');
    const message = await readMessage(shop, conversation, request);
    if (said.length === 0) {
      const event = {
        at: clock(),
        from: 'shopper' as const,
        messageId: request.messageId,
        ...shown(message),
      };
      conversation = await store.conversations.append(
        shop.id,
        conversation.id,
        conversation.seq,
        [event],
        undefined,
        speaker,
      );
      news.tell(conversation.id);
    }
    yield { type: 'accepted', conversation: key, seq: conversation.seq };

    const messages: BotMessage[] = [];
    const context = contextOf(shop, request, conversation, who);
    const answer = answerWith(shop, message, context, conversation.tracker);
    let outcome: TurnOutcome;
    for (;;) {
      const step = await answer.next();
      if (step.done) {
        outcome = step.value;
        break;
      }
      yield { type: 'message', index: messages.length, message: step.value };
      messages.push(step.value);
    }
    const at = clock();
    const events = messages.map((said) => eventOf(said, outcome, request.messageId, at));
    conversation = await store.conversations.append(
      shop.id,
      conversation.id,
      conversation.seq,
      events,
      outcome.tracker,
    );
    news.tell(conversation.id);
    yield { type: 'done', conversation: key, seq: conversation.seq };
  }

  async function readMessage(
    shop: ShopDocument,
    conversation: ConversationDocument,
    request: ChatRequest,
  ): Promise<UserMessage> {
    const text = request.text ?? '';
    if (request.payload === undefined) return { text };
    const recent = await store.conversations.listEvents(
      shop.id,
      conversation.id,
      Math.max(0, conversation.seq - 40),
      50,
    );
    const reply = offeredReply(recent, request.payload);
    if (reply) return { text: text === '' ? reply.title : text, payload: reply.payload };
    // A payload nobody offered is not obeyed: the words beside it count, if there are any.
    if (text === '')
      throw new Problem('invalid-request', 'This reply was not offered.', [
        { pointer: '/payload', detail: 'was not offered' },
      ]);
    return { text };
  }

  /** The shop's engine; the embedded one when that gives no answer. */
  async function* answerWith(
    shop: ShopDocument,
    message: UserMessage,
    context: ShopperContext,
    tracker: unknown,
  ): AsyncGenerator<BotMessage, TurnOutcome> {
    const chosen = assistants.assistantFor(shop);
    try {
      return yield* chosen.reply(message, context, tracker);
    } catch (error) {
      if (!(error instanceof AssistantUnavailable) || chosen === assistants.embedded) throw error;
      log.warn(
        { shopId: shop.id, engine: chosen.kind },
        'the engine gave no answer; the embedded assistant answers',
      );
      return yield* assistants.embedded.reply(message, context, tracker);
    }
  }

  function contextOf(
    shop: ShopDocument,
    request: ChatRequest,
    conversation: ConversationDocument,
    who: Pick<ShopperContext, 'customer' | 'client'>,
  ): ShopperContext {
    return {
      shop,
      conversationKey: conversation.key,
      ...who,
      visitor: request.visitor,
      ...(request.page?.product !== undefined && { product: request.page.product }),
      cart: request.page?.cart ?? [],
      recent: request.recent,
      now: clock(),
    };
  }

  return {
    async *send(shop, request, client) {
      const identity = await identify(shop, request.visitor);
      // A first message names no conversation: its own random id does, so that sending it again finds the same one.
      const given = request.conversation === undefined ? null : await findLive(shop, request.conversation);
      const key = given && (await belongs(given, identity)) ? given.key : keyOfFirst(shop, request);
      // Somebody else's message, or another one, under the same id is none that could be joined: the turn refuses it.
      const said = [request.text, request.payload, identity.speaker];
      const name = JSON.stringify([shop.id, key, request.messageId, said]);
      yield* turns.follow(name, () => inTurn(shop, request, key, identity, client));
    },

    async listMessages(shop, conversationKey, afterSeq, { latest, waitMs = 0, signal, visitor } = {}) {
      const conversation = await findLive(shop, conversationKey);
      const reader = visitor ? await identify(shop, visitor) : { customer: undefined, speaker: {} };
      if (!conversation || !(await belongs(conversation, reader, mayRead)))
        throw new Problem('not-found', 'There is no such conversation.');
      const from = latest === undefined ? afterSeq : Math.max(afterSeq, conversation.seq - latest);
      const read = () => store.conversations.listEvents(shop.id, conversation.id, from, 200);
      const heard = news.wait(conversation.id, waitMs, signal);
      let events = await read();
      if (events.length === 0 && waitMs > 0) {
        await heard.promise;
        events = await read();
      }
      heard.cancel();
      return {
        conversation: conversationKey,
        seq: events.at(-1)?.seq ?? afterSeq,
        entries: events.map(toEntry),
      };
    },

    async erase(shop, conversationKey) {
      const conversation = await store.conversations.findByKey(shop.id, conversationKey);
      if (conversation) await store.conversations.erase(shop.id, conversation.id);
    },

    stopWaiting: () => news.close(),
    settled: () => turns.settled(),
  };
}

/** Who a message comes from: the customer of its token, and what of them a conversation keeps. */
interface Identity {
  customer: string | undefined;
  speaker: SpeakerDocument;
}

/** Whether a message that came before is this one, sent again. A quick reply has the words of its title in the record. */
function isSameMessage(asked: ConversationEventDocument, { text = '', payload }: ChatRequest): boolean {
  return text === '' ? asked.payload === payload : asked.text === text;
}

const otherMessage = () =>
  new Problem('conflict', 'Another message was sent under this id.', [
    { pointer: '/messageId', detail: 'is the id of another message' },
  ]);

function keyOfFirst(shop: ShopDocument, request: ChatRequest): string {
  return createHash('sha256')
    .update(`conversation/${shop.id}/${request.messageId}`)
    .digest('base64url')
    .slice(0, 32);
}

function* repeat(
  conversation: ConversationDocument,
  events: readonly ConversationEventDocument[],
): Generator<TurnStep, void> {
  const seqOf = (from: 'shopper' | 'other') =>
    events.findLast((event) => (event.from === 'shopper') === (from === 'shopper'))?.seq ?? conversation.seq;
  yield { type: 'accepted', conversation: conversation.key, seq: seqOf('shopper') };
  const messages = events.map((event) => event.message).filter((message) => message !== undefined);
  for (const [index, message] of messages.entries()) yield { type: 'message', index, message };
  yield { type: 'done', conversation: conversation.key, seq: seqOf('other') };
}

function shown({ text, payload }: UserMessage): { text: string; payload?: string } {
  return { text, ...(payload !== undefined && { payload }) };
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

function toEntry(event: ConversationEventDocument): ConversationEntry {
  return {
    seq: event.seq,
    at: event.at.toISOString(),
    from: event.from,
    ...(event.text !== undefined && { text: event.text }),
    ...(event.message && { message: event.message }),
  };
}
