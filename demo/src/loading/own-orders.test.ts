import { expect, test } from 'vitest';
import { findDateOrder, parseDate } from './own-dates.js';
import { findColumns, ownOrders, parsePrice } from './own-orders.js';

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
  expect(ownOrders(file.replaceAll(',50', '50'), now, { currency: 'JPY' }).products[0]!.price).toBe(150);
});

test('ownOrders(...) takes times without a zone for those of the shop, and a day for its own', () => {
  const file =
    'order,date,sku,qty,price\n1,2026-05-02,M,1,1\n2,02/05/2026 23:30,M,1,1\n3,2026-05-02 10:00 +0000,M,1,1\n';
  const placed = (timeZone: string) =>
    ownOrders(file, now, { timeZone }).orders.map(({ placedAt }) => placedAt);
  expect(placed('America/New_York')).toEqual([
    '2026-05-02T04:00:00.000Z',
    '2026-05-02T10:00:00.000Z',
    '2026-05-03T03:30:00.000Z',
  ]);
  expect(placed('Europe/Berlin')).toEqual([
    '2026-05-01T22:00:00.000Z',
    '2026-05-02T10:00:00.000Z',
    '2026-05-02T21:30:00.000Z',
  ]);
});

test('findColumns(...) names what is missing and what was found', () => {
  expect(() => findColumns(['order', 'when', 'sku', 'qty', 'price'])).toThrow(
    /no column for date\. Its columns are: order, when, sku, qty, price\..*created at/,
  );
});

test('findColumns(...) names what all the missing columns may be called', () => {
  expect(() => findColumns(['order', 'when', 'sku', 'number', 'price'])).toThrow(
    /no column for date, quantity\..*For date one of.*created at.*For quantity one of.*qty/,
  );
});

test.each([
  ['nothing', ''],
  ['blank lines and a byte order mark', '\ufeff\r\n \n'],
])('ownOrders(...) calls a file with %s empty', (_what, file) => {
  expect(() => ownOrders(file, now)).toThrow(/^The orders file is empty\.$/);
});

test.each([
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').toString()],
  ['a workbook', Buffer.from('504b030414000600080000002100', 'hex').toString()],
  ['text in UTF-16', Buffer.from('\ufefforder,date,sku,qty,price\n', 'utf16le').toString()],
])('ownOrders(...) says that %s is no CSV file', (_what, file) => {
  expect(() => ownOrders(file, now)).toThrow(/^The orders file is no CSV file\..*save the sheet as CSV/);
});

test('ownOrders(...) reads a text that is not in UTF-8 as well as it can', () => {
  const latin1 = Buffer.from(
    'order,date,sku,title,qty,price\n1,2026-01-01,a,Caf\xe9,1,2\n',
    'latin1',
  ).toString();
  expect(ownOrders(latin1, now).orders).toHaveLength(1);
});

const head = 'order,date,product,quantity,price\n';

test('ownOrders(...) takes the good lines and tells all the bad ones together', () => {
  const file = `${head}1,2026-01-01,a,1,2
2,yesterday,a,1,2
3,2026-01-01,a,abc,2
4,2026-01-01,a,1,-2
5,2026-01-01
6,2026-02-31,a,,free
7,2026-01-02,a,1,2
`;
  const { orders, notes } = ownOrders(file, now);
  expect(orders.map(({ key }) => key)).toEqual(['1', '7']);
  expect(notes).toEqual([
    '5 lines could not be read and were left out:',
    '  line 3: "yesterday" is not a date',
    '  line 4: "abc" is not a quantity',
    '  line 5: "-2" is not a price',
    '  line 6: has 2 of 5 columns',
    '  line 7: "2026-02-31" is not a date, "" is not a quantity, "free" is not a price',
  ]);
});

test('ownOrders(...) counts the lines that are no sale of the past', () => {
  const file = `${head}1,2026-01-01,a,1,2\n,2026-01-01,a,1,2\n2,2026-01-01,,1,2\n3,2027-01-01,a,1,2\n1,2026-01-01,a,-1,2\n`;
  expect(ownOrders(file, now).notes).toEqual([
    '4 lines left out: 1 without an order number, 1 without a product, 1 dated in the future, 1 with a quantity below one (returns).',
  ]);
});

test('ownOrders(...) lists the first twenty bad lines and counts the rest, also when nothing is left', () => {
  const bad = Array.from({ length: 30 }, (_, index) => `${index},soon,a,1,2\n`).join('');
  const { notes } = ownOrders(`${head}x,2026-01-01,a,1,2\n${bad}`, now);
  expect(notes).toHaveLength(22);
  expect(notes.at(-1)).toBe('  and 10 more');
  expect(() => ownOrders(head + bad, now)).toThrow(/no order of a past day[^]*line 2: "soon"/);
});

test('ownOrders(...) takes a mark of inches for what it is', () => {
  const { products, notes } = ownOrders('order,date,sku,title,qty,price\n1,2026-01-01,a,5" nail,1,2\n', now);
  expect(products[0]!.title).toBe('5" nail');
  expect(notes).toEqual([]);
});

test('ownOrders(...) says how it read dates that can be read in two ways', () => {
  const read = (...dates: string[]) => {
    const file = head + dates.map((date, index) => `${index},${date},a,1,2\n`).join('');
    const { orders, notes } = ownOrders(file, now);
    return [orders.map(({ placedAt }) => placedAt.slice(0, 10)), notes];
  };
  expect(read('01/11/2025')).toEqual([
    ['2025-11-01'],
    [
      'Dates such as 01/11/2025 were read with the day first (1 November 2025); if that is wrong, write dates as 2026-11-30.',
    ],
  ]);
  expect(read('01/11/2025', '12/25/2025')).toEqual([
    ['2025-01-11', '2025-12-25'],
    ['Dates such as 01/11/2025 were read with the month first (11 January 2025), as 12/25/2025 shows.'],
  ]);
  expect(read('2025-11-01', '25.12.2025', '1.11.2025')[1]).toEqual([]);
});

test('findDateOrder(...) keeps the day first where the dates contradict each other', () => {
  expect(findDateOrder(['01/11/2025', '12/25/2025', '25/12/2025'])).toEqual({
    monthFirst: false,
    ambiguous: '01/11/2025',
  });
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
