import { expect, test } from 'vitest';
import { findColumns, ownOrders, parseDate, parsePrice } from './own-orders.js';

const now = Date.UTC(2026, 5, 1);

test('ownOrders(...) reads an export with its own column names, quotes and order', () => {
  const { orders, products } = ownOrders(
    'Order Number;Created At;Lineitem SKU;Lineitem name;Lineitem quantity;Lineitem price;Email\n' +
      '#1001;2026-05-02 10:00:00 +0000;MUG-1;"Mug; red";2;4,50;a@shop.example\n' +
      '#1001;2026-05-02 10:00:00 +0000;TIN-1;Tea tin;1;8,00;a@shop.example\n' +
      '#1000;2026-05-01 09:00:00 +0000;MUG-1;"Mug; red";-1;4,50;\n',
    now,
  );
  expect(orders).toEqual([
    {
      key: '#1001',
      placedAt: '2026-05-02T10:00:00.000Z',
      customer: 'a@shop.example',
      status: 'delivered',
      changedAt: Date.UTC(2026, 4, 2, 10),
      lines: [
        { product: 'MUG-1', quantity: 2, unitPrice: 450 },
        { product: 'TIN-1', quantity: 1, unitPrice: 800 },
      ],
    },
  ]);
  expect(products.map(({ code, title, price }) => [code, title, price])).toEqual([
    ['MUG-1', 'Mug; red', 450],
    ['TIN-1', 'Tea tin', 800],
  ]);
});

test('ownOrders(...) invents neither stock nor what kind of goods they are', () => {
  const file =
    'order;date;sku;title;category;qty;price\n1;02/05/2026;M;Mug tree;Tools;1;"£1,50"\n2;02/05/2026;N;Tea;;1;"£2"\n';
  const { products, stock } = ownOrders(file, now);
  expect(stock).toBeUndefined();
  expect(products).toMatchObject([
    { title: 'Mug tree', description: 'Mug tree', category: ['Tools', 'Tools'], price: 150, colors: [] },
    { category: ['Products', 'Products'], price: 200 },
  ]);
  expect(ownOrders(file.replaceAll(',50', '50'), now, 'JPY').products[0]!.price).toBe(150);
});

test('findColumns(...) names what is missing and what was found', () => {
  expect(() => findColumns(['order', 'when', 'sku', 'qty', 'price'])).toThrow(
    /no column for date\. Its columns are: order, when, sku, qty, price\..*created at/,
  );
});

test('ownOrders(...) names the line of a bad value', () => {
  const head = 'order,date,product,quantity,price\n';
  expect(() => ownOrders(`${head}1,yesterday,a,1,2\n`, now)).toThrow('line 2: "yesterday" is not a date');
  expect(() => ownOrders(`${head}1,2026-01-01,a,many,2\n`, now)).toThrow('line 2: "many" is not a quantity');
  expect(() => ownOrders(`${head}1,2026-01-01,a,1,free\n`, now)).toThrow('line 2: "free" is not a price');
  expect(() => ownOrders(head, now)).toThrow('no order of a past day');
});

test.each([
  ['12.50', 1250],
  ['12,5', 1250],
  ['1,299.00', 129_900],
  ['1.299,00', 129_900],
  ['£4', 400],
  ['-1', undefined],
  ['', undefined],
])('parsePrice(%j) is %j', (text, pence) => {
  expect(parsePrice(text)).toBe(pence);
});

test.each([
  ['2026-03-04', '2026-03-04T00:00:00.000Z'],
  ['2026-03-04T05:06', '2026-03-04T05:06:00.000Z'],
  ['2026-03-04 05:06:07 +0100', '2026-03-04T04:06:07.000Z'],
  ['4.3.2026 5:06', '2026-03-04T05:06:00.000Z'],
  ['12/25/2025', '2025-12-25T00:00:00.000Z'],
  ['25/12/2025', '2025-12-25T00:00:00.000Z'],
  ['soon', undefined],
])('parseDate(%j) is %j', (text, iso) => {
  expect(parseDate(text)?.toISOString()).toBe(iso);
});
