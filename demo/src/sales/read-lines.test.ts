import { expect, test } from 'vitest';
import { readLines } from './read-lines.js';

const header = 'invoice,stock_code,quantity,invoice_date,unit_price,customer_id,country\n';

test('readLines(...) sorts lines into sales, cancellations and what is neither, and counts each', () => {
  const { sales, cancellations, counts } = readLines(
    header +
      '1,85048,12,2009-12-01T07:45,6.95,13085,United Kingdom\n' +
      '1,79323p,2,2009-12-01T07:45,6.75,13085,United Kingdom\n' +
      '1,POST,1,2009-12-01T07:45,18,13085,United Kingdom\n' +
      'C2,85048,-3,2009-12-01T08:00,6.95,13085,United Kingdom\n' +
      '3,85048,-5,2009-12-01T08:10,0,,United Kingdom\n' +
      '4,85048,5,2009-12-01T08:20,0,,United Kingdom\n' +
      '5,99999,5,2009-12-01T08:30,1,,United Kingdom\n',
    (code) => code !== '99999',
  );
  expect(sales).toEqual([
    {
      invoice: '1',
      at: Date.UTC(2009, 11, 1, 7, 45),
      customer: '13085',
      lines: [
        { code: '85048', quantity: 12, price: 695 },
        { code: '79323P', quantity: 2, price: 675 },
      ],
    },
  ]);
  expect(cancellations).toEqual([
    { code: '85048', quantity: 3, price: 695, at: Date.UTC(2009, 11, 1, 8), customer: '13085' },
  ]);
  expect(counts).toEqual({ lines: 7, notProducts: 2, corrections: 1, free: 1, cancellations: 1, sales: 2 });
});

test('readLines(...) of nothing but a header is empty', () => {
  expect(readLines(header, () => true).sales).toEqual([]);
});
