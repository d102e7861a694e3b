import type { Page, PageRequest } from '../port/writes-and-pages.js';
import type { Collection, Document, Filter } from 'mongodb';
import type { Id, OrderDocument, OrderLineDocument } from '../port/documents.js';
import { newPeople, nextRevisions } from '../shared/order-revisions.js';
import type { OrderRepository, OrderWrite } from '../port/store.js';
import { parseTimeCursor, toTimeCursor } from '../shared/time-cursor.js';
import { sumSales } from '../shared/sum-sales.js';
import type { MongoConnection, Transaction } from './connection.js';
import { addDailySales } from './daily-sales.js';
import { fromBson, inShop, objectId, toBson } from './document-mapping.js';
import { findAmong } from './find-among.js';
import { insertInteractions } from './interactions.js';
import { moveStock } from './inventory.js';
import { putDocuments } from './put-documents.js';
import { requireVisitors } from './visitors.js';

/** Collection `orders`. A call of `recordMany` is one transaction with everything that follows from its orders. */
type StoredLine = Omit<OrderLineDocument, 'productId'> & { productId: unknown };

const read = (bson: Document): OrderDocument => {
  const order = fromBson<OrderDocument>(bson);
  const lines = bson.lines as StoredLine[];
  return { ...order, lines: lines.map((line) => ({ ...line, productId: String(line.productId) })) };
};
export const orderFromBson = read;
export const orderToBson = (order: OrderDocument): Document => ({
  ...toBson(order),
  lines: order.lines.map((line) => ({ ...line, productId: objectId(line.productId) })),
});

export class MongoOrderRepository implements OrderRepository {
  private readonly orders: Collection;

  constructor(
    private readonly connection: MongoConnection,
    private readonly clock: () => Date,
  ) {
    this.orders = this.connection.collection('orders');
  }

  async findByKey(shopId: Id, key: string): Promise<OrderDocument | null> {
    const order = await this.orders.findOne(inShop(shopId, { key }));
    return order && read(order);
  }

  async findByKeys(shopId: Id, keys: readonly string[]): Promise<Map<string, OrderDocument>> {
    const found = await findAmong(this.orders, shopId, 'key', keys);
    return new Map(found.map((order) => [order.key as string, read(order)]));
  }

  recordMany(shopId: Id, writes: OrderWrite[]): Promise<void> {
    return this.connection.transaction((tx) => record(this.connection, shopId, writes, this.clock(), tx));
  }

  async list(shopId: Id, { limit, cursor }: PageRequest): Promise<Page<OrderDocument>> {
    const after = cursor === undefined ? undefined : parseTimeCursor(cursor, /^[\da-f]{24}$/);
    const filter = after ? this.beyond(new Date(after.at), after.id, '$lt') : {};
    const items = await this.page(shopId, filter, -1, limit + 1);
    if (items.length <= limit) return { items };
    items.pop();
    const last = items.at(-1)!;
    return { items, nextCursor: toTimeCursor(last.placedAt.getTime(), last.id) };
  }

  listByUser(shopId: Id, userId: Id, limit: number): Promise<OrderDocument[]> {
    return this.page(shopId, { userId: objectId(userId) }, -1, limit);
  }

  async *iterate(shopId: Id, since?: Date, batchSize = 1000): AsyncIterable<OrderDocument[]> {
    let filter: Filter<Document> = since ? { placedAt: { $gte: since } } : {};
    for (;;) {
      const batch = await this.page(shopId, filter, 1, batchSize);
      if (batch.length > 0) yield batch;
      if (batch.length < batchSize) return;
      const last = batch.at(-1)!;
      filter = this.beyond(last.placedAt, last.id, '$gt');
    }
  }

  count(shopId: Id): Promise<number> {
    return this.orders.countDocuments(inShop(shopId));
  }

  async lastAt(shopId: Id): Promise<Date | null> {
    return (await this.page(shopId, {}, -1, 1))[0]?.placedAt ?? null;
  }

  private async page(
    shopId: Id,
    filter: Filter<Document>,
    direction: 1 | -1,
    limit: number,
  ): Promise<OrderDocument[]> {
    return (
      await this.orders
        .find(inShop(shopId, filter))
        .sort({ placedAt: direction, _id: direction })
        .limit(limit)
        .toArray()
    ).map(read);
  }

  /** Beyond an order in the order of time; orders of one instant follow by id. */
  private beyond(placedAt: Date, id: Id, than: '$gt' | '$lt') {
    return {
      $or: [{ placedAt: { [than]: placedAt } }, { placedAt, _id: { [than]: objectId(id) } }],
    };
  }
}

async function record(
  connection: MongoConnection,
  shopId: Id,
  writes: readonly OrderWrite[],
  now: Date,
  tx: Transaction,
): Promise<void> {
  const collection = connection.collection('orders');
  const keys = writes.map(({ order }) => order.key);
  const found = await findAmong(collection, shopId, 'key', keys, {
    ...tx,
    projection: { key: 1, revision: 1, userId: 1 },
  });
  const held = found.map(({ _id, key, revision, userId }) => ({
    id: String(_id),
    key: key as string,
    revision: revision as number,
    userId: userId === undefined ? undefined : String(userId),
  }));
  const known = new Set(held.map(({ key }) => key));
  const orders = nextRevisions(held, writes, { shopId, now });
  const people = newPeople(held, orders);
  if (people.length > 0) await requireVisitors(connection, shopId, people, tx);
  await putDocuments(
    collection,
    orders.map((order) => ({ bson: orderToBson(order), isNew: !known.has(order.key) })),
    tx,
  );
  const interactions = connection.collection('userInteractions');
  for (const { withdrawnEventIds, interactions: fresh } of writes) {
    // In the order of the writes: a later revision in the same call may withdraw what an earlier one brought.
    if (withdrawnEventIds.length === 0) continue;
    await interactions.deleteMany(inShop(shopId, { eventId: { $in: withdrawnEventIds } }), tx);
    await insertInteractions(connection, shopId, fresh, tx);
  }
  const rest = writes.filter(({ withdrawnEventIds }) => withdrawnEventIds.length === 0);
  await insertInteractions(
    connection,
    shopId,
    rest.flatMap((write) => write.interactions),
    tx,
  );
  await addDailySales(connection, shopId, sumSales(writes.flatMap(({ sales }) => sales)), tx);
  const movements = writes.flatMap((write) => write.movements);
  if (movements.length > 0) await moveStock(connection, shopId, movements, now, tx);
}
