import { Binary, type Collection, type Document, type Filter, type ObjectId } from 'mongodb';
import type { CollectionName, Collections } from '../collections.js';
import type { AlertDocument, Id, OrderDocument, ProductDocument } from '../documents.js';
import type { RawRepository } from '../store.js';
import { alertToBson } from './alerts.js';
import type { MongoConnection } from './connection.js';
import { fromBson, inShop, objectId, toBson } from './document-mapping.js';
import { duplicateIndexes } from './errors.js';
import { modelChunkExtra } from './models.js';
import { orderFromBson, orderToBson } from './orders.js';
import { productToBson } from './products.js';
import { visitorExtra } from './visitors.js';

/** Every collection as whole documents. Those without an `id` of ours are told apart by their own unique key. */
const keys: Partial<Record<CollectionName, readonly string[]>> = {
  dailySales: ['productId', 'day'],
  modelChunks: ['kind', 'version', 'part'],
  recommendationRequests: ['requestId'],
  recommendationEvents: ['eventId'],
  conversationEvents: ['conversationId', 'seq'],
};
/** Fields that only this adapter knows. */
const extra: Partial<Record<CollectionName, readonly string[]>> = {
  shops: ['shopId'],
  products: ['aliasValues'],
  alerts: ['open'],
  dailySales: ['shopId'],
  visitors: visitorExtra,
  modelChunks: modelChunkExtra,
};

const pageSize: Partial<Record<CollectionName, number>> = { modelChunks: 4 };
const usualPageSize = 1000;

export function createRawRepository(connection: MongoConnection): RawRepository {
  return {
    async *dump<Name extends CollectionName>(shopId: Id, name: Name) {
      const limit = pageSize[name] ?? usualPageSize;
      let after: Filter<Document> = {};
      for (;;) {
        const page = await connection
          .collection(name)
          .find(inShop(shopId, after))
          .sort({ _id: 1 })
          .limit(limit)
          .toArray();
        if (page.length > 0) yield page.map((bson) => decode(name, bson));
        if (page.length < limit) return;
        after = { _id: { $gt: page.at(-1)!._id } };
      }
    },
    async restore(shopId, name, documents) {
      if (documents.length === 0) return;
      const collection = connection.collection(name);
      const all = documents.map((document) => ({ ...encode(name, document), shopId: objectId(shopId) }));
      const known = await knownAmong(collection, all);
      if (known.length === 0) return;
      await collection.bulkWrite(
        known.map(({ _id, ...replacement }) => {
          const key = keys[name];
          const filter = key
            ? inShop(shopId, Object.fromEntries(key.map((field) => [field, replacement[field] as Document])))
            : { _id: _id as ObjectId };
          return { replaceOne: { filter, replacement, upsert: true } };
        }),
        { ordered: false },
      );
    },
    count: (shopId, name) => connection.collection(name).countDocuments(inShop(shopId)),
  };
}

/** Inserts all, which is several times faster than upserts, and answers those that are there already. */
async function knownAmong(collection: Collection<Document>, documents: Document[]): Promise<Document[]> {
  try {
    await collection.insertMany(
      documents.map((document) => ({ ...document })),
      { ordered: false },
    );
    return [];
  } catch (error) {
    const indexes = duplicateIndexes(error);
    if (!indexes) throw error;
    return indexes.map((index) => documents[index]!);
  }
}

function decode<Name extends CollectionName>(name: Name, bson: Document): Collections[Name] {
  if (name === 'orders') return orderFromBson(bson) as Collections[Name];
  const options = { hasId: keys[name] === undefined, extra: extra[name] ?? [] };
  return fromBson<Collections[Name]>(bson, options);
}

function encode(name: CollectionName, document: Collections[CollectionName]): Document {
  if (name === 'orders') return orderToBson(document as OrderDocument);
  if (name === 'products') return productToBson(document as ProductDocument);
  if (name === 'alerts') return alertToBson(document as AlertDocument);
  if (name === 'modelChunks') {
    const chunk = document as Collections['modelChunks'];
    return { ...toBson(chunk), bytes: new Binary(chunk.bytes) };
  }
  return toBson(document);
}
