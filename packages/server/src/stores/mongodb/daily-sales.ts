import type { Day } from '../port/documents.js';
import type { Collection, Document } from 'mongodb';
import type { DailySalesDocument, Id } from '../port/documents.js';
import type { DailySalesRepository } from '../port/store.js';
import { sumSales } from '../shared/sum-sales.js';
import type { MongoConnection, Transaction } from './connection.js';
import { fromBson, inShop, objectId, objectIds, toBson } from './document-mapping.js';
import { findAmong } from './find-among.js';
import { insertInParts } from './put-documents.js';

/** Collection `dailySales`: one document for each product and day with sales. */
const read = (bson: Document) => {
  const { shopId: _, ...sale } = fromBson<DailySalesDocument & { shopId: Id }>(bson, { hasId: false });
  return sale;
};
const rowsPerBatch = 5000;

/** From so many on, and within so few days, it pays to look which are there and insert the others at once. */
const many = 100;
const maxDaysLooked = 60;

/** Those of an import of which nothing is there yet. Each product and day must stand in `sales` once. */
async function takeNew(
  collection: Collection<Document>,
  shopId: Id,
  sales: readonly DailySalesDocument[],
  tx: Transaction,
): Promise<Set<DailySalesDocument>> {
  const days = sales.map(({ day }) => day).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (sales.length < many || !first || !last) return new Set();
  if ((Date.parse(last) - Date.parse(first)) / 86_400_000 > maxDaysLooked) return new Set();
  const products = [...new Set(sales.map(({ productId }) => productId))];
  const held = await findAmong(
    collection,
    shopId,
    'productId',
    objectIds(products),
    { ...tx, projection: { productId: 1, day: 1 } },
    { day: { $gte: first, $lte: last } },
  );
  const known = new Set(held.map(({ productId, day }) => `${String(productId)}${String(day)}`));
  return new Set(sales.filter(({ productId, day }) => !known.has(productId + day)));
}

/** Adds to what is there. */
export async function addDailySales(
  connection: MongoConnection,
  shopId: Id,
  sales: readonly DailySalesDocument[],
  tx: Transaction = {},
): Promise<void> {
  if (sales.length === 0) return;
  const collection = connection.collection('dailySales');
  const fresh = await takeNew(collection, shopId, sales, tx);
  await insertInParts(
    collection,
    [...fresh].map((sale) => toBson({ ...sale, shopId })),
    tx,
  );
  const rest = sales.filter((sale) => !fresh.has(sale));
  if (rest.length === 0) return;
  await collection.bulkWrite(
    rest.map(({ productId, day, quantity, wholesaleQuantity, revenue, stockedOut }) => ({
      updateOne: {
        filter: inShop(shopId, { productId: objectId(productId), day }),
        update: {
          $inc: { quantity, wholesaleQuantity, revenue },
          ...(stockedOut !== undefined && { $set: { stockedOut } }),
        },
        upsert: true,
      },
    })),
    { ...tx, ordered: false },
  );
}

export class MongoDailySalesRepository implements DailySalesRepository {
  private readonly dailySales: Collection;

  constructor(private readonly connection: MongoConnection) {
    this.dailySales = this.connection.collection('dailySales');
  }

  async listByProduct(shopId: Id, productId: Id, since?: Day): Promise<DailySalesDocument[]> {
    return (
      await this.dailySales
        .find(inShop(shopId, { productId: objectId(productId), ...this.sinceDay(since) }))
        .sort({ day: 1 })
        .toArray()
    ).map(read);
  }

  async *iterate(shopId: Id, since?: Day): AsyncIterable<DailySalesDocument[]> {
    const cursor = this.dailySales
      .find(inShop(shopId, this.sinceDay(since)), { batchSize: rowsPerBatch })
      .sort({ productId: 1, day: 1 });
    let batch: DailySalesDocument[] = [];
    for await (const bson of cursor) {
      const sale = read(bson);
      const isNewProduct = batch.at(-1)?.productId !== sale.productId;
      if (isNewProduct && batch.length >= rowsPerBatch) {
        yield batch;
        batch = [];
      }
      batch.push(sale);
    }
    if (batch.length > 0) yield batch;
  }

  markStockedOut(shopId: Id, marks: { productId: Id; day: Day }[]): Promise<void> {
    return addDailySales(
      this.connection,
      shopId,
      sumSales(
        marks.map((mark) => ({
          ...mark,
          quantity: 0,
          wholesaleQuantity: 0,
          revenue: 0,
          stockedOut: true,
        })),
      ),
    );
  }

  private sinceDay(since?: string) {
    return since === undefined ? {} : { day: { $gte: since } };
  }
}
