import { Binary, ObjectId, type Document, type Filter } from 'mongodb';
import type { Id } from '../port/documents.js';

/**
 * Our documents as BSON and back. Ids are `ObjectId`, `id` is `_id`, dates are dates; nothing is null. Only the fields
 * named here are ids: a page's or platform's own 24 hexadecimal digits elsewhere stay text.
 */
const idFields = ['shopId', 'userId', 'productId', 'conversationId', 'mergedInto'] as const;

export const objectId = (id: Id): ObjectId => ObjectId.createFromHexString(id);
export const objectIds = (ids: readonly Id[]): ObjectId[] => ids.map(objectId);

export function toBson(document: object): Document {
  const { id, ...fields } = document as Record<string, unknown>;
  const bson: Document = id === undefined ? {} : { _id: objectId(id as Id) };
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    bson[name] = isIdField(name) ? objectId(value as Id) : value;
  }
  return bson;
}

/** `_id` becomes `id` where our document has one; fields in `extra` are the adapter's own. */
export function fromBson<T>(bson: Document, { hasId = true, extra = [] as readonly string[] } = {}): T {
  const document: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(bson)) {
    if (name === '_id') {
      if (hasId) document.id = (value as ObjectId).toHexString();
    } else if (!extra.includes(name)) {
      document[name] =
        value instanceof ObjectId
          ? value.toHexString()
          : value instanceof Binary
            ? new Uint8Array(value.value())
            : value;
    }
  }
  return document as T;
}

const isIdField = (name: string) => (idFields as readonly string[]).includes(name);

/** A filter that begins with the shop, as every index does. */
export const inShop = (shopId: Id, rest: Filter<Document> = {}): Filter<Document> => ({
  shopId: objectId(shopId),
  ...rest,
});
