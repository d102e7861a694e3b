import type { InventoryItem } from '@shelfwise/core/wire';
import { describe, expect, it } from 'vitest';
import type { AlertDocument } from '../../stores/port/documents.js';
import { alertedProducts, ordersToPlace } from './orders-to-place.js';

const now = new Date('2026-11-22T12:00:00Z');

describe('alertedProducts(…)', () => {
  const alert = (changes: Partial<AlertDocument>) =>
    ({ kind: 'reorder', productId: 'mug', ...changes }) as AlertDocument;

  it('names the products of alerts about stock', () => {
    const alerts = [
      alert({}),
      alert({ kind: 'out-of-stock', productId: 'jug' }),
      alert({ kind: 'job-failed', productId: 'x' }),
      { kind: 'reorder' } as AlertDocument,
    ];
    expect(alertedProducts(alerts, now)).toEqual(['mug', 'jug']);
  });

  it('leaves snoozed alerts out until their time has come', () => {
    const until = (ms: number) => [alert({ snoozedUntil: new Date(now.getTime() + ms) })];
    expect(alertedProducts(until(1), now)).toEqual([]);
    expect(alertedProducts(until(0), now)).toEqual(['mug']);
  });
});

describe('ordersToPlace(…)', () => {
  const item = (product: string, changes: Partial<InventoryItem> = {}) =>
    ({
      product,
      title: product,
      stockLevel: 5,
      onOrder: 0,
      salesLostPerDay: 100,
      restockAlert: true,
      status: 'order-now',
      orderQuantity: 6,
      ...changes,
    }) as InventoryItem;
  const out = (product: string, salesLostPerDay: number, changes: Partial<InventoryItem> = {}) =>
    item(product, { stockLevel: 0, status: 'out', salesLostPerDay, ...changes });
  const place = (...items: InventoryItem[]) => ordersToPlace(items, { currency: 'EUR', today: '2026-11-22' });
  const order = (...items: InventoryItem[]) =>
    place(...items).ordersToPlace.items.map(({ product }) => product);

  it('lists sold-out products first, by lost sales', () => {
    expect(order(item('a', { salesLostPerDay: 9999 }), out('b', 10), out('c', 20))).toEqual(['c', 'b', 'a']);
    // Stock below zero is sold out as well; stock that is not counted counts as none.
    expect(order(item('a'), out('b', 10, { stockLevel: -3 }))).toEqual(['b', 'a']);
    const { stockLevel: _, ...uncounted } = item('c', { salesLostPerDay: 5 });
    expect(order(item('a'), uncounted as InventoryItem)).toEqual(['c', 'a']);
  });

  it('lists the others by the day to order, then by sales lost a day, then by key', () => {
    expect(
      order(item('a'), item('b', { orderBy: '2026-11-25' }), item('c', { orderBy: '2026-11-24' })),
    ).toEqual(['c', 'b', 'a']);
    expect(order(item('a', { salesLostPerDay: 1 }), item('b', { salesLostPerDay: 2 }))).toEqual(['b', 'a']);
    expect(order(item('b'), item('a'), item('c'))).toEqual(['a', 'b', 'c']);
  });

  it('describes an order', () => {
    const mug = item('mug', {
      variantTitle: 'Red',
      onOrder: 2,
      daysLeft: { p10: 1, p50: 3, p90: 9 },
      orderBy: '2026-11-23',
      supplier: 'Kiln',
    });
    expect(place(mug).ordersToPlace.items).toEqual([
      {
        product: 'mug',
        title: 'mug (Red)',
        orderQuantity: 6,
        stockLevel: 5,
        onOrder: 2,
        salesLostPerDay: 100,
        runsOut: '2026-11-25',
        orderBy: '2026-11-23',
        supplier: 'Kiln',
      },
    ]);
    const { orderQuantity: _q, stockLevel: _s, ...bare } = item('jug');
    expect(place(bare as InventoryItem).ordersToPlace.items).toEqual([
      { product: 'jug', title: 'jug', orderQuantity: 0, stockLevel: 0, onOrder: 0, salesLostPerDay: 100 },
    ]);
  });

  it('counts due products, sold-out ones among them, and the sales lost a day', () => {
    const due = place(out('a', 10), out('b', 20), item('c'), out('d', 40, { restockAlert: false }));
    expect(due.ordersToPlace).toMatchObject({ total: 3, soldOut: 2, salesLostPerDay: 30, currency: 'EUR' });
  });

  it('lists sold-out products with enough on their way apart', () => {
    const awaited = out('a', 10, { restockAlert: false, onOrder: 40, supplier: 'Kiln' });
    const fine = item('b', { restockAlert: false, status: 'fine' });
    expect(place(awaited, fine, out('c', 30, { restockAlert: false })).soldOutOnTheWay).toEqual({
      total: 2,
      items: [
        { product: 'c', title: 'c', onOrder: 0, salesLostPerDay: 30 },
        { product: 'a', title: 'a', onOrder: 40, salesLostPerDay: 10, supplier: 'Kiln' },
      ],
      salesLostPerDay: 40,
    });
  });

  it('shows ten of each, and counts all', () => {
    const many = Array.from({ length: 12 }, (_, i) => out(`p${i}`, 1));
    const due = place(...many).ordersToPlace;
    expect([due.items.length, due.total, due.salesLostPerDay]).toEqual([10, 12, 12]);
    const awaited = place(...many.map((one) => ({ ...one, restockAlert: false }))).soldOutOnTheWay;
    expect([awaited.items.length, awaited.total]).toEqual([10, 12]);
  });
});
