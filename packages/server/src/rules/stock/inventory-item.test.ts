import { describe, expect, it } from 'vitest';
import { testSettings } from '../../../test/store-contract/settings.js';
import type { InventoryDocument, ProductDocument } from '../../stores/port/documents.js';
import { toInventoryItem } from './inventory-item.js';

const settings = { ...testSettings, leadTime: { mean: 7, sd: 2 }, reviewPeriod: 7, serviceLevel: 0.95 };
const product = {
  id: 'id',
  key: 'mug',
  groupKey: 'mug',
  title: 'Mug',
  url: '/mug',
  price: 1000,
  categories: ['Kitchen'],
} as unknown as ProductDocument;
const stock = (changes: Partial<InventoryDocument> = {}): InventoryDocument =>
  ({ productId: 'id', stockLevel: 30, onOrder: 0, restockAlert: false, ...changes }) as InventoryDocument;
const today = '2026-11-22';
const toItem = (inventory: InventoryDocument | undefined, of = product) =>
  toInventoryItem(of, inventory, { settings }, today);

describe('toInventoryItem(…)', () => {
  it('of a product without stock says that it is not counted, and nothing that is not known', () => {
    expect(toItem(undefined)).toEqual({
      product: 'mug',
      title: 'Mug',
      url: '/mug',
      categories: ['Kitchen'],
      onOrder: 0,
      simulated: false,
      soldPerDay: 0,
      salesLostPerDay: 0,
      restockAlert: false,
      status: 'uncounted',
      leadTime: { mean: 7, sd: 2 },
      reviewPeriod: 7,
      minimumOrder: 1,
      packSize: 1,
      serviceLevel: 0.95,
    });
    const { stockLevel: _, ...uncounted } = stock();
    expect(toItem(uncounted as InventoryDocument).status).toBe('uncounted');
  });

  it('passes on known values', () => {
    const known = {
      supplier: 'Kiln',
      stockLevel: 30,
      onOrder: 4,
      simulated: true,
      soldPerDay: 2.5,
      reorderPoint: 12,
      orderQuantity: 24,
      predictedDemand: 17,
      restockAlert: true,
      unitCost: 300,
      forecastModel: 'tsb',
      packSize: 6,
    };
    const lastRestocked = new Date('2026-11-01T08:00:00Z');
    const item = toItem(stock({ ...known, lastRestocked }), {
      ...product,
      image: '/mug.jpg',
      variantTitle: 'Red',
    });
    expect(item).toMatchObject({
      ...known,
      lastRestocked: '2026-11-01T08:00:00.000Z',
      image: '/mug.jpg',
      variantTitle: 'Red',
    });
  });

  it('counts days from today, and none that are past', () => {
    const stockoutDate = { p10: '2026-11-20', p50: '2026-11-23', p90: '2026-12-02' };
    expect(toItem(stock({ stockoutDate })).daysLeft).toEqual({ p10: 0, p50: 1, p90: 10 });
    expect(toItem(stock({ stockoutDate: { p50: '2026-11-24' } })).daysLeft).toEqual({
      p10: 2,
      p50: 2,
      p90: 2,
    });
    expect(toItem(stock({ stockoutDate: { p10: '2026-11-24' } }))).not.toHaveProperty('daysLeft');
    expect(toItem(stock())).not.toHaveProperty('daysLeft');
  });

  it('shows the day to order only where there is something to order', () => {
    const orderBy = '2027-01-10';
    const stockoutDate = { p10: '2027-02-01', p50: '2027-02-10', p90: '2027-03-01' };
    const forecastedAt = new Date('2026-11-22T01:00:00Z');
    const fine = stock({ orderBy, stockoutDate, forecastedAt, lastSold: '2026-11-21' });
    expect(toItem(fine)).toMatchObject({ status: 'fine' });
    expect(toItem(fine)).not.toHaveProperty('orderBy');
    expect(toItem({ ...fine, orderQuantity: 0 })).not.toHaveProperty('orderBy');
    expect(toItem({ ...fine, orderQuantity: 1 }).orderBy).toBe(orderBy);
    const soon = toItem({ ...fine, orderBy: '2026-11-24' });
    expect([soon.status, soon.orderBy]).toEqual(['soon', '2026-11-24']);
  });

  it('loses the sale price, else the price, for each unit of demand', () => {
    const loses = (price: Partial<ProductDocument>) =>
      toItem(stock({ demandPerDay: 1.2345 }), { ...product, ...price }).salesLostPerDay;
    expect(loses({})).toBe(1235);
    expect(loses({ salePrice: 800 })).toBe(988);
  });

  it('derives the status from stock, forecast, terms and the last sale', () => {
    const forecastedAt = new Date('2026-11-22T01:00:00Z');
    const far = { p10: '2027-02-01', p50: '2027-02-10', p90: '2027-03-01' };
    const statusOf = (changes: Partial<InventoryDocument>) =>
      toItem(stock({ forecastedAt, stockoutDate: far, lastSold: '2026-11-21', ...changes })).status;
    expect(statusOf({ stockLevel: 0 })).toBe('out');
    expect(statusOf({ restockAlert: true })).toBe('order-now');
    // Stock for three days, and a delivery takes seven.
    expect(
      statusOf({ onOrder: 50, stockoutDate: { p10: '2026-11-23', p50: '2026-11-25', p90: '2026-11-30' } }),
    ).toBe('short');
    expect(statusOf({})).toBe('fine');
    expect(statusOf({ stockoutDate: { p10: '2027-06-01', p50: '2027-07-01', p90: '2027-08-01' } })).toBe(
      'overstock',
    );
    expect(statusOf({ lastSold: '2026-06-01' })).toBe('dead');
    const { forecastedAt: _, ...unforecast } = stock({ lastSold: '2026-11-21', stockoutDate: far });
    expect(toItem(unforecast as InventoryDocument).status).toBe('unknown');
  });
});
