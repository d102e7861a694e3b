import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  decodeRecommender,
  emptySequences,
  encodeRecommender,
  fitRecommender,
  neighborsOf,
  SequencesBuilder,
} from '@shelfwise/core/recommend';
import { ShopService } from '../resources/shops/service.js';
import type { ShopDocument } from '../stores/port/documents.js';
import { aVisitor } from '../../test/store-contract/context.js';
import { createSqliteStore } from '../stores/sqlite/sqlite-store.js';
import type { Lease, Store } from '../stores/port/store.js';
import { learnRecommendations } from './learn-recommendations.js';

let directory: string;
let store: Store;
let shop: ShopDocument;
let now: Date;
const dayMs = 86_400_000;

beforeEach(async () => {
  now = new Date('2026-11-22T12:00:00Z');
  directory = await mkdtemp(path.join(tmpdir(), 'shelfwise-learn-'));
  store = await createSqliteStore({ file: path.join(directory, 'x.db'), clock: () => now });
  await new ShopService({ store, clock: () => now }).create({
    name: 'learning',
    currency: 'GBP',
    timeZone: 'Europe/London',
    origins: [],
  });
  shop = (await store.shops.findByName('learning'))!;
});
afterEach(async () => {
  await store.close();
  await rm(directory, { recursive: true, force: true });
});

const productOf = (key: string, price = 100) => ({
  key,
  groupKey: key.split('-')[0]!,
  title: `Thing ${key}`,
  url: `/${key}`,
  price,
  categories: ['All'],
  attributes: {},
  availability: 'in_stock' as const,
  hidden: false,
  aliases: [],
  source: 'catalogue' as const,
});

async function addProducts(...keys: string[]) {
  await store.products.upsertMany(
    shop.id,
    keys.map((key) => productOf(key)),
  );
  const all = await store.products.resolveKeys(shop.id, keys);
  return keys.map((key) => all.get(key)!.id);
}

async function addOrders(orders: { lines: [productId: string, quantity: number][]; status?: 'cancelled' }[]) {
  await store.orders.recordMany(
    shop.id,
    orders.map(({ lines, status = 'placed' as const }, n) => ({
      order: {
        key: `o${n}-${now.getTime()}`,
        placedAt: new Date(now.getTime() - (orders.length - n) * dayMs),
        currency: 'GBP',
        lines: lines.map(([productId, quantity]) => ({ productId, quantity, unitPrice: 100 })),
        status,
        shipments: [],
        revision: 1,
      },
      interactions: [],
      withdrawnEventIds: [],
      movements: [],
      sales: [],
    })),
  );
}

const run = (signal = new AbortController().signal, lease?: Lease) =>
  learnRecommendations.run({
    shopId: shop.id,
    store,
    now: () => now,
    signal,
    progress: () => undefined,
    log: () => undefined,
    input: {},
    lease,
  });
const isDue = (lastSuccess: Date | null) => learnRecommendations.isDue(store, shop.id, lastSuccess, now);

async function servedModel() {
  const manifest = (await store.models.findServing(shop.id, 'recommender'))!;
  return decodeRecommender(await store.models.read(shop.id, 'recommender', manifest.version));
}

