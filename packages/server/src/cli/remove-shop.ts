import { setTimeout as wait } from 'node:timers/promises';
import { outsideTimeoutMs } from '../outside/calling/outside-client.js';
import { shopMaxAgeMs } from '../access/shop-directory.js';
import { jobDefinitions } from '../jobs/job-definitions.js';
import { renewalMs } from '../jobs/running/leases.js';
import { stopGraceMs } from '../jobs/running/worker-pool.js';
import { collectionNames, type CollectionName } from '../stores/port/collections.js';
import { NotFound } from '../stores/port/store-errors.js';
import type { Store } from '../stores/port/store.js';
import { documentBatches } from './document-batches.js';

/**
 * `shelfwise shop delete`: removes a shop with all that belongs to it. From the first moment on its keys are unknown and
 * no job of it begins. Requests and jobs that were under way then may still write: so it is looked through again until
 * they have ended and nothing is found. The shop itself goes last, so that a removal that was interrupted can be
 * repeated by its name.
 */
export interface RemoveShopOptions {
  store: Store;
  shopName: string;
  progress?: (line: string) => void;
  clock?: () => Date;
  /** How long what was under way may go on, by whether a job was. */
  settleMs?: { requests: number; jobs: number };
}

/** How many documents went, by collection; those that had none are left out. */
export type RemovedDocuments = Partial<Record<CollectionName, number>>;

/** For what comes after the longest wait: writes that wait for one another, and clocks that differ. */
const marginMs = 7000;
const usualSettleMs = {
  /** The last request that still knows the shop is a question to an engine that does not answer. */
  requests: shopMaxAgeMs + outsideTimeoutMs + marginMs,
  /** A job learns that it has lost its lease when it renews it, and is then told to stop. */
  jobs: renewalMs(Math.max(...jobDefinitions.map(({ leaseMs }) => leaseMs))) + stopGraceMs + marginMs,
};
const endOfTime = new Date('9999-01-01');
const lookEveryMs = 1000;

export async function removeShop(options: RemoveShopOptions): Promise<RemovedDocuments> {
  const { store, shopName, progress, clock = () => new Date(), settleMs = usualSettleMs } = options;
  const isFound = (await store.shops.findByName(shopName)) !== null;
  const shop = await store.shops.beginRemoval(shopName);
  if (!shop) throw new NotFound(`There is no shop named "${shopName}".`);
  const leases = `job:${shop.id}:`;
  // A removal that was broken off has taken the leases of jobs that may still run.
  let settledAt = clock().getTime() + Math.max(settleMs.requests, isFound ? 0 : settleMs.jobs);

  const removed: RemovedDocuments = {};
  for (;;) {
    if ((await store.leases.listHeld(leases, clock())).length > 0)
      settledAt = Math.max(settledAt, clock().getTime() + settleMs.jobs);
    const isSettled = clock().getTime() >= settledAt;
    // Who holds none any more publishes nothing.
    await store.leases.forgetEnded(leases, endOfTime);
    let found = 0;
    for (const collection of belongings) {
      for await (const documents of documentBatches(store, shop.id, collection)) {
        await store.raw.remove(shop.id, collection, documents);
        found += documents.length;
        removed[collection] = (removed[collection] ?? 0) + documents.length;
        progress?.(`Removing ${collection}: ${removed[collection]}`);
      }
    }
    if (isSettled && found === 0) break;
    const leftMs = settledAt - clock().getTime();
    if (leftMs > 0) {
      progress?.('Waiting for what is still under way');
      await wait(Math.min(leftMs, lookEveryMs));
    }
  }
  await store.shops.endRemoval(shop.id);
  return { ...removed, shops: 1 };
}

/** Keys first; what refers to something goes before it. */
const belongings: CollectionName[] = [
  'apiKeys',
  ...collectionNames.toReversed().filter((name) => name !== 'apiKeys' && name !== 'shops'),
];
