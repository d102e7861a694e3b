import { readFileSync } from 'node:fs';
import type { Dataset } from './loading/dataset.js';
import { demoDataset } from './loading/demo-dataset.js';
import { readState, stateOf, writeState, type LoadState } from './loading/load-state.js';
import { loadNewDays, loadShop, moveShop, type ShopAddress } from './loading/load-shop.js';
import type { Progress } from './loading/stock-changes.js';
import { beyond, digestsOf } from './loading/order-digests.js';
import { ownOrders } from './loading/own-orders.js';
import { createShelfwiseApi, LoadError, type ShelfwiseApi } from './loading/shelfwise-api.js';
import { readProducts, writeCatalogue } from './loading/write-catalogue.js';

/**
 * Fills the shop's Shelfwise account: a process of its own, so that reading a million lines stops nobody else. It
 * says what it does as messages to its parent, or as lines on standard output.
 *
 * Steps: `prepare` (read and build), `catalogue` (the shop's own files are there: it may open), then the loading, and
 * at the end the jobs. What was done is noted after each part, so that a start that was broken off goes on from there.
 */
type Message =
  | { step: string; done: number; total: number }
  | { notes: string[] }
  | { event: 'catalogue' | 'ready' | 'nothing-new' };

function say(message: Message): void {
  if (process.send) process.send(message);
  else process.stdout.write(`${JSON.stringify(message)}\n`);
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new LoadError(`${name} is not set.`);
  return value;
}

/** New days are looked for at most once an hour: reading the data takes seconds. */
const newDaysAfterMs = 3_600_000;
const startedLately = 1_000;

async function waitUntilReady(url: string): Promise<void> {
  const until = Date.now() + 60_000;
  for (;;) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok === true) return;
    if (Date.now() > until) throw new LoadError('The Shelfwise server did not get ready within a minute.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The present, or a day of `DEMO_NOW` to try out how days that pass are brought in. */
function presentTime(): number {
  const stated = Date.parse(process.env.DEMO_NOW ?? '');
  return Number.isNaN(stated) ? Date.now() : stated;
}

async function main(): Promise<void> {
  const directory = required('DEMO_DIRECTORY');
  const ordersFile = process.env.DEMO_ORDERS;
  const api = createShelfwiseApi(required('SHELFWISE_API'), required('SHELFWISE_SECRET_KEY'));
  const address: ShopAddress = {
    shopUrl: required('DEMO_URL'),
    otherOrigins: (process.env.DEMO_OTHER_ORIGINS ?? '').split(',').filter(Boolean),
  };
  const held = readState(directory);
  // A state from before own orders were told apart by their content counts as knowing none.
  const known = held && ordersFile !== undefined ? { orders: {}, ...held } : held;
  const now = presentTime();
  const progress = (step: string, done: number, total: number) => say({ step, done, total });

  const mayHaveNews =
    ordersFile === undefined
      ? known !== undefined && now - known.loadedUntil >= newDaysAfterMs
      : process.env.DEMO_ORDERS_NAMED !== undefined;
  const dataset = known === undefined || mayHaveNews ? prepare(directory, ordersFile, now, known) : undefined;
  say({ event: 'catalogue' });
  if (dataset === undefined && known?.learned !== false && known?.shopUrl === address.shopUrl) {
    say({ event: 'nothing-new' });
    return;
  }

  await waitUntilReady(required('SHELFWISE_READY'));
  // Before the orders: their days are those of this zone. One that the owner set otherwise since stays, unless named.
  if (known !== undefined && process.env.DEMO_TIME_ZONE_NAMED !== undefined) await moveToTimeZone(api);
  let state: LoadState;
  if (dataset === undefined) state = known!;
  else {
    if (known === undefined) await loadShop(api, dataset, address, ordersFile === undefined, progress);
    else {
      const keep = (kept: LoadState) => writeState(directory, kept);
      await loadNewDays(api, dataset, known, address.shopUrl, progress, keep);
    }
    state = {
      ...stateOf(dataset, now, address),
      ...(ordersFile !== undefined && { orders: { ...known?.orders, ...digestsOf(dataset.orders) } }),
    };
    // Noted at once: days that were brought in twice would move the stock twice.
    writeState(directory, state);
  }
  if (known !== undefined && known.shopUrl !== address.shopUrl) {
    const products = dataset === undefined ? readProducts(directory) : [];
    await moveShop(api, products, known, address, progress);
    state = { ...state, ...address };
    writeState(directory, state);
  }
  if (state.learned === false) {
    await learn(api, progress);
    writeState(directory, { ...state, learned: true });
    // The network over all products takes minutes; the shop does not wait for it.
    await api.startJob('learn-demand');
  }
  say({ event: 'ready' });
}

async function moveToTimeZone(api: ShelfwiseApi): Promise<void> {
  const timeZone = required('DEMO_TIME_ZONE');
  if ((await api.shop()).timeZone !== timeZone) await api.patchShop({ timeZone });
}

function prepare(
  directory: string,
  ordersFile: string | undefined,
  now: number,
  known: LoadState | undefined,
): Dataset {
  say({ step: 'prepare', done: 0, total: 1 });
  const dataset =
    ordersFile === undefined
      ? demoDataset({
          now,
          every: Number(process.env.DEMO_SAMPLE ?? 1),
          ...(known?.shiftWeeks !== undefined && { shiftWeeks: known.shiftWeeks }),
        })
      : readOwnOrders(directory, ordersFile, now, known);
  writeCatalogue(directory, dataset);
  say({ step: 'prepare', done: 1, total: 1 });
  return dataset;
}

/** The file may be longer than the one before, or hold later orders only: what the shop knows already stays. */
function readOwnOrders(
  directory: string,
  ordersFile: string,
  now: number,
  known: LoadState | undefined,
): Dataset {
  const { notes, ...dataset } = ownOrders(readFileSync(ordersFile, 'utf8'), now, {
    currency: process.env.DEMO_CURRENCY,
    timeZone: process.env.DEMO_TIME_ZONE,
  });
  if (known === undefined) {
    say({ notes });
    return dataset;
  }
  const news = beyond(known.orders ?? {}, dataset.orders);
  const count = (number: number) => number.toLocaleString('en-GB');
  say({
    notes: [
      `${count(dataset.orders.length)} orders in the file, ${count(news.length)} of them new or changed. The shop’s keys, answers and settings stay as they are.`,
      ...notes,
    ],
  });
  const named = new Set(dataset.products.map(({ code }) => code));
  const others = readProducts(directory).filter(({ code }) => !named.has(code));
  return { ...dataset, products: [...dataset.products, ...others] };
}

async function learn(api: ShelfwiseApi, progress: Progress): Promise<void> {
  const since = new Date(Date.now() - startedLately);
  const jobs = ['learn-recommendations', 'forecast-demand'];
  for (const job of jobs) await api.startJob(job);
  await Promise.all(jobs.map((job) => api.waitForJob(job, since, (fraction) => progress(job, fraction, 1))));
  for (const job of jobs) progress(job, 1, 1);
  await api.waitForJob('train-assistant', new Date(0));
  progress('train-assistant', 1, 1);
}

main().then(
  () => process.disconnect?.(),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