describe('learnRecommendations.run', () => {
  it('publishes nothing after another process took its lease over', async () => {
    await addProducts('a', 'b');
    const lease = (await store.leases.acquire('job', 'slow', 1000, now))!;
    await store.leases.acquire('job', 'another', 1000, new Date(now.getTime() + 1000));
    await expect(run(undefined, lease)).rejects.toThrow('taken over');
    expect(await store.models.findServing(shop.id, 'recommender')).toBeNull();
  });

  it('joins variants, and learns no pairs from wholesale lines and cancelled orders', async () => {
    await store.shops.updateSettings(shop.id, { ...shop.settings, wholesaleFrom: 48 });
    const [a1, a2, b, c, d] = await addProducts('a-1', 'a-2', 'b', 'c', 'd');
    await addOrders([
      {
        lines: [
          [a1!, 1],
          [b!, 2],
        ],
      },
      {
        lines: [
          [a2!, 1],
          [b!, 1],
        ],
      },
      {
        lines: [
          [a1!, 1],
          [b!, 1],
        ],
      },
      ...Array.from({ length: 5 }, () => ({
        lines: [
          [a1!, 1],
          [c!, 48],
        ] as [string, number][],
      })),
      ...Array.from({ length: 5 }, () => ({
        lines: [
          [a1!, 1],
          [d!, 1],
        ] as [string, number][],
        status: 'cancelled' as const,
      })),
    ]);
    expect(await run()).toMatchObject({ groups: 4, products: 5, orders: 13, baskets: 8, status: 'serving' });
    const model = await servedModel();
    const row = neighborsOf(model.boughtTogether, model.groups.indexOf('a'));
    expect(row.map(({ item }) => model.groups[item])).toEqual(['b']);
  });

  it('cuts visits by session and pause, and limits those of one visitor', async () => {
    const [a, b, c] = await addProducts('a', 'b', 'c');
    const look = (productId: string, userId: string, minute: number, n: number) => ({
      userId,
      productId,
      interactionType: 'view' as const,
      timestamp: new Date(now.getTime() - dayMs * 20 + minute * 60_000),
      eventId: `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`,
    });
    const visitor = () => aVisitor(store, shop.id);
    const [one, two, machine] = [await visitor(), await visitor(), await visitor()];
    const robot = Array.from({ length: 300 }, (_, n) => [
      look(a!, machine, n * 60, 1000 + 2 * n),
      look(c!, machine, n * 60 + 1, 1001 + 2 * n),
    ]);
    await store.interactions.appendMany(shop.id, [
      look(a!, one, 0, 1),
      look(b!, one, 10, 2),
      look(a!, two, 0, 3),
      look(b!, two, 10, 4),
      look(c!, two, 100, 5),
      ...robot.flat(),
    ]);
    const summary = await run();
    expect(summary).toMatchObject({ interactions: 605, visits: 3 + 200 });
  });

  it('learns from content alone for a shop with products and no events', async () => {
    await addProducts('a', 'b', 'c');
    await run();
    const model = await servedModel();
    for (const item of [0, 1, 2]) expect(neighborsOf(model.similar, item)).toHaveLength(2);
  });

  it('writes the same model under a new version when run twice, and keeps three versions', async () => {
    await addProducts('a', 'b');
    const versions = [await run(), await run(), await run(), await run(), await run()].map(
      ({ version }) => version,
    );
    expect(new Set(versions).size).toBe(5);
    const kept = await store.models.list(shop.id, 'recommender', 10);
    expect(kept).toHaveLength(3);
    expect(new Set(kept.map(({ sha256 }) => sha256)).size).toBe(1);
  });

  describe('with a model in use that knew which two of a pair go together', () => {
    const pairs = 250;
    let first: string[];
    let second: string[];

    beforeEach(async () => {
      const keys = (side: string) =>
        Array.from({ length: pairs }, (_, n) => `${side}${String(n).padStart(3, '0')}`);
      first = await addProducts(...keys('a'));
      second = await addProducts(...keys('b'));
      const baskets = new SequencesBuilder();
      for (let n = 0; n < 4 * pairs; n++) baskets.add([n % pairs, pairs + (n % pairs)], n);
      const items = [...keys('a'), ...keys('b')].map((group) => ({
        group,
        title: group,
        categories: [],
        price: 100,
        addedDay: 0,
      }));
      const old = fitRecommender({
        items,
        baskets: baskets.build(),
        visits: emptySequences,
        today: 4 * pairs,
      });
      await store.models.put(shop.id, 'recommender', encodeRecommender(old), {
        metrics: { nextInBasket: 0.9, basketQuestions: 500 },
        status: 'serving',
      });
    });

    /** Orders in which nothing goes with anything, then some in which the pairs do, or not. */
    const orders = (areNewestPairs: boolean) =>
      addOrders(
        Array.from({ length: 10 * pairs }, (_, n) => {
          const isPair = areNewestPairs && n >= 9 * pairs;
          const other = isPair ? n % pairs : (n * 7 + Math.floor(n / pairs) * 31) % pairs;
          return {
            lines: [
              [first[n % pairs]!, 1],
              [second[other]!, 1],
            ] as [string, number][],
          };
        }),
      );

    it('keeps a clearly worse model unserved', async () => {
      await orders(true);
      expect((await run()).status).toBe('kept');
      const [newest] = await store.models.list(shop.id, 'recommender', 1);
      expect(newest).toMatchObject({ status: 'kept', note: expect.stringContaining('bought together') });
      expect((await store.models.findServing(shop.id, 'recommender'))!.metrics.nextInBasket).toBe(0.9);
    });

    it('serves a worse model when the one in use predicts today’s data no better', async () => {
      await orders(false);
      const summary = await run();
      expect(summary).toMatchObject({ status: 'serving', nextInBasket: expect.any(Number) });
      expect(summary.nextInBasket).toBeLessThan(0.5);
    });

    it('serves a worse model when the one in use is two weeks old', async () => {
      await orders(true);
      now = new Date(now.getTime() + 15 * dayMs);
      expect((await run()).status).toBe('serving');
    });

    it('serves a worse model when the bytes of the one in use are damaged', async () => {
      await store.models.put(shop.id, 'recommender', Uint8Array.of(1), {
        metrics: { nextInBasket: 0.9, basketQuestions: 500 },
        status: 'serving',
      });
      await orders(true);
      expect((await run()).status).toBe('serving');
    });
  });

  it('writes nothing after it was told to stop', async () => {
    await addProducts('a');
    await expect(run(AbortSignal.abort())).rejects.toThrow();
    expect(await store.models.findServing(shop.id, 'recommender')).toBeNull();
  });
});

