import type { Audit, New } from '../port/writes-and-pages.js';
import type { SpeakerDocument } from '../port/documents.js';
import type { ConversationSummary, UnansweredMessage } from '../port/conversations.js';
import type { Collection, Document, Filter, ObjectId } from 'mongodb';
import type { ConversationDocument, ConversationEventDocument, Id } from '../port/documents.js';
import { Conflict, NotFound } from '../port/store-errors.js';
import type { ConversationRepository } from '../port/store.js';
import { enterAudit } from './audit.js';
import type { MongoConnection } from './connection.js';
import { newId } from '../shared/new-id.js';
import { fromBson, inShop, objectId, toBson } from './document-mapping.js';
import { findAmong } from './find-among.js';
import { removeSome } from './remove-some.js';
import { requireVisitors } from './visitors.js';

/** Collections `conversations` (head and tracker) and `conversationEvents` (one document for each thing said). */
const read = (bson: Document) => fromBson<ConversationDocument>(bson);
const readEvent = (bson: Document) => fromBson<ConversationEventDocument>(bson, { hasId: false });

interface Turn {
  _id: { conversationId: unknown; messageId: string };
  asked: boolean;
  fallback: boolean;
  handOff: boolean;
  engines: string[];
}
const has = (field: string, value: unknown) => ({
  $max: { $cond: [{ $eq: [`$${field}`, value] }, true, false] },
});
/** A turn counts once for its engine and once as a fallback, however many messages it took; one that named a person is no answer without them. */
const perTurn = {
  $group: {
    _id: { conversationId: '$conversationId', messageId: '$messageId' },
    asked: has('from', 'shopper'),
    fallback: has('fallback', true),
    handOff: has('message.type', 'hand-off'),
    engines: { $addToSet: { $cond: [{ $eq: ['$from', 'assistant'] }, { $ifNull: ['$engine', ''] }, ''] } },
  },
};

export class MongoConversationRepository implements ConversationRepository {
  private readonly conversations: Collection;
  private readonly events: Collection;

  constructor(private readonly connection: MongoConnection) {
    this.conversations = this.connection.collection('conversations');
    this.events = this.connection.collection('conversationEvents');
  }

  async findByKey(shopId: Id, key: string): Promise<ConversationDocument | null> {
    const talk = await this.conversations.findOne(inShop(shopId, { key }));
    return talk && read(talk);
  }

  async create(shopId: Id, given: New<ConversationDocument, 'seq'>): Promise<ConversationDocument> {
    const talk: ConversationDocument = { ...given, id: newId(), shopId, seq: 0 };
    const { userId } = given;
    if (userId === undefined) await this.conversations.insertOne(toBson(talk));
    else
      await this.connection.transaction(async (tx) => {
        await requireVisitors(this.connection, shopId, [userId], tx);
        await this.conversations.insertOne(toBson(talk), tx);
      });
    return talk;
  }

  append(
    shopId: Id,
    conversationId: Id,
    afterSeq: number,
    said: Omit<ConversationEventDocument, 'shopId' | 'conversationId' | 'seq'>[],
    tracker?: unknown,
    speaker?: SpeakerDocument,
  ): Promise<ConversationDocument> {
    return this.connection.transaction(async (tx) => {
      const filter = inShop(shopId, { _id: objectId(conversationId) });
      const head = await this.conversations.findOne(filter, tx);
      if (!head) throw new NotFound('There is no such conversation.');
      const held = read(head);
      if (held.seq !== afterSeq) throw new Conflict('The conversation has gone on meanwhile.');
      const lastAt = said.reduce((last, { at }) => (at > last ? at : last), held.lastAt);
      const change = {
        seq: afterSeq + said.length,
        lastAt,
        // Kept so long after the last word, not after the first.
        expiresAt: new Date(held.expiresAt.getTime() + lastAt.getTime() - held.lastAt.getTime()),
        ...(tracker !== undefined && { tracker }),
        ...(speaker !== undefined && { speaker }),
      };
      const { matchedCount } = await this.conversations.updateOne(
        { ...filter, seq: afterSeq },
        { $set: change },
        tx,
      );
      if (matchedCount === 0) throw new Conflict('The conversation has gone on meanwhile.');
      const documents = said.map((event, index) =>
        toBson({ ...event, shopId, conversationId, seq: afterSeq + index + 1 }),
      );
      if (documents.length > 0) await this.events.insertMany(documents, tx);
      return { ...held, ...change };
    });
  }

  async findByMessageId(
    shopId: Id,
    conversationId: Id,
    messageId: string,
  ): Promise<ConversationEventDocument[]> {
    return (
      await this.events
        .find(inShop(shopId, { conversationId: objectId(conversationId), messageId }))
        .sort({ seq: 1 })
        .toArray()
    ).map(readEvent);
  }

  async listEvents(
    shopId: Id,
    conversationId: Id,
    afterSeq: number,
    limit: number,
  ): Promise<ConversationEventDocument[]> {
    return (
      await this.events
        .find(inShop(shopId, { conversationId: objectId(conversationId), seq: { $gt: afterSeq } }))
        .sort({ seq: 1 })
        .limit(limit)
        .toArray()
    ).map(readEvent);
  }

