import type { ConversationSummary } from '../port/conversations.js';
import type { Id, SpeakerDocument } from '../port/documents.js';
import type { Audit, New } from '../port/writes-and-pages.js';
import type { ConversationDocument, ConversationEventDocument } from '../port/documents.js';
import { Conflict, NotFound } from '../port/store-errors.js';
import type { ConversationRepository, UnansweredMessage } from '../port/store.js';
import { enterAudit } from './audit.js';
import type { SqliteConnection } from './connection.js';
import type { Session } from './session.js';
import { documentTable } from './document-table.js';
import { newId } from '../shared/new-id.js';
import { requireVisitors } from './visitors.js';

/** Tables `conversations` (head and tracker) and `conversation_events` (one row for each thing said). */
export const conversationTable = documentTable<ConversationDocument>({
  table: 'conversations',
  columns: {
    id: (conversation) => conversation.id,
    key: (conversation) => conversation.key,
    user: (conversation) => conversation.userId,
    last_at: (conversation) => conversation.lastAt.getTime(),
    expires_at: (conversation) => conversation.expiresAt.getTime(),
  },
  key: ['id'],
  dates: ['startedAt', 'lastAt', 'expiresAt'],
});
export const conversationEventTable = documentTable<ConversationEventDocument>({
  table: 'conversation_events',
  columns: {
    conversation: (event) => event.conversationId,
    seq: (event) => event.seq,
    at: (event) => event.at.getTime(),
    speaker: (event) => event.from,
    message: (event) => event.messageId,
    engine: (event) => event.engine,
    fallback: (event) => (event.fallback ? 1 : 0),
    kind: (event) => event.message?.type,
  },
  key: ['conversation', 'seq'],
  dates: ['at'],
});

const unanswered = `SELECT asked.doc FROM conversation_events AS failed
  JOIN conversation_events AS asked ON asked.shop = failed.shop AND asked.conversation = failed.conversation
    AND asked.message = failed.message AND asked.speaker = 'shopper'
  WHERE failed.shop = ? AND failed.at >= ? AND failed.fallback = 1 AND asked.doc ->> '$.dismissed' IS NULL
  GROUP BY asked.conversation, asked.seq ORDER BY asked.at DESC LIMIT ?`;
const dismiss = `UPDATE conversation_events SET doc = json_set(doc, '$.dismissed', json('true'))
  WHERE shop = ? AND conversation = ? AND seq = ? AND doc ->> '$.dismissed' IS NULL`;
/** A turn counts once for its engine and once as a fallback, however many messages it took; one that named a person is no answer without them. */
const counts = `SELECT count(DISTINCT conversation) AS conversations,
    count(DISTINCT CASE WHEN speaker = 'shopper' THEN conversation || ' ' || message END) AS messages,
    count(DISTINCT CASE WHEN fallback = 1 OR kind = 'hand-off' THEN conversation || ' ' || message END) AS fallbacks,
    count(DISTINCT CASE WHEN kind = 'hand-off' THEN conversation || ' ' || message END) AS handOffs
  FROM conversation_events WHERE shop = ? AND at >= ?`;
const removeOrphans = `DELETE FROM conversation_events WHERE (shop, conversation, seq) IN
  (SELECT shop, conversation, seq FROM conversation_events AS said WHERE shop = ? AND NOT EXISTS
    (SELECT 1 FROM conversations WHERE shop = said.shop AND id = said.conversation) LIMIT ?)`;
const byEngine = `SELECT engine, count(DISTINCT conversation || ' ' || message) AS n FROM conversation_events
  WHERE shop = ? AND at >= ? AND speaker = 'assistant' AND engine IS NOT NULL GROUP BY engine`;

export class SqliteConversationRepository implements ConversationRepository {
  constructor(private readonly connection: SqliteConnection) {}

  async findByKey(shopId: Id, key: string): Promise<ConversationDocument | null> {
    return conversationTable.select(this.connection, shopId, 'key = ?', [key])[0] ?? null;
  }

  create(shopId: Id, conversation: New<ConversationDocument, 'seq'>): Promise<ConversationDocument> {
    return this.connection.write((session) => {
      if (conversation.userId !== undefined) requireVisitors(session, shopId, [conversation.userId]);
      const document: ConversationDocument = { ...conversation, id: newId(), shopId, seq: 0 };
      conversationTable.put(session, shopId, [document]);
      return document;
    });
  }

