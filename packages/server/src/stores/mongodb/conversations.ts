import type { Document } from 'mongodb';
import type { ConversationDocument, ConversationEventDocument, Id } from '../documents.js';
import { Conflict, NotFound } from '../store-errors.js';
import type { ConversationRepository } from '../store.js';
import type { MongoConnection } from './connection.js';
import { newId } from '../new-id.js';
import { fromBson, inShop, objectId, objectIds, toBson } from './document-mapping.js';

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
/** A turn counts once for its engine and once as a fallback, however many messages it took. */
const perTurn = {
  $group: {
    _id: { conversationId: '$conversationId', messageId: '$messageId' },
    asked: has('from', 'shopper'),
    fallback: has('fallback', true),
    handOff: has('message.type', 'hand-off'),
    engines: { $addToSet: { $cond: [{ $eq: ['$from', 'assistant'] }, { $ifNull: ['$engine', ''] }, ''] } },
  },
};

export function createConversationRepository(connection: MongoConnection): ConversationRepository {
  const conversations = connection.collection('conversations');
  const events = connection.collection('conversationEvents');

  const remove = async (shopId: Id, ids: readonly Id[]) => {
    await events.deleteMany(inShop(shopId, { conversationId: { $in: objectIds(ids) } }));
    return (await conversations.deleteMany(inShop(shopId, { _id: { $in: objectIds(ids) } }))).deletedCount;
  };

  return {
    async findByKey(shopId, key) {
      const talk = await conversations.findOne(inShop(shopId, { key }));
      return talk && read(talk);
    },
    async create(shopId, given) {
      const talk: ConversationDocument = { ...given, id: newId(), shopId, seq: 0 };
      await conversations.insertOne(toBson(talk));
      return talk;
    },
    append: (shopId, conversationId, afterSeq, said, tracker, speaker) =>
      connection.transaction(async (tx) => {
        const filter = inShop(shopId, { _id: objectId(conversationId) });
        const head = await conversations.findOne(filter, tx);
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
        const { matchedCount } = await conversations.updateOne(
          { ...filter, seq: afterSeq },
          { $set: change },
          tx,
        );
        if (matchedCount === 0) throw new Conflict('The conversation has gone on meanwhile.');
        const documents = said.map((event, index) =>
          toBson({ ...event, shopId, conversationId, seq: afterSeq + index + 1 }),
        );
        if (documents.length > 0) await events.insertMany(documents, tx);
        return { ...held, ...change };
      }),
    findByMessageId: async (shopId, conversationId, messageId) =>
      (
        await events
          .find(inShop(shopId, { conversationId: objectId(conversationId), messageId }))
          .sort({ seq: 1 })
          .toArray()
      ).map(readEvent),
    listEvents: async (shopId, conversationId, afterSeq, limit) =>
      (
        await events
          .find(inShop(shopId, { conversationId: objectId(conversationId), seq: { $gt: afterSeq } }))
          .sort({ seq: 1 })
          .limit(limit)
          .toArray()
      ).map(readEvent),
    async listUnanswered(shopId, since, limit) {
      const failed = await events
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
      const asked = await events
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
    },
    async dismiss(shopId, messages) {
      if (messages.length === 0) return;
      const chosen = messages.map(({ conversationId, seq }) => ({
        conversationId: objectId(conversationId),
        seq,
      }));
      await events.updateMany(inShop(shopId, { $or: chosen }), { $set: { dismissed: true } });
    },
    listRecent: async (shopId, since, limit) =>
      (
        await conversations
          .find(inShop(shopId, { lastAt: { $gte: since } }))
          .sort({ lastAt: -1, _id: 1 })
          .limit(limit)
          .toArray()
      ).map(read),
    async summarize(shopId, since) {
      const turns = events.aggregate<Turn>([{ $match: inShop(shopId, { at: { $gte: since } }) }, perTurn]);
      const talks = new Set<string>();
      const summary = { messages: 0, fallbacks: 0, handOffs: 0 };
      const byEngine: Record<string, number> = {};
      for await (const { _id, asked, fallback, handOff, engines } of turns) {
        talks.add(String(_id.conversationId));
        summary.messages += Number(asked);
        summary.fallbacks += Number(fallback);
        summary.handOffs += Number(handOff);
        for (const engine of engines) if (engine !== '') byEngine[engine] = (byEngine[engine] ?? 0) + 1;
      }
      return { conversations: talks.size, ...summary, byEngine };
    },
    async erase(shopId, conversationId) {
      await remove(shopId, [conversationId]);
    },
    async removeExpired(shopId, before) {
      const expired = await conversations
        .find(inShop(shopId, { expiresAt: { $lt: before } }), { projection: { _id: 1 } })
        .limit(1000)
        .toArray();
      return remove(
        shopId,
        expired.map(({ _id }) => String(_id)),
      );
    },
  };
}
