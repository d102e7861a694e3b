import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { adviceContract } from './advice.js';
import { auditContract } from './audit.js';
import { catalogueContract } from './catalogue.js';
import { chatContract } from './chat.js';
import { type ContractContext, randomId } from './context.js';
import { inventoryContract } from './inventory.js';
import { jobsContract } from './jobs.js';
import { mergesContract } from './merges.js';
import { ordersContract } from './orders.js';
import { peopleContract } from './people.js';
import { rawContract } from './raw.js';
import { removalContract } from './removal.js';
import { retentionContract } from './retention.js';
import type { Store } from '../../src/stores/port/store.js';

/**
 * What every store adapter promises. An adapter's own test file opens it and calls this; nothing here asks which engine
 * it is. One store serves all tests: each has two fresh shops of its own, so that every test is also one of isolation.
 */
export function describeStoreContract(engine: string, open: (clock: () => Date) => Promise<Store>): void {
  describe(`${engine} store`, () => {
    const context = {} as ContractContext;
    beforeAll(async () => {
      context.now = new Date('2026-11-22T12:00:00Z');
      context.store = await open(() => context.now);
    });
    afterAll(() => context.store.close());
    beforeEach(() => {
      context.now = new Date('2026-11-22T12:00:00Z');
      context.shop = randomId();
      context.otherShop = randomId();
    });
    auditContract(context);
    catalogueContract(context);
    peopleContract(context);
    ordersContract(context);
    inventoryContract(context);
    adviceContract(context);
    mergesContract(context);
    chatContract(context);
    jobsContract(context);
    rawContract(context);
    retentionContract(context);
    removalContract(context);
  });
}
