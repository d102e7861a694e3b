import type { OrderInput } from '@shelfwise/core/wire';
import { describe, expect, it } from 'vitest';
import { testSettings } from '../../../test/store-contract/settings.js';
import type { OrderDocument } from '../../stores/port/documents.js';
import { buildLinkWrite, buildOrder, buildOrderWrite, type OrderContext } from './build-order.js';

const now = new Date('2026-11-22T12:00:00Z');
const placedAt = '2026-11-22T10:00:00.000Z';
const input: OrderInput = {
  key: 'A1',
  placedAt,
  lines: [{ product: 'mug', quantity: 2, unitPrice: 500 }],
  status: 'placed',
};
const context = (changes: Partial<OrderContext> = {}): OrderContext => ({
  shop: { settings: { ...testSettings, currency: 'GBP', stockSource: 'orders' } },
  movesStock: true,
  productIds: new Map([['mug', 'mug-id']]),
  personOf: () => ({ named: undefined, linked: undefined }),
  digest: (kind, value) => `${kind}:${value}`,
  now,
  ...changes,
});
/** The order as it is stored after a report. */
const stored = (of: OrderInput, changes: Partial<OrderDocument> = {}): OrderDocument => ({
  ...buildOrder(undefined, of, context()),
  id: 'id',
  shopId: 'shop',
  updatedAt: now,
  ...changes,
});

describe('buildOrder(…)', () => {
  it('makes a first version, with nothing that is not known', () => {
    expect(buildOrder(undefined, input, context())).toEqual({
      key: 'A1',
      placedAt: new Date(placedAt),
      currency: 'GBP',
      lines: [{ productId: 'mug-id', quantity: 2, unitPrice: 500 }],
      status: 'placed',
      shipments: [],
      stockMoved: true,
      revision: 1,
    });
  });

  it('stores digests of address and postcode, and when the shop’s server changed the order', () => {
    const updatedAt = '2026-11-22T11:00:00.000Z';
    const personal = { ...input, email: 'ann@example.com', postcode: 'LS1', updatedAt };
    expect(buildOrder(undefined, personal, context())).toMatchObject({
      emailDigest: 'email:ann@example.com',
      postcodeDigest: 'postcode:LS1',
      reportedAt: new Date(updatedAt),
    });
  });

  it('keeps values that a later report leaves out', () => {
    const held = stored(input, {
      currency: 'USD',
      userId: 'ann',
      customerKey: 'c1',
      shipments: [{ carrier: 'post' }],
      emailDigest: 'e',
      postcodeDigest: 'p',
      reportedAt: now,
      revision: 4,
    });
    expect(buildOrder(held, { ...input, status: 'shipped' }, context())).toMatchObject({
      currency: 'USD',
      userId: 'ann',
      customerKey: 'c1',
      shipments: [{ carrier: 'post' }],
      emailDigest: 'e',
      postcodeDigest: 'p',
      reportedAt: now,
      status: 'shipped',
      revision: 5,
    });
  });

  it('replaces former values by those of a later report', () => {
    const held = stored(input, { currency: 'USD', customerKey: 'c1', emailDigest: 'e', reportedAt: now });
    const updatedAt = '2026-11-22T13:00:00.000Z';
    const more = { currency: 'EUR', customer: 'c2', shipments: [{ carrier: 'van' }], email: 'b', updatedAt };
    expect(buildOrder(held, { ...input, ...more }, context())).toMatchObject({
      currency: 'EUR',
      customerKey: 'c2',
      shipments: [{ carrier: 'van' }],
      emailDigest: 'email:b',
      reportedAt: new Date(updatedAt),
    });
  });

  it('belongs to the person the owner names, else to whom it belonged, else to whom a page linked', () => {
    const owner = (held: OrderDocument | undefined, named?: string, linked?: string) =>
      buildOrder(held, input, context({ personOf: () => ({ named, linked }) })).userId;
    const held = stored(input, { userId: 'former' });
    expect(owner(held, 'named', 'linked')).toBe('named');
    expect(owner(held, undefined, 'linked')).toBe('former');
    expect(owner(undefined, undefined, 'linked')).toBe('linked');
    expect(owner(undefined)).toBeUndefined();
  });

  it('decides once whether the order moves stock', () => {
    const moves = (held: OrderDocument | undefined, movesStock: boolean) =>
      buildOrder(held, input, context({ movesStock })).stockMoved;
    const { stockMoved: _, ...unmoved } = stored(input);
    expect([moves(undefined, true), moves(undefined, false)]).toEqual([true, undefined]);
    expect([moves(stored(input), false), moves(unmoved, true)]).toEqual([true, undefined]);
  });
});

describe('buildOrderWrite(…)', () => {
  it('writes a new order as its shop’s server dated it, and takes its lines from the stock', () => {
    const write = buildOrderWrite(undefined, input, context())!;
    expect(write.order).not.toHaveProperty('reportedAt');
    expect(write.movements).toMatchObject([{ productId: 'mug-id', quantity: -2 }]);
  });

  it('moves no stock in a shop that reports its levels', () => {
    const settings = { ...testSettings, stockSource: 'reported' as const };
    expect(buildOrderWrite(undefined, input, context({ shop: { settings } }))!.movements).toEqual([]);
  });

  it('is undefined for a report that says the same, or is older', () => {
    expect(buildOrderWrite(stored(input), input, context())).toBeUndefined();
    const newer = stored({ ...input, updatedAt: '2026-11-22T11:00:00.000Z' });
    const older = { ...input, status: 'shipped' as const, updatedAt: '2026-11-22T10:59:00.000Z' };
    expect(buildOrderWrite(newer, older, context())).toBeUndefined();
  });

  it('dates a change without a date by now', () => {
    const write = buildOrderWrite(stored(input), { ...input, status: 'shipped' }, context())!;
    expect(write.order).toMatchObject({ status: 'shipped', reportedAt: now, revision: 2 });
    expect(write.replaces).toBe(1);
  });

  it('leaves a change its own date', () => {
    const updatedAt = '2026-11-22T11:00:00.000Z';
    const write = buildOrderWrite(stored(input), { ...input, status: 'shipped', updatedAt }, context())!;
    expect(write.order.reportedAt).toEqual(new Date(updatedAt));
  });
});

describe('buildLinkWrite(…)', () => {
  it('makes a new version that belongs to the visitor, and changes nothing else', () => {
    const held = stored(input);
    const write = buildLinkWrite(held, 'ann', context().shop, now);
    const { id: _id, shopId: _shopId, updatedAt: _at, ...same } = held;
    expect(write.order).toEqual({
      ...same,
      userId: 'ann',
      revision: 2,
      countedWith: expect.anything() as unknown,
    });
    expect(write.replaces).toBe(1);
    expect(write.interactions).toMatchObject([{ userId: 'ann', productId: 'mug-id' }]);
    expect([write.movements, write.sales]).toEqual([[], []]);
  });
});