describe('learnRecommendations.isDue', () => {
  it('is not due for keys that were only seen on pages, and still finds the products behind them', async () => {
    await addProducts('a');
    const done = pass(1000);
    const keys = Array.from({ length: 1500 }, (_, n) => `stub-${n}`);
    await store.products.ensureStubs(shop.id, keys, 2000);
    expect(await isDue(done)).toBe(false);
    pass(60 * 60_000);
    expect(await isDue(done)).toBe(false);
    await addProducts('b');
    expect(await isDue(done)).toBe(true);
  });

  /** Sets the clock forward and returns its time. */
  const pass = (ms: number) => (now = new Date(now.getTime() + ms));

  async function succeed() {
    const summary = await run();
    const { id } = await store.jobRuns.start(shop.id, learnRecommendations.name, 1, now);
    await store.jobRuns.finish(shop.id, id, { status: 'succeeded', summary, finishedAt: now });
    return pass(1000);
  }

  it('is not due before there is a product', async () => {
    expect(await isDue(null)).toBe(false);
    await addProducts('a');
    expect(await isDue(null)).toBe(true);
  });

  it('is due at once for a new product, and a quarter of an hour after a change', async () => {
    await addProducts('a');
    const done = await succeed();
    pass(60 * 60_000);
    expect(await isDue(done)).toBe(false);
    await addProducts('b');
    expect(await isDue(done)).toBe(true);
    const again = await succeed();
    await store.products.upsertMany(shop.id, [productOf('a', 200)]);
    pass(15 * 60_000 - 1);
    expect(await isDue(again)).toBe(false);
    pass(1);
    expect(await isDue(again)).toBe(true);
  });

  it('is due when enough orders are new, and not for a few', async () => {
    const [a] = await addProducts('a');
    const done = await succeed();
    await addOrders(Array.from({ length: 49 }, () => ({ lines: [[a!, 1]] as [string, number][] })));
    expect(await isDue(done)).toBe(false);
    pass(1);
    await addOrders([{ lines: [[a!, 1]] }]);
    expect(await isDue(done)).toBe(true);
  });
});
