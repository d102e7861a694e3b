import {
  Binary,
  type AnyBulkWriteOperation,
  type Collection,
  type Document,
  type Filter,
  type ObjectId,
} from 'mongodb';
import { documentKeys, identityOf, type CollectionName, type Collections } from '../port/collections.js';
import type { AlertDocument, Id, OrderDocument, ProductDocument } from '../port/documents.js';
import type { RawRepository } from '../port/store.js';
import { alertToBson } from './alerts.js';
import type { MongoConnection } from './connection.js';
import { fromBson, inShop, objectId, toBson } from './document-mapping.js';
import { duplicateIndexes } from './errors.js';
import { modelChunkExtra } from './models.js';
import { orderFromBson, orderToBson } from './orders.js';
import { productToBson } from './products.js';
import { visitorExtra } from './visitors.js';

/** Every collection as whole documents. Those without an `id` of ours are told apart by their key alone. */
const withoutId: ReadonlySet<CollectionName> = new Set([
  'dailySales',
  'modelChunks',
  'recommendationRequests',
  'recommendationEvents',
  'conversationEvents',
]);
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
const documentsPerFilter = 200;

export class MongoRawRepository implements RawRepository {
  constructor(private readonly connection: MongoConnection) {}

  async *dump<Name extends CollectionName>(shopId: Id, name: Name): AsyncIterable<Collections[Name][]> {
    const limit = pageSize[name] ?? usualPageSize;
    let after: Filter<Document> = {};
    for (;;) {
      const page = await this.connection
        .collection(name)
        .find(inShop(shopId, after))
        .sort({ _id: 1 })
        .limit(limit)
        .toArray();
      if (page.length > 0) yield page.map((bson) => decode(name, bson));
      if (page.length < limit) return;
      after = { _id: { $gt: page.at(-1)!._id } };
    }
  }

  async restore<Name extends CollectionName>(
    shopId: Id,
    name: Name,
    documents: Collections[Name][],
  ): Promise<void> {
    if (documents.length === 0) return;
    const collection = this.connection.collection(name);
    const all = documents.map((document) => ({ ...encode(name, document), shopId: objectId(shopId) }));
    const known = await knownAmong(collection, all);
    if (known.length === 0) return;
    // In order: what one of them removes as being in its way may be another one, which then comes back.
    await collection.bulkWrite(
      known.flatMap((document): AnyBulkWriteOperation<Document>[] => {
        const { _id, ...replacement } = document;
        const filter = withoutId.has(name)
          ? inShop(shopId, pick(document, documentKeys[name]))
          : { _id: _id as ObjectId };
        return [
          ...rivalsOf(name, document).map((rivals) => ({ deleteMany: { filter: inShop(shopId, rivals) } })),
          { replaceOne: { filter, replacement, upsert: true } },
        ];
      }),
    );
  }

  async find<Name extends CollectionName>(
    shopId: Id,
    name: Name,
    documents: Collections[Name][],
  ): Promise<Collections[Name][]> {
    const asked = new Set(documents.map((document) => identityOf(name, document)));
    const found: Collections[Name][] = [];
    for (const filter of filtersOf(name, documents)) {
      const some = await this.connection.collection(name).find(inShop(shopId, filter)).toArray();
      found.push(...some.map((bson) => decode(name, bson)));
    }
    return found.filter((document) => asked.has(identityOf(name, document)));
  }

  async remove<Name extends CollectionName>(
    shopId: Id,
    name: Name,
    documents: Collections[Name][],
  ): Promise<void> {
    for (const filter of filtersOf(name, documents))
      await this.connection.collection(name).deleteMany(inShop(shopId, filter));
  }

  count(shopId: Id, name: CollectionName): Promise<number> {
    return this.connection.collection(name).countDocuments(inShop(shopId));
  }
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

/** What has another id and yet keeps a document out, by a unique index. */
function rivalsOf(name: CollectionName, document: Document): Filter<Document>[] {
  if (withoutId.has(name)) return [];
  const same = documentKeys[name];
  const others = (fields: readonly string[]) => ({
    ...pick(document, fields),
    _id: { $ne: document._id as ObjectId },
  });
  return [
    ...(same.length > 0 ? [others(same)] : []),
    ...(name === 'alerts' && document.open === true ? [others(['key', 'open'])] : []),
    ...(name === 'models' && document.status === 'serving' ? [others(['kind', 'status'])] : []),
  ];
}

/** Finds all of the documents, so many at once as every server takes in its stride. */
function* filtersOf<Name extends CollectionName>(
  name: Name,
  documents: Collections[Name][],
): Generator<Filter<Document>> {
  const key = withoutId.has(name) ? documentKeys[name] : ['_id'];
  const first = key.slice(0, -1);
  const last = key.at(-1)!;
  for (let start = 0; start < documents.length; start += documentsPerFilter) {
    // Those that differ in the last field alone are asked for together.
    const groups = new Map<string, { begin: Document; values: unknown[] }>();
    for (const document of documents.slice(start, start + documentsPerFilter)) {
      const bson = encode(name, document);
      const begin = pick(bson, first);
      const group = JSON.stringify(begin);
      const { values } = groups.get(group) ?? groups.set(group, { begin, values: [] }).get(group)!;
      values.push(bson[last]);
    }
    const filters = [...groups.values()].map(({ begin, values }) => ({ ...begin, [last]: { $in: values } }));
    yield filters.length === 1 ? filters[0]! : { $or: filters };
  }
}

const pick = (bson: Document, fields: readonly string[]): Document =>
  Object.fromEntries(fields.map((field) => [field, bson[field] as unknown]));

function decode<Name extends CollectionName>(name: Name, bson: Document): Collections[Name] {
  if (name === 'orders') return orderFromBson(bson) as Collections[Name];
  const options = { hasId: !withoutId.has(name), extra: extra[name] ?? [] };
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
