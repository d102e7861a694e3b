import { afterAll, beforeAll } from 'vitest';
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
