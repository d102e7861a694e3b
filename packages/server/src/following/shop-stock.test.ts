import { beforeEach, describe, expect, it } from 'vitest';
import type { InventoryDocument } from '../stores/port/documents.js';
import { overlapMs } from '../stores/shared/read-changes.js';
import { ShopStock } from './shop-stock.js';

const start = Date.parse('2026-11-22T12:00:00Z');
let documents: InventoryDocument[];
/** What the store was asked: `all`, or milliseconds since the start. */
let asked: (number | 'all')[];
let stock: ShopStock;

beforeEach(() => {
  documents = [];
  asked = [];
  stock = new ShopStock(
    {
      inventory: {
        async *iterate() {
          asked.push('all');
          yield documents;
        },
        listChangedSince: (_shopId: string, since: Date) => {
          asked.push(since.getTime() - start);
          return Promise.resolve(documents.filter(({ updatedAt }) => updatedAt >= since));
        },
      },
    } as unknown as ConstructorParameters<typeof ShopStock>[0],
    'a'.repeat(24),
  );
});

/** Seconds after the start. */
const at = (seconds: number) => new Date(start + seconds * 1000);
const put = (productId: string, stockLevel: number, seconds: number) => {
  documents = documents.filter((one) => one.productId !== productId);
  documents.push({ productId, stockLevel, updatedAt: at(seconds) } as InventoryDocument);
};

describe('catchUp(...)', () => {
  it('reads everything once, afterwards what changed', async () => {
    put('mug', 5, 0);
    put('cup', 3, -60);
    await stock.catchUp(at(1));
    expect([stock.get('mug')?.stockLevel, stock.get('cup')?.stockLevel]).toEqual([5, 3]);
    put('cup', 2, 2);
    await stock.catchUp(at(3));
    expect(stock.get('cup')?.stockLevel).toBe(2);
    expect(asked).toEqual(['all', -overlapMs]);
  });

  it('reads everything again while there is nothing', async () => {
    await stock.catchUp(at(0));
    await stock.catchUp(at(1));
    expect(asked).toEqual(['all', 'all']);
  });

  it('reads the last seconds again every five seconds, not at each use', async () => {
    put('mug', 5, 0);
    for (const seconds of [0, 1, 5.999, 6, 10.999]) await stock.catchUp(at(seconds));
    expect(asked).toEqual(['all', -overlapMs, 0, -overlapMs, 0]);
  });

  it('reads the last seconds again when the clock was set back', async () => {
    put('mug', 5, 0);
    for (const seconds of [0, 10, 4]) await stock.catchUp(at(seconds));
    expect(asked).toEqual(['all', -overlapMs, -overlapMs]);
  });

  it('takes a change that another process wrote with a clock that lags', async () => {
    put('mug', 5, 0);
    await stock.catchUp(at(0));
    put('cup', 1, -9);
    await stock.catchUp(at(1));
    expect(stock.get('cup')?.stockLevel).toBe(1);
  });
});

describe('revision', () => {
  it('grows with a change, and not when the same document is read again', async () => {
    put('mug', 5, 0);
    await stock.catchUp(at(0));
    const before = stock.revision;
    await stock.catchUp(at(1));
    expect(stock.revision).toBe(before);
    put('mug', 4, 2);
    await stock.catchUp(at(7));
    expect(stock.revision).toBe(before + 1);
  });
});
