import { z } from 'zod';
import { key, publishableKey, text, visitor } from './primitives.js';
import { problemDocument } from './problem.js';
import { productCard } from './products.js';

/** `POST /v1/chat/messages`: one turn. The answer is JSON, or a stream for `Accept: text/event-stream`. */

export const chatRequest = z
  .object({
    key: publishableKey,
    /** The conversation's unguessable name from an earlier answer. When absent, a new conversation begins. */
    conversation: z.string().max(64).optional(),
    /** UUID made by the page. A repeated message gets the same answer as the first time. */
    messageId: z.uuid(),
    /** The text that the shopper typed … */
    text: text(2000).optional(),
    /** … or the payload of the quick reply that they chose. It counts only if it was offered. */
    payload: z.string().max(500).optional(),
    page: z.object({ product: key.optional(), cart: z.array(key).max(200).optional() }).optional(),
    recent: z.array(key).max(50).default([]),
    visitor: visitor.prefault({}),
  })
  .refine((body) => (body.text ?? '').length > 0 || body.payload !== undefined, {
    message: 'text or payload is needed',
    path: ['text'],
  });
export type ChatRequest = z.infer<typeof chatRequest>;

export const quickReply = z.object({ title: z.string(), payload: z.string() });

/** One message of the assistant. All text is plain, and the page never renders it as HTML. */
export const botMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('text'),
    text: z.string(),
    links: z.array(z.object({ title: z.string(), url: z.string() })).optional(),
  }),
  z.object({ type: z.literal('quick-replies'), replies: z.array(quickReply) }),
  z.object({ type: z.literal('products'), requestId: z.string().optional(), items: z.array(productCard) }),
  z.object({
    type: z.literal('order-status'),
    order: z.string(),
    status: z.string(),
    shipments: z.array(
      z.object({
        carrier: z.string().optional(),
        tracking: z.string().optional(),
        expected: z.string().optional(),
      }),
    ),
  }),
  z.object({ type: z.literal('image'), url: z.string(), alt: z.string().optional() }),
  /** A person takes over. These are the contact details from the shop's settings. */
  z.object({
    type: z.literal('hand-off'),
    text: z.string(),
    email: z.string().optional(),
    phone: z.string().optional(),
  }),
]);
export type BotMessage = z.infer<typeof botMessage>;

/** One entry of a conversation, as pages may see it. */
export const conversationEntry = z.object({
  seq: z.int(),
  at: z.iso.datetime(),
  from: z.enum(['shopper', 'assistant', 'person']),
  text: z.string().optional(),
  message: botMessage.optional(),
});
export type ConversationEntry = z.infer<typeof conversationEntry>;

export const chatResponse = z.object({
  conversation: z.string(),
  /** Sequence number of the last entry. */
  seq: z.int(),
  messages: z.array(botMessage),
});
export type ChatResponse = z.infer<typeof chatResponse>;

const place = z.object({ conversation: z.string(), seq: z.int() });

/**
 * Server-sent events of the streamed form by their names, in this order; the stream ends with `done` or
 * `problem`.
 */
export const chatStreamEvents = {
  accepted: place,
  /** Any number of pieces of a text message that is not finished. */
  delta: z.object({ index: z.int(), text: z.string() }),
  /** Any number of finished messages. */
  message: z.object({ index: z.int(), message: botMessage }),
  done: place,
  problem: problemDocument,
};
export type ChatStreamEventName = keyof typeof chatStreamEvents;
/** The data of each event. */
export type ChatStreamData = { [Name in ChatStreamEventName]: z.infer<(typeof chatStreamEvents)[Name]> };
/** The events of a successful turn. */
export type ChatTurnEvent = {
  [Name in Exclude<ChatStreamEventName, 'problem'>]: { type: Name } & ChatStreamData[Name];
}[Exclude<ChatStreamEventName, 'problem'>];

/** Most entries that one request may read from the end of a conversation. */
export const maxLatestEntries = 100;

/**
 * `POST /v1/chat/conversations/{conversation}/messages`: entries of a conversation. A customer's conversation
 * needs the customer's token. GET carries no token and reads all other conversations.
 */
export const conversationRequest = z.object({
  /** Entries after this sequence number. */
  after: z.int().min(0).default(0),
  /**
   * Only this many of the newest entries, so that a long conversation shows its end at once. Entries are
   * numbered without gaps.
   */
  latest: z.int().min(1).max(maxLatestEntries).optional(),
  /** Seconds to wait for new entries; 0 returns at once. */
  wait: z.number().min(0).max(25).default(20),
  visitor: visitor.optional(),
});
export type ConversationRequest = z.infer<typeof conversationRequest>;

/** At most 200 entries, oldest first. */
export const conversationMessages = z.object({
  conversation: z.string(),
  /** Sequence number of the last returned entry. Pass it as `after` to get later ones. */
  seq: z.int(),
  entries: z.array(conversationEntry),
});
export type ConversationMessages = z.infer<typeof conversationMessages>;
