import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Dataset, ShopOrder, StockEntry } from './dataset.js';
import { loadNewDays, loadShop, moveShop } from './load-shop.js';
import { stateOf } from './load-state.js';
import { digestsOf } from './order-digests.js';
import type { ShelfwiseApi } from './shelfwise-api.js';

const address = { shopUrl: 'http://localhost:8090', otherOrigins: ['http://localhost:3000'] };
const silent = () => undefined;
const day = (number: number) => Date.UTC(2026, 10, number);

type Level = StockEntry & { asOf?: string };
interface Movement {
  product: string;
  quantity: number;
  reference: string;
  at: string;
}

/**
 * An account that takes everything, as far as the loader can tell. A level counts only if it is newer than the one held,
 * and what moved after its moment is added to it; a movement counts once by its reference, and if no count has seen it.
 */
function account() {
  const sent: Record<string, { key?: string; product?: string; [field: string]: unknown }[]> = {};
  const levels = new Map<string, number>();
  const onOrder = new Map<string, number>();
  const countedAt = new Map<string, string>();
  const ledger: Movement[] = [];
  let connection = Infinity;
  const onCall = { do: (_call: string): void => undefined };
  const arrive = () => {
    if (connection-- <= 0) throw new Error('broken off');
  };
  const move = (movement: Movement) => {
    const { product, quantity, reference, at } = movement;
    if (ledger.some((known) => known.reference === reference && known.product === product)) return;
    ledger.push(movement);
    if (levels.has(product) && at > (countedAt.get(product) ?? ''))
      levels.set(product, levels.get(product)! + quantity);
  };
  const sell = (product: string, quantity: number) =>
    move({
      product,
      quantity: -quantity,
      reference: `order/${ledger.length}`,
      at: new Date().toISOString(),
    });
  const held = new Map<string, ShopOrder['lines']>();
  let allowedOrigins: string[] = [];
  const api: ShelfwiseApi = {
    shop: async () => ({ allowedOrigins }),
    patchShop: async (settings) => void (allowedOrigins = settings.allowedOrigins as string[]),
    postAll: async (path, _name, things) => {
      await wait(2);
      onCall.do(path);
      await wait(2);
      sent[path] = things as never;
      if (path === '/v1/stock-movements')
        for (const movement of things as Movement[]) {
          arrive();
          move(movement);
        }
      if (path === '/v1/stock-levels')
        for (const level of things as Level[]) {
          const { product, stockLevel, asOf = new Date().toISOString() } = level;
          arrive();
          if ((countedAt.get(product) ?? '') >= asOf) continue;
          const since = ledger.filter((one) => one.product === product && one.at > asOf);
          countedAt.set(product, asOf);
          onOrder.set(product, level.onOrder);
          levels.set(
            product,
            since.reduce((sum, { quantity }) => sum + quantity, stockLevel),
          );
        }
      if (path === '/v1/orders') for (const one of things as ShopOrder[]) held.set(one.key, one.lines);
    },
    orderLines: async (key) => held.get(key),
    startJob: async () => undefined,
    waitForJob: async () => undefined,
    inventory: async () => {
      await wait(2);
      onCall.do('inventory');
      await wait(2);
      return [...levels].map(([product, stockLevel]) => ({ product, stockLevel }));
    },
  };
  const breakAfter = (count: number) => void (connection = count);
  return { api, sent, levels, onOrder, sell, onCall, held, origins: () => allowedOrigins, breakAfter };
}

const order = (key: string, at: number): ShopOrder => ({
  key,
  placedAt: new Date(at).toISOString(),
  lines: [{ product: 'mug', quantity: 1, unitPrice: 500 }],
  status: 'delivered',
  changedAt: at,
});
const dataset = (orders: ShopOrder[], stockLevel: number): Dataset => ({
  products: [
    {
      code: 'mug',
      title: 'Mug',
      description: '',
      category: ['Kitchen and dining', 'Mugs'],
      colors: [],
      pattern: 'plain',
      price: 500,
      discontinued: false,
      popularity: 1,
    },
  ],
  orders,
  stock: [
    {
      product: 'mug',
      stockLevel,
      onOrder: 0,
      supplier: 'Clay',
      leadTime: { mean: 7, sd: 1 },
      minimumOrder: 1,
      packSize: 1,
      unitCost: 200,
    },
  ],
  customers: [],
});

test('a later start brings the orders of the days between, and what they did to the stock', async () => {
  const { api, sent, levels, sell } = account();
  const first = dataset([order('1', day(1)), order('2', day(2))], 20);
  await loadShop(api, first, address, true, silent);
  expect(sent['/v1/orders']!.map(({ key }) => key)).toEqual(['1', '2']);
  const state = stateOf(first, day(3), address);

  // Meanwhile four were bought in the demo; the simulation sold six.
  await wait(2);
  sell('mug', 4);
  const changed = { ...order('2', day(2)), changedAt: day(4) };
  const later = dataset([order('1', day(1)), changed, order('3', day(5))], 14);
  await loadNewDays(api, later, state, address.shopUrl, silent, silent);
  expect(sent['/v1/orders']!.map(({ key }) => key)).toEqual(['2', '3']);
  expect(levels.get('mug')).toBe(10);
});