  append(
    shopId: Id,
    conversationId: Id,
    afterSeq: number,
    events: Omit<ConversationEventDocument, 'shopId' | 'conversationId' | 'seq'>[],
    tracker?: unknown,
    speaker?: SpeakerDocument,
  ): Promise<ConversationDocument> {
    return this.connection.write((session) => {
      const [held] = conversationTable.select(session, shopId, 'id = ?', [conversationId]);
      if (!held) throw new NotFound('There is no such conversation.');
      if (held.seq !== afterSeq) throw new Conflict('The conversation has gone on meanwhile.');
      conversationEventTable.put(
        session,
        shopId,
        events.map((event, index) => ({ ...event, shopId, conversationId, seq: afterSeq + index + 1 })),
      );
      const lastAt = events.reduce((last, { at }) => (at > last ? at : last), held.lastAt);
      const changed: ConversationDocument = {
        ...held,
        seq: afterSeq + events.length,
        lastAt,
        // Kept so long after the last word, not after the first.
        expiresAt: new Date(held.expiresAt.getTime() + lastAt.getTime() - held.lastAt.getTime()),
        ...(tracker !== undefined && { tracker }),
        ...(speaker !== undefined && { speaker }),
      };
      conversationTable.put(session, shopId, [changed]);
      return changed;
    });
  }

  async findByMessageId(
    shopId: Id,
    conversationId: Id,
    messageId: string,
  ): Promise<ConversationEventDocument[]> {
    return conversationEventTable.select(
      this.connection,
      shopId,
      'conversation = ? AND message = ? ORDER BY seq',
      [conversationId, messageId],
    );
  }

  async listEvents(
    shopId: Id,
    conversationId: Id,
    afterSeq: number,
    limit: number,
  ): Promise<ConversationEventDocument[]> {
    return conversationEventTable.select(
      this.connection,
      shopId,
      'conversation = ? AND seq > ? ORDER BY seq LIMIT ?',
      [conversationId, afterSeq, limit],
    );
  }

  async listUnanswered(shopId: Id, since: Date, limit: number): Promise<UnansweredMessage[]> {
    return this.connection
      .all<{ doc: string }>(unanswered, [shopId, since.getTime(), limit])
      .map((row) => conversationEventTable.decode(shopId, row.doc))
      .map(toUnanswered);
  }

  dismiss(
    shopId: Id,
    messages: readonly Pick<UnansweredMessage, 'conversationId' | 'seq'>[],
    audit?: Audit,
  ): Promise<void> {
    return this.connection.write((session) => {
      let dismissed = 0;
      for (const { conversationId, seq } of messages)
        dismissed += session.run(dismiss, [shopId, conversationId, seq]);
      enterAudit(session, shopId, dismissed, audit);
    });
  }

  async listRecent(shopId: Id, since: Date, limit: number): Promise<ConversationDocument[]> {
    return conversationTable.select(this.connection, shopId, 'last_at >= ? ORDER BY last_at DESC LIMIT ?', [
      since,
      limit,
    ]);
  }

  async summarize(shopId: Id, since: Date): Promise<ConversationSummary> {
    const params = [shopId, since.getTime()];
    const { conversations, messages, fallbacks, handOffs } = this.connection.one<
      Record<'conversations' | 'messages' | 'fallbacks' | 'handOffs', number>
    >(counts, params)!;
    const engines = this.connection.all<{ engine: string; n: number }>(byEngine, params);
    return {
      conversations,
      messages,
      fallbacks,
      handOffs,
      byEngine: Object.fromEntries(engines.map(({ engine, n }) => [engine, n])),
    };
  }

  erase(shopId: Id, conversationId: Id): Promise<void> {
    return this.connection.write((session) => void this.remove(session, shopId, [conversationId]));
  }

  removeExpired(shopId: Id, before: Date): Promise<number> {
    return this.connection.write((session) => {
      const expired = session.all<{ id: string }>(
        'SELECT id FROM conversations WHERE shop = ? AND expires_at < ? LIMIT 1000',
        [shopId, before.getTime()],
      );
      return this.remove(
        session,
        shopId,
        expired.map(({ id }) => id),
      );
    });
  }

  removeOrphanedEvents(shopId: Id, limit: number): Promise<number> {
    return this.connection.write((session) => session.run(removeOrphans, [shopId, limit]));
  }

  private remove(session: Session, shopId: string, ids: readonly string[]) {
    const list = JSON.stringify(ids);
    const among = 'IN (SELECT value FROM json_each(?))';
    session.run(`DELETE FROM conversation_events WHERE shop = ? AND conversation ${among}`, [shopId, list]);
    return session.run(`DELETE FROM conversations WHERE shop = ? AND id ${among}`, [shopId, list]);
  }
}

function toUnanswered({
  text,
  payload,
  at,
  conversationId,
  seq,
}: ConversationEventDocument): UnansweredMessage {
  return { text: text ?? payload ?? '', at, conversationId, seq };
}
