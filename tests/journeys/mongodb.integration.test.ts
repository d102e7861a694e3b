import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMongodb, type TestMongo } from '../stores/start-mongodb.js';
import { describeJourneys } from './journeys.js';

let mongodb: TestMongo | undefined;
beforeAll(async () => {
  mongodb = await startMongodb();
});
afterAll(async () => mongodb?.stop());

/** The test server writes a thousand documents a second: a smaller part of the sales, the same journeys. */
const sampling = 120;
describeJourneys('MongoDB', () => ({ MONGODB_URL: mongodb!.url('journeys') }), sampling);

/** The owner's own systems read these two collections: what the journeys left there has the names and types given. */
describe('the database after the journeys, read with the plain driver', () => {
  let client: MongoClient;
  beforeAll(async () => {
    client = await new MongoClient(mongodb!.url('journeys')).connect();
  });
  afterAll(async () => client?.close());

  /** Every BSON type that each field has, over all documents. */
  async function typesIn(collection: string, fields: readonly string[]) {
    const types = fields.map(async (field) => {
      const found = await client
        .db()
        .collection(collection)
        .aggregate<{ _id: string }>([{ $group: { _id: { $type: `$${field}` } } }])
        .toArray();
      return [field, found.map(({ _id }) => _id).sort()] as const;
    });
    return Object.fromEntries(await Promise.all(types));
  }

  it('holds `userInteractions` as given', async () => {
    const fields = ['_id', 'userId', 'productId', 'interactionType', 'timestamp'];
    expect(await typesIn('userInteractions', fields)).toEqual({
      _id: ['objectId'],
      userId: ['objectId'],
      productId: ['objectId'],
      interactionType: ['string'],
      timestamp: ['date'],
    });
    const kinds = await client.db().collection('userInteractions').distinct('interactionType');
    expect(kinds).toEqual(expect.arrayContaining(['view', 'purchase']));
  });

  it('holds `inventory` as given, where what is not known is absent and never null', async () => {
    const fields = ['_id', 'productId', 'stockLevel', 'lastRestocked', 'predictedDemand', 'restockAlert'];
    const { lastRestocked, predictedDemand, ...types } = await typesIn('inventory', fields);
    expect(types).toEqual({
      _id: ['objectId'],
      productId: ['objectId'],
      stockLevel: ['int'],
      restockAlert: ['bool'],
    });
    // A product that was never restocked, or has no forecast yet, has no such field.
    expect(lastRestocked).toContain('date');
    expect(lastRestocked!.filter((type) => type !== 'missing')).toEqual(['date']);
    expect(predictedDemand).toContain('double');
    for (const type of predictedDemand!) expect(['double', 'int', 'missing']).toContain(type);
  });

  it('joins the two by product', async () => {
    const bought = await client
      .db()
      .collection('userInteractions')
      .aggregate([
        { $match: { interactionType: 'purchase' } },
        { $limit: 20 },
        { $lookup: { from: 'inventory', localField: 'productId', foreignField: 'productId', as: 'stock' } },
      ])
      .toArray();
    expect(bought.length).toBeGreaterThan(0);
    expect(bought.every(({ stock }) => (stock as unknown[]).length === 1)).toBe(true);
  });
});
