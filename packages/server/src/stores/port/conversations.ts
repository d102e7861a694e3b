import type { ConversationDocument, ConversationEventDocument, Id, SpeakerDocument } from './documents.js';
import type { Audit, New } from './writes-and-pages.js';

/** What was said in the chat. */

export interface UnansweredMessage {
  text: string;
  at: Date;
  conversationId: Id;
  seq: number;
}

/** Counts since a moment. */
export interface ConversationSummary {
  conversations: number;
  /** Messages of shoppers. */
  messages: number;
  /** Messages without an answer, or whose answer named a person. */
  fallbacks: number;
  /** Messages whose answer named a person. */
  handOffs: number;
  /** Answers by the engine that gave them. */
  byEngine: Record<string, number>;
}

export interface ConversationRepository {
  findByKey(shopId: Id, key: string): Promise<ConversationDocument | null>;
  /** `NotFound` when the visitor it names was erased or merged into another. */
  create(shopId: Id, conversation: New<ConversationDocument, 'seq'>): Promise<ConversationDocument>;
  /** Appends in order after `seq` (else `Conflict`); unique by (conversation, messageId, from, seq). Saves tracker and speaker. */
  append(
    shopId: Id,
    conversationId: Id,
    afterSeq: number,
    events: Omit<ConversationEventDocument, 'shopId' | 'conversationId' | 'seq'>[],
    tracker?: unknown,
    speaker?: SpeakerDocument,
  ): Promise<ConversationDocument>;
  /** What was said in answer to a message of the client, if it was sent before. */
  findByMessageId(shopId: Id, conversationId: Id, messageId: string): Promise<ConversationEventDocument[]>;
  listEvents(
    shopId: Id,
    conversationId: Id,
    afterSeq: number,
    limit: number,
  ): Promise<ConversationEventDocument[]>;
  /** Shopper messages that were followed by a fallback, newest first, without those that were put aside. */
  listUnanswered(shopId: Id, since: Date, limit: number): Promise<UnansweredMessage[]>;
  /** Puts messages aside; one that is gone meanwhile needs nobody any more. */
  dismiss(
    shopId: Id,
    messages: readonly Pick<UnansweredMessage, 'conversationId' | 'seq'>[],
    audit?: Audit,
  ): Promise<void>;
  listRecent(shopId: Id, since: Date, limit: number): Promise<ConversationDocument[]>;
  summarize(shopId: Id, since: Date): Promise<ConversationSummary>;
  erase(shopId: Id, conversationId: Id): Promise<void>;
  /** Removes some of what expired before; answers how many, and none only when there is no more. */
  removeExpired(shopId: Id, before: Date): Promise<number>;
  /** Removes at most `limit` events whose conversation is gone; answers how many. */
  removeOrphanedEvents(shopId: Id, limit: number): Promise<number>;
}
