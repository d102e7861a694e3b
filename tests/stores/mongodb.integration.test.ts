import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MongoClient, ObjectId } from 'mongodb';
import { afterAll, describe, expect, test } from 'vitest';
import { removeShop } from '../../packages/server/src/cli/remove-shop.js';
import { collectionNames } from '../../packages/server/src/stores/port/collections.js';
import { describeStoreContract } from '../../packages/server/test/store-contract/contract.js';
import { testSettings } from '../../packages/server/test/store-contract/settings.js';
import { describeCopy } from '../../packages/server/test/store-contract/copy.js';
import { fillShop } from '../../packages/server/test/store-contract/fill-shop.js';
import { describeRaces } from '../../packages/server/test/store-contract/races/races.js';
import { openConnection } from '../../packages/server/src/stores/mongodb/connection.js';
import { createMongoStore } from '../../packages/server/src/stores/mongodb/mongo-store.js';
import { MongoShopRepository } from '../../packages/server/src/stores/mongodb/shops.js';
import { createSqliteStore } from '../../packages/server/src/stores/sqlite/sqlite-store.js';
import { Conflict, SchemaTooNew, Unavailable } from '../../packages/server/src/stores/port/store-errors.js';
import { describeMalformedRequests } from '../../packages/server/test/malformed-requests.js';
import { startTestServer } from '../../packages/server/test/running-server.js';
import { startMongodb } from './start-mongodb.js';

const mongo = await startMongodb();
const database = (name: string) => mongo.url(`${name}_${process.pid}`);

