import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestShop, type TestShop } from '../../../../test/chat-shop.js';
import { startTalk } from '../../../../test/talk.js';
import type { OrderDocument } from '../../../stores/port/documents.js';

/** An order's description: its products, its day and its status, in the words of the English project. */

let parts: TestShop;
let abroad: TestShop;
beforeAll(async () => {
  parts = await openTestShop();
  abroad = await openTestShop({ settings: { locale: 'en-US', timeZone: 'America/New_York' } });
  await write(
    parts,
    '536365',
    [
      ['teapot', 2],
      ['clock', 1],
    ],
    'shipped',
  );
  await write(
    parts,
    '536366',
    [
      ['teapot', 1],
      ['clock', 1],
      ['mug-red', 3],
      ['mug-blue', 4],
      ['shoes-red', 1],
    ],
    'placed',
  );
  await write(parts, '536367', [['gone', 5]], 'delivered');
  await write(
    parts,
    '536368',
    [
      ['clock', 1],
      ['gone', 1],
    ],
    'cancelled',
  );
  await write(parts, '536369', [], 'refunded');
  await write(abroad, '536365', [['teapot', 1]], 'shipped');
});
afterAll(() => Promise.all([parts.close(), abroad.close()]));

async function write(
  { store, shop, secrets }: TestShop,
  key: string,
  things: readonly [product: string, quantity: number][],
  status: OrderDocument['status'],
) {
  const lines = await Promise.all(
    things.map(async ([product, quantity]) => ({
      productId: (await store.products.findByKey(shop.id, product))?.id ?? '0123456789abcdef01234567',
      quantity,
      unitPrice: 1000,
    })),
  );
  const order = {
    key,
    // In London the next day has begun.
    placedAt: new Date('2026-07-20T23:30:00Z'),
    currency: 'GBP',
    lines,
    status,
    shipments: [],
    postcodeDigest: secrets.digest(shop.id, 'postcode', 'LS1 4AP'),
    revision: 1,
    updatedAt: new Date('2026-07-20T23:30:00Z'),
  };
  await store.orders.recordMany(shop.id, [
    { order, interactions: [], withdrawnEventIds: [], movements: [], sales: [] },
  ]);
}

async function told(shop: TestShop, key: string, postcode = 'LS1 4AP') {
  const talk = startTalk(shop);
  await talk.say(`where is my order ${key}`);
  return talk.say(postcode);
}

describe('an order is described with its products, its day and its status', () => {
  test.each([
    [
      '536365',
      'Order 536365: 2 × Regency Teapot and Vintage Alarm Clock. It was placed on 21 July 2026 and has been sent.',
    ],
    [
      '536366',
      'Order 536366: Regency Teapot, Vintage Alarm Clock, 3 × Red Retrospot Mug and 5 other items. It was placed on 21 July 2026 and has not been sent yet.',
    ],
    ['536367', 'Order 536367: 5 items. It was placed on 21 July 2026 and has been delivered.'],
    [
      '536368',
      'Order 536368: Vintage Alarm Clock and one other item. It was placed on 21 July 2026 and has been cancelled.',
    ],
    ['536369', 'Order 536369 was placed on 21 July 2026 and has been refunded.'],
  ])('%s', async (key, text) => {
    const { messages, text: said } = await told(parts, key);
    expect(messages.map(({ type }) => type)).toEqual(['order-status', 'text']);
    expect(said).toBe(text);
  });

  test('the day is that of the shop’s time zone, written in its locale', async () => {
    expect((await told(abroad, '536365')).text).toMatch(/It was placed on July 20, 2026 and/);
  });

  test('is not shown without the right address', async () => {
    const { text, messages } = await told(parts, '536365', 'LS1 4AQ');
    expect(messages.some(({ type }) => type === 'order-status')).toBe(false);
    expect(text).not.toMatch(/July|Teapot|sent\b/);
  });
});
