import { beforeAll, expect, test } from 'vitest';
import { demoDataset, type DemoDataset } from './demo-dataset.js';

// The real data, once: the counts of the rules on it, as the documents state them.
const now = Date.UTC(2026, 10, 22, 12);
let dataset: DemoDataset;
beforeAll(() => {
  dataset = demoDataset({ now });
});

test('demoDataset(...) accounts for every line of the data', () => {
  const { counts } = dataset;
  expect(counts.lines).toBe(1_044_847);
  expect(counts.notProducts + counts.corrections + counts.free + counts.cancellations + counts.sales).toBe(
    counts.lines,
  );
  expect(counts.sales).toBeGreaterThan(1_000_000);
  expect(counts.cancellations).toBeGreaterThan(17_000);
});

test('demoDataset(...) has about four per cent wholesale lines', () => {
  expect(dataset.counts.wholesale / dataset.counts.sales).toBeCloseTo(0.036, 2);
});

test('demoDataset(...) loads nothing of the future and at least 400 days of the past', () => {
  const times = dataset.orders.map(({ placedAt }) => Date.parse(placedAt));
  expect(Math.max(...times)).toBeLessThanOrEqual(now);
  expect(now - Math.min(...times)).toBeGreaterThan(400 * 86_400_000);
});

test('demoDataset(...) has products with titles, prices and categories, and variants in families', () => {
  const { products } = dataset;
  expect(products.length).toBeGreaterThan(4_600);
  expect(
    products.every(({ price, title, category }) => price > 0 && title !== '' && category.length === 2),
  ).toBe(true);
  const lights = products.filter(({ family }) => family === 'family-79323');
  expect(lights.map(({ variantTitle }) => variantTitle)).toEqual(
    expect.arrayContaining(['Pink', 'White', 'Black', 'Gold', 'Green']),
  );
  for (const { price, salePrice } of products)
    if (salePrice !== undefined) expect(salePrice).toBeLessThan(price);
});

test('demoDataset(...) has one line of stock for each product, none below zero, some to be ordered', () => {
  expect(dataset.stock.map(({ product }) => product)).toEqual(dataset.products.map(({ code }) => code));
  expect(dataset.stock.every(({ stockLevel, onOrder }) => stockLevel >= 0 && onOrder >= 0)).toBe(true);
  expect(dataset.stock.filter(({ onOrder }) => onOrder > 0).length).toBeGreaterThan(300);
});

test('demoDataset(...) offers eight different customers with a story', () => {
  expect(new Set(dataset.customers.map(({ key }) => key)).size).toBe(8);
  for (const { story } of dataset.customers)
    expect(story).toMatch(/^\d+ orders, the last in .+ Bought .+\.$/);
});

test('demoDataset(...) of a later day keeps what was loaded and adds to it', () => {
  const later = demoDataset({ now: now + 3 * 86_400_000, shiftWeeks: dataset.shiftWeeks });
  const before = new Map(dataset.orders.map((order) => [order.key, order]));
  const unchanged = later.orders.filter(({ changedAt }) => changedAt <= now);
  for (const order of unchanged) expect(before.get(order.key)).toEqual(order);
  expect(later.orders.length).toBeGreaterThan(dataset.orders.length);
});