describe('MongoDB', () => {
  afterAll(() => mongo.stop());

  describeStoreContract('MongoDB', (clock) => createMongoStore({ url: database('contract'), clock }));

  describeRaces('MongoDB', () => createMongoStore({ url: database('races') }));

  describeMalformedRequests('MongoDB', () =>
    startTestServer({ env: { SHELFWISE_LOG_LEVEL: 'error' }, mongodbUrl: database('fuzz') }),
  );

  test('the plain driver reads the given schema with its BSON types', async () => {
    const store = await createMongoStore({ url: database('schema') });
    const [shop, product, bare] = Array.from({ length: 3 }, () => new ObjectId().toHexString());
    const consent = { analytics: true, personalization: true, functionality: true };
    const user = (await store.visitors.touch(shop!, 'v', consent, new Date())).id;
    await store.interactions.appendMany(shop!, [
      {
        userId: user,
        productId: product!,
        interactionType: 'add_to_cart',
        timestamp: new Date('2026-11-20T10:00:00Z'),
        eventId: randomUUID(),
      },
    ]);
    await store.inventory.setLevels(
      shop!,
      [{ productId: product!, stockLevel: 12, asOf: new Date(), lastRestocked: new Date() }],
      'owner',
    );
    const advise = (productId: string, advice: { restockAlert: boolean; predictedDemand?: number }) =>
      store.inventory.advise(shop!, [productId], new Date(), () => ({
        advice: { productId, ...advice },
        open: [],
        close: [],
      }));
    await advise(product!, { predictedDemand: 8.5, restockAlert: true });
    await advise(bare!, { restockAlert: false });
    const client = await new MongoClient(database('schema')).connect();
    const typesIn = (collection: string, productId: string, fields: string[]) =>
      client
        .db()
        .collection(collection)
        .aggregate([
          { $match: { productId: new ObjectId(productId) } },
          {
            $project: { _id: 0, ...Object.fromEntries(fields.map((name) => [name, { $type: `$${name}` }])) },
          },
        ])
        .next();
    expect(
      await typesIn('userInteractions', product!, ['userId', 'productId', 'interactionType', 'timestamp']),
    ).toEqual({ userId: 'objectId', productId: 'objectId', interactionType: 'string', timestamp: 'date' });
    const stock = ['productId', 'stockLevel', 'lastRestocked', 'predictedDemand', 'restockAlert'];
    expect(await typesIn('inventory', product!, stock)).toEqual({
      productId: 'objectId',
      stockLevel: 'int',
      lastRestocked: 'date',
      predictedDemand: 'double',
      restockAlert: 'bool',
    });
    // What is not known is absent, never null.
    expect(await typesIn('inventory', bare!, stock)).toMatchObject({
      lastRestocked: 'missing',
      predictedDemand: 'missing',
    });
    await client.close();
    await store.close();
  });

  test('a shop that is deleted is in no collection', async () => {
    const store = await createMongoStore({ url: database('removal') });
    const { id } = await fillShop(store, 'gone', new Date());
    const client = await new MongoClient(database('removal')).connect();
    const withShop = async () => {
      const collections = (await client.db().collections()).filter(
        ({ collectionName }) => !['schema', 'leases'].includes(collectionName),
      );
      const counts = collections.map((one) => one.countDocuments({ shopId: new ObjectId(id) }));
      return (await Promise.all(counts)).filter((count) => count > 0).length;
    };
    expect(await withShop()).toBe(collectionNames.length + 1);
    await removeShop({ store, shopName: 'gone', settleMs: { requests: 0, jobs: 0 } });
    expect(await withShop()).toBe(0);
    await client.close();
    await store.close();
  });

  test('without transactions, settings that are stated whatever they were are never refused', async () => {
    const connection = await openConnection(database('standalone'));
    const shops = new MongoShopRepository(
      { ...connection, transaction: (work) => work({}) },
      () => new Date(),
    );
    const { id } = await shops.create({ name: 'tea', settings: testSettings });
    const names = Array.from({ length: 20 }, (_, n) => `name ${n}`);
    const stated = await Promise.all(
      names.map((name) => shops.updateSettings(id, { ...testSettings, name })),
    );
    expect(stated.map(({ settings }) => settings.name)).toEqual(names);
    expect((await shops.findById(id))?.revision).toBe(names.length);
    const expecting = names.map((name) => shops.updateSettings(id, { ...testSettings, name }, names.length));
    const results = await Promise.allSettled(expecting);
    expect((await shops.findById(id))?.revision).toBeLessThanOrEqual(names.length + 1);
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(Conflict);
    await connection.close();
  });

  test('data of a newer version is refused', async () => {
    await (await createMongoStore({ url: database('newer') })).close();
    const client = await new MongoClient(database('newer')).connect();
    await client
      .db()
      .collection('schema')
      .updateOne({ name: 'schema' }, { $set: { version: 99 } });
    await expect(createMongoStore({ url: database('newer') })).rejects.toBeInstanceOf(SchemaTooNew);
    await client.close();
  });

  test('a server that is not there is unavailable, in one clear line', async () => {
    const opening = createMongoStore({ url: 'mongodb://127.0.0.1:9/x?serverSelectionTimeoutMS=200' });
    await expect(opening).rejects.toBeInstanceOf(Unavailable);
    await expect(opening).rejects.toThrow(/^MongoDB cannot be reached\.$/);
  });

  test('a server that dies in mid-flight is unavailable', async () => {
    const own = await startMongodb();
    const store = await createMongoStore({ url: `${own.url('flight')}&serverSelectionTimeoutMS=300` });
    await store.ping();
    await own.kill();
    await expect(store.ping()).rejects.toBeInstanceOf(Unavailable);
    await expect(
      store.interactions.appendMany(new ObjectId().toHexString(), [
        {
          userId: new ObjectId().toHexString(),
          productId: new ObjectId().toHexString(),
          interactionType: 'view',
          timestamp: new Date(),
          eventId: randomUUID(),
        },
      ]),
    ).rejects.toBeInstanceOf(Unavailable);
    await store.close();
    await own.stop();
  });

  describe('copying', async () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'copy-'));
    const files = await Promise.all(
      ['there', 'back'].map((name) => createSqliteStore({ file: path.join(directory, `${name}.db`) })),
    );
    const copies = await Promise.all(
      ['there', 'back'].map((name) => createMongoStore({ url: database(name) })),
    );
    afterAll(async () => {
      await Promise.all([...files, ...copies].map((store) => store.close()));
      rmSync(directory, { recursive: true });
    });
    describeCopy('SQLite to MongoDB', () => ({ from: files[0]!, to: copies[0]! }));
    describeCopy('MongoDB to SQLite', () => ({ from: copies[1]!, to: files[1]! }));
  });
});