test('a sale while the stock is told counts once, whenever it comes, and what is on order is told as well', async () => {
  const day1 = dataset([], 20);
  const day2 = dataset([], 14);
  day2.stock![0]!.onOrder = 30;
  for (let moment = 0; moment < 6; moment++) {
    const { api, levels, onOrder, sell, onCall } = account();
    await loadShop(api, day1, address, true, silent);
    const state = stateOf(day1, day(3), address);
    const calls: string[] = [];
    onCall.do = (call) => {
      if (calls.push(call) === moment + 1) sell('mug', 1);
    };
    await loadNewDays(api, day2, state, address.shopUrl, silent, silent);
    expect(levels.get('mug'), `${calls[moment]}, ${moment}`).toBe(moment < calls.length ? 13 : 14);
    onCall.do = () => undefined;
    await loadNewDays(api, day2, stateOf(day2, day(4), address), address.shopUrl, silent, silent);
    expect(onOrder.get('mug')).toBe(30);
    expect(levels.get('mug')).toBe(moment < calls.length ? 13 : 14);
  }
});

test('a start that is broken off while it tells the stock is gone on with, and moves no level twice', async () => {
  const { api, levels, sell, breakAfter } = account();
  const kinds = ['mug', 'tin', 'jug'];
  const stocked = (stockLevel: number): Dataset => {
    const { stock, ...data } = dataset([], stockLevel);
    return { ...data, stock: kinds.map((product) => ({ ...stock![0]!, product })) };
  };
  const first = stocked(20);
  await loadShop(api, first, address, true, silent);
  let state = stateOf(first, day(3), address);
  // As the file holds it, which knows no `undefined`.
  const keep = (kept: typeof state) => void (state = JSON.parse(JSON.stringify(kept)) as typeof state);
  await wait(2);
  sell('mug', 4);
  await wait(2);
  const start = (data: Dataset) => loadNewDays(api, data, state, address.shopUrl, silent, keep);

  for (const arrived of [0, 1, 2, 3, 2]) {
    breakAfter(arrived);
    await expect(start(stocked(14))).rejects.toThrow('broken off');
  }
  // Meanwhile one of those that arrived is bought, and the simulation goes on.
  sell('mug', 1);
  breakAfter(Infinity);
  await wait(2);
  await start(stocked(13));
  expect(Object.fromEntries(levels)).toEqual({ mug: 8, tin: 13, jug: 13 });
});

test('a shop that moved to another port speaks from there, and keeps the origins that its owner added', async () => {
  const { api, sent, origins } = account();
  const data = dataset([], 0);
  await loadShop(api, data, address, true, silent);
  await api.patchShop({ allowedOrigins: [...origins(), 'https://mine.example'] });
  const moved = { shopUrl: 'http://localhost:9010', otherOrigins: ['http://localhost:3000'] };
  await moveShop(api, data.products, stateOf(data, day(3), address), moved, silent);
  expect(origins()).toEqual(['http://localhost:9010', 'http://localhost:3000', 'https://mine.example']);
  expect(sent['/v1/products']![0]).toMatchObject({
    url: 'http://localhost:9010/product/mug',
    image: 'http://localhost:9010/pictures/mug.svg',
    availability: 'out_of_stock',
  });
});

test('a longer file of own orders brings what is new or changed, however old, and leaves the settings alone', async () => {
  const { api, sent, origins } = account();
  const { stock: _stock, ...data } = dataset([order('1', day(1)), order('2', day(2))], 0);
  await loadShop(api, data, address, false, silent);
  await api.patchShop({ allowedOrigins: ['https://mine.example'] });
  sent['/v1/faq'] = [{ key: 'mine' }];
  const state = { ...stateOf(data, day(9), address), orders: digestsOf(data.orders) };
  const changed = { ...order('2', day(2)), customer: 'ann' };
  const longer = { ...data, orders: [order('0', day(1)), order('1', day(1)), changed] };
  await loadNewDays(api, longer, state, address.shopUrl, silent, silent);
  expect(sent['/v1/orders']!.map(({ key }) => key)).toEqual(['0', '2']);
  expect(origins()).toEqual(['https://mine.example']);
  expect(sent['/v1/faq']).toEqual([{ key: 'mine' }]);
});

test('an order that stands in several files has all their lines, each once, in whatever order the files are added', async () => {
  const line = (product: string, quantity = 1) => ({ product, quantity, unitPrice: 500 });
  const withLines = (...lines: ReturnType<typeof line>[]) => ({ ...order('1', day(1)), lines });
  const files = {
    first: withLines(line('mug'), line('tin', 2)),
    second: withLines(line('tin', 2), line('jug')),
    longer: withLines(line('mug'), line('tin', 2), line('jug')),
  };
  const all = [line('jug'), line('mug'), line('tin', 2)];
  for (const added of [
    ['first', 'second'],
    ['second', 'first'],
    ['first', 'longer', 'first'],
    ['longer', 'second', 'second'],
  ] as const) {
    const { api, held } = account();
    let known: Record<string, string> = {};
    for (const file of added) {
      const { stock: _stock, ...data } = dataset([files[file]], 0);
      const state = { ...stateOf(data, day(9), address), orders: known };
      await loadNewDays(api, data, state, address.shopUrl, silent, silent);
      known = { ...known, ...digestsOf(data.orders) };
    }
    expect(
      held
        .get('1')!
        .slice()
        .sort((a, b) => (a.product < b.product ? -1 : 1)),
      added.join(),
    ).toEqual(all);
  }

  // A quantity that was put right is no second line; a product that is bought twice in one order is.
  const { api, held } = account();
  const { stock: _stock, ...data } = dataset([withLines(line('mug', 3), line('mug', 1))], 0);
  held.set('1', [line('mug', 2), line('tin')]);
  const state = { ...stateOf(data, day(9), address), orders: { 1: 'of another file' } };
  await loadNewDays(api, data, state, address.shopUrl, silent, silent);
  expect(held.get('1')).toEqual([line('tin'), line('mug', 3), line('mug', 1)]);
});
