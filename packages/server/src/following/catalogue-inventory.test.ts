import { beforeEach, describe, expect, it } from 'vitest';
import type { InventoryDocument, ShopDocument } from '../stores/port/documents.js';
import { overlapMs } from '../stores/shared/read-changes.js';
import { CatalogueCache } from './catalogue-cache.js';

const start = Date.parse('2026-11-22T12:00:00Z');
const shop = { id: 'a'.repeat(24), settings: { currency: 'GBP' } } as ShopDocument;
let now: number;
let documents: InventoryDocument[];
/** What the store was asked of inventory: `all`, or changes since so many milliseconds after the start. */
let asked: (number | 'all')[];
let isAway: boolean;
let cache: CatalogueCache;

beforeEach(() => {
  now = start;
  documents = [];
  asked = [];
  isAway = false;
  cache = new CatalogueCache({
    store: {
      products: {
        async *iterate() {
          yield [];
        },
        listChangedSince: () => Promise.resolve([]),
      },
      inventory: {
        async *iterate() {
          asked.push('all');
          if (isAway) throw new Error('away');
          yield documents;
        },
        listChangedSince: (_shopId: string, since: Date) => {
          asked.push(since.getTime() - start);
          return Promise.resolve(documents.filter(({ updatedAt }) => updatedAt >= since));
        },
      },
    } as unknown as ConstructorParameters<typeof CatalogueCache>[0]['store'],
    clock: () => new Date(now),
  });
});

/** The stock of the shop so many seconds after the start. */
async function stockAt(seconds: number) {
  now = start + seconds * 1000;
  return (await cache.getWithInventory(shop)).stock;
}
const put = (productId: string, stockLevel: number, seconds: number) => {
  documents = documents.filter((one) => one.productId !== productId);
  documents.push({ productId, stockLevel, updatedAt: new Date(start + seconds * 1000) } as InventoryDocument);
};

describe('getWithInventory(...)', () => {
  it('reads all documents once, afterwards what changed, at each use', async () => {
    put('mug', 5, 0);
    put('cup', 3, -60);
    const first = await stockAt(1);
    expect(first.document('mug')).toMatchObject({ stockLevel: 5 });
    expect(first.document('cup')).toMatchObject({ stockLevel: 3 });
    put('cup', 2, 2);
    const second = await stockAt(3);
    expect(second).toBe(first);
    expect(second.document('cup')).toMatchObject({ stockLevel: 2 });
    // Once for the levels of the catalogue, once for the documents.
    expect(asked).toEqual(['all', 'all', -overlapMs]);
  });

  it('reads all documents once for callers at the same time', async () => {
    await Promise.all([stockAt(0), stockAt(0), stockAt(0)]);
    expect(asked).toEqual(['all', 'all']);
  });

  it('reads the last seconds again every five seconds, not at each use', async () => {
    put('mug', 5, 0);
    await stockAt(0);
    asked = [];
    for (const seconds of [1, 2, 3, 4]) await stockAt(seconds);
    expect(asked).toEqual([-overlapMs, 0, 0, 0]);
    asked = [];
    await stockAt(5.999);
    await stockAt(6);
    expect(asked.filter((since) => since === -overlapMs)).toHaveLength(1);
  });

  it('reads the last seconds again when the clock was set back', async () => {
    put('mug', 5, 0);
    await stockAt(10);
    await stockAt(11);
    asked = [];
    await stockAt(4);
    expect(asked).toContain(-overlapMs);
  });

  it('takes a change that another process wrote with a clock that lags', async () => {
    put('mug', 5, 0);
    await stockAt(0);
    put('cup', 1, -9);
    expect((await stockAt(1)).document('cup')).toMatchObject({ stockLevel: 1 });
  });

  it('changes the revision of the stock when a document changed, and not when it is read again', async () => {
    put('mug', 5, 0);
    const { revision } = await stockAt(0);
    expect((await stockAt(1)).revision).toBe(revision);
    put('mug', 4, 2);
    expect((await stockAt(2)).revision).not.toBe(revision);
  });

  it('reads all documents again after they were dropped', async () => {
    put('mug', 5, 0);
    (await stockAt(0)).dropDocuments();
    asked = [];
    expect((await stockAt(1)).document('mug')).toMatchObject({ stockLevel: 5 });
    expect(asked).toEqual(['all']);
  });

  it('fails while the store is away and the documents are not held, and reads them at the next call', async () => {
    put('mug', 5, 0);
    await cache.get(shop);
    isAway = true;
    await expect(stockAt(1)).rejects.toThrow('away');
    isAway = false;
    expect((await stockAt(2)).document('mug')).toMatchObject({ stockLevel: 5 });
  });
});

describe('get(...)', () => {
  it('keeps documents up to date once they are held, and levels alone before', async () => {
    put('mug', 5, 0);
    const { stock } = await cache.get(shop);
    expect([stock.level('mug'), stock.document('mug')]).toEqual([5, undefined]);
    await stockAt(0);
    put('mug', 4, 5);
    now = start + 6_000;
    await cache.get(shop);
    expect(stock.document('mug')).toMatchObject({ stockLevel: 4 });
  });
});
