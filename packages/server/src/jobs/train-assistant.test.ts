import { decodeAssistant, understand } from '@shelfwise/core/dialogue';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jobContext } from '../../test/job-context.js';
import { openTestShop, type TestShop } from '../../test/chat-shop.js';
import type { JobContext } from './job.js';
import { trainAssistant } from './train-assistant.js';

let now = new Date('2026-11-22T12:00:00Z');
let parts: TestShop;
beforeAll(async () => {
  parts = await openTestShop({ now: () => now });
});
afterAll(() => parts.close());

const run = (over: Partial<JobContext> = {}) =>
  trainAssistant.run(jobContext({ shopId: parts.shop.id, store: parts.store, now: () => now, ...over }));
const isDue = () => trainAssistant.isDue(parts.store, parts.shop.id, null, now);

test('train-assistant makes a model of the default project and the FAQ, and is due when either changes', async () => {
  const { store, shop } = parts;
  expect(await isDue()).toBe(true);
  await run();
  expect(await isDue()).toBe(false);

  now = new Date(now.getTime() + 60_000);
  const entry = { key: 'wrap', question: 'Do you offer gift wrapping?', variations: [], answer: 'Yes.' };
  await store.faq.upsertMany(shop.id, [entry]);
  expect(await isDue()).toBe(true);
  const summary = await run();
  expect(summary).toMatchObject({ faqEntries: 1, version: 2 });

  const bytes = await store.models.read(shop.id, 'assistant', 2);
  expect(understand(decodeAssistant(bytes), 'do you offer gift wrapping?').intent.name).toBe('faq');

  now = new Date(now.getTime() + 60_000);
  await store.faq.delete(shop.id, 'wrap');
  expect(await isDue()).toBe(true);
});

test('an edit of the FAQ during training is learned by the next run', async () => {
  const { store, shop } = parts;
  const entry = { key: 'pets', question: 'Do you sell pet food?', variations: [], answer: 'No.' };
  await store.faq.upsertMany(shop.id, [entry]);
  const edit = { ...entry, answer: 'Yes, since today.' };
  let edited: Promise<unknown> | undefined;
  await run({
    progress: () => {
      // The FAQ has been read at this point.
      edited ??= store.faq.upsertMany(shop.id, [edit]);
    },
  });
  await edited;
  expect(await isDue()).toBe(true);
  await run();
  expect(await isDue()).toBe(false);
});

test('train-assistant writes nothing after it was told to stop', async () => {
  const before = await parts.store.models.list(parts.shop.id, 'assistant', 10);
  await expect(run({ signal: AbortSignal.abort() })).rejects.toThrow();
  expect(await parts.store.models.list(parts.shop.id, 'assistant', 10)).toEqual(before);
});

test('train-assistant publishes nothing after another process took its lease over', async () => {
  const { store, shop } = parts;
  const before = await store.models.findServing(shop.id, 'assistant');
  const lease = (await store.leases.acquire('job', 'slow', 1000, now))!;
  await store.leases.acquire('job', 'another', 1000, new Date(now.getTime() + 1000));
  await expect(run({ lease })).rejects.toThrow('taken over');
  expect(await store.models.findServing(shop.id, 'assistant')).toEqual(before);
});
