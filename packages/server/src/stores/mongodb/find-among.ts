import type { Collection, Document, Filter, FindOptions, UpdateFilter } from 'mongodb';
import type { Id } from '../port/documents.js';
import type { Transaction } from './connection.js';
import { inShop } from './document-mapping.js';

/** Some servers of the protocol take the square of a list's length: 2,000 values cost 5 s at once and 0.5 s in tens. */
const valuesAtOnce = 200;

/** The shop's documents whose `field` is one of `values`, in no order. */
export async function findAmong(
  collection: Collection<Document>,
  shopId: Id,
  field: string,
  values: readonly unknown[],
  options: FindOptions & Transaction = {},
  rest: Filter<Document> = {},
): Promise<Document[]> {
  const found: Document[][] = [];
  for (let start = 0; start < values.length; start += valuesAtOnce) {
    const among = { [field]: { $in: values.slice(start, start + valuesAtOnce) } } as Filter<Document>;
    found.push(await collection.find(inShop(shopId, { ...rest, ...among }), options).toArray());
  }
  return found.flat();
}

/** Changes those of them; answers how many there were. */
export async function updateAmong(
  collection: Collection<Document>,
  shopId: Id,
  field: string,
  values: readonly unknown[],
  change: UpdateFilter<Document>,
  rest: Filter<Document> = {},
): Promise<number> {
  let matched = 0;
  for (let start = 0; start < values.length; start += valuesAtOnce) {
    const among = { [field]: { $in: values.slice(start, start + valuesAtOnce) } } as Filter<Document>;
    matched += (await collection.updateMany(inShop(shopId, { ...rest, ...among }), change)).matchedCount;
  }
  return matched;
}
