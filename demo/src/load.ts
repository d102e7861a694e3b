import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Dataset } from './loading/dataset.js';
import { demoDataset } from './loading/demo-dataset.js';
import { loadNewDays, loadShop, type LoadState } from './loading/load-shop.js';
import { ownOrders } from './loading/own-orders.js';
import { createShelfwiseApi, LoadError } from './loading/shelfwise-api.js';
import { writeCatalogue } from './loading/write-catalogue.js';

/**
 * Fills the shop's Shelfwise account: a process of its own, so that reading a million lines stops nobody else. It
 * says what it does as messages to its parent, or as lines on standard output.
 *
 * Steps: `prepare` (read and build), `catalogue` (the shop's own files are there: it may open), then the loading, and
 * at the end the jobs, one after the other done.
 */
type Message =
  | { step: string; done: number; total: number }
  | { event: 'catalogue' | 'loaded' | 'ready' | 'nothing-new'; detail?: string };

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

async function main(): Promise<void> {
  const directory = required('DEMO_DIRECTORY');
  const shopUrl = required('DEMO_URL');
  const ordersFile = process.env.DEMO_ORDERS;
  const api = createShelfwiseApi(required('SHELFWISE_API'), required('SHELFWISE_SECRET_KEY'));
  const stateFile = path.join(directory, 'loaded.json');
  const state = existsSync(stateFile)
    ? (JSON.parse(readFileSync(stateFile, 'utf8')) as LoadState)
    : undefined;
  const now = Date.now();
  if (state !== undefined && (ordersFile !== undefined || now - state.loadedUntil < newDaysAfterMs)) {
    say({ event: 'catalogue' });
    say({ event: 'nothing-new' });
    return;
  }

  say({ step: 'prepare', done: 0, total: 1 });
  const dataset: Dataset =
    ordersFile === undefined
      ? demoDataset({
          now,
          every: Number(process.env.DEMO_SAMPLE ?? 1),
          ...(state?.shiftWeeks !== undefined && { shiftWeeks: state.shiftWeeks }),
        })
      : ownOrders(readFileSync(ordersFile, 'utf8'), now, process.env.DEMO_CURRENCY);
  writeCatalogue(directory, dataset);
  say({ step: 'prepare', done: 1, total: 1 });
  say({ event: 'catalogue' });

  await waitUntilReady(required('SHELFWISE_READY'));
  const progress = (step: string, done: number, total: number) => say({ step, done, total });
  const allowedOrigins = [shopUrl, ...(process.env.DEMO_OTHER_ORIGINS ?? '').split(',').filter(Boolean)];
  if (state === undefined)
    await loadShop(api, dataset, { shopUrl, allowedOrigins, isDemo: ordersFile === undefined }, progress);
  else await loadNewDays(api, dataset, state, shopUrl, progress);
  const next: LoadState = {
    loadedUntil: now,
    ...(dataset.shiftWeeks !== undefined && { shiftWeeks: dataset.shiftWeeks }),
    simulated: Object.fromEntries(
      (dataset.stock ?? []).map(({ product, stockLevel }) => [product, stockLevel]),
    ),
  };
  say({ event: 'loaded' });

  const since = new Date(Date.now() - startedLately);
  const jobs = ['learn-recommendations', 'forecast-demand'];
  for (const job of jobs) await api.startJob(job);
  await Promise.all(jobs.map((job) => api.waitForJob(job, since, (fraction) => progress(job, fraction, 1))));
  for (const job of jobs) progress(job, 1, 1);
  await api.waitForJob('train-assistant', new Date(0));
  progress('train-assistant', 1, 1);
  writeFileSync(`${stateFile}.new`, JSON.stringify(next));
  renameSync(`${stateFile}.new`, stateFile);
  // The network over all products takes minutes; the shop does not wait for it.
  await api.startJob('learn-demand');
  say({ event: 'ready' });
}

main().then(
  () => process.disconnect?.(),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