  async listUnanswered(shopId: Id, since: Date, limit: number): Promise<UnansweredMessage[]> {
    const failed = await this.events
      .find(inShop(shopId, { at: { $gte: since }, fallback: true }))
      .sort({ at: -1 })
      // One turn may hold several messages.
      .limit(limit * 5)
      .toArray();
    if (failed.length === 0) return [];
    const turns = failed.map(({ conversationId, messageId }) => ({
      conversationId: conversationId as Document,
      messageId: messageId as string,
    }));
    const asked = await this.events
      .find(inShop(shopId, { $or: turns, from: 'shopper', dismissed: { $ne: true } }))
      .sort({ at: -1 })
      .limit(limit)
      .toArray();
    return asked.map(readEvent).map(({ text, payload, at, conversationId, seq }) => ({
      text: text ?? payload ?? '',
      at,
      conversationId,
      seq,
    }));
  }

  async dismiss(
    shopId: Id,
    messages: readonly Pick<UnansweredMessage, 'conversationId' | 'seq'>[],
    audit?: Audit,
  ): Promise<void> {
    if (messages.length === 0) return;
    const chosen = messages.map(({ conversationId, seq }) => ({
      conversationId: objectId(conversationId),
      seq,
    }));
    await this.connection.transaction(async (tx) => {
      const these = inShop(shopId, { $or: chosen });
      const { modifiedCount } = await this.events.updateMany(these, { $set: { dismissed: true } }, tx);
      await enterAudit(this.connection, shopId, modifiedCount, audit, tx);
    });
  }

  async listRecent(shopId: Id, since: Date, limit: number): Promise<ConversationDocument[]> {
    return (
      await this.conversations
        .find(inShop(shopId, { lastAt: { $gte: since } }))
        .sort({ lastAt: -1, _id: 1 })
        .limit(limit)
        .toArray()
    ).map(read);
  }

  async summarize(shopId: Id, since: Date): Promise<ConversationSummary> {
    const turns = this.events.aggregate<Turn>([{ $match: inShop(shopId, { at: { $gte: since } }) }, perTurn]);
    const talks = new Set<string>();
    const summary = { messages: 0, fallbacks: 0, handOffs: 0 };
    const byEngine: Record<string, number> = {};
    for await (const { _id, asked, fallback, handOff, engines } of turns) {
      talks.add(String(_id.conversationId));
      summary.messages += Number(asked);
      summary.fallbacks += Number(fallback || handOff);
      summary.handOffs += Number(handOff);
      for (const engine of engines) if (engine !== '') byEngine[engine] = (byEngine[engine] ?? 0) + 1;
    }
    return { conversations: talks.size, ...summary, byEngine };
  }

  async erase(shopId: Id, conversationId: Id): Promise<void> {
    await this.remove(shopId, { _id: objectId(conversationId) }, 1);
  }

  removeExpired(shopId: Id, before: Date): Promise<number> {
    return this.remove(shopId, { expiresAt: { $lt: before } }, expiredAtOnce);
  }

  async removeOrphanedEvents(shopId: Id, limit: number): Promise<number> {
    // A conversation is there before anything is said in it, and its id is never another's: what has none now, while
    // its events were seen before, is gone for good.
    const named = this.events.aggregate<{ _id: ObjectId }>([
      { $match: inShop(shopId) },
      { $group: { _id: '$conversationId' } },
    ]);
    let removed = 0;
    for await (const ids of inBatches(named, talksAtOnce)) {
      const held = await findAmong(this.conversations, shopId, '_id', ids, { projection: { _id: 1 } });
      const known = new Set(held.map(({ _id }) => String(_id)));
      const gone = ids.filter((id) => !known.has(String(id)));
      for (const conversationId of gone) {
        if (removed >= limit) return removed;
        removed += await removeSome(this.events, inShop(shopId, { conversationId }), limit - removed);
      }
    }
    return removed;
  }

  /** The heads in the same transaction: of this and one that says something more only one can come to its end. */
  private remove(shopId: Id, filter: Filter<Document>, limit: number) {
    return this.connection.transaction(async (tx) => {
      const chosen = this.conversations.find(inShop(shopId, filter), { ...tx, projection: { _id: 1 } });
      const ids = (await chosen.limit(limit).toArray()).map(({ _id }) => _id);
      if (ids.length === 0) return 0;
      const { deletedCount } = await this.conversations.deleteMany(inShop(shopId, { _id: { $in: ids } }), tx);
      await this.events.deleteMany(inShop(shopId, { conversationId: { $in: ids } }), tx);
      return deletedCount;
    });
  }
}

/** With each goes all that was said in it, in one transaction. */
const expiredAtOnce = 100;
const talksAtOnce = 1000;

async function* inBatches(found: AsyncIterable<{ _id: ObjectId }>, size: number): AsyncGenerator<ObjectId[]> {
  let batch: ObjectId[] = [];
  for await (const { _id } of found) {
    batch.push(_id);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
