import { beforeEach, describe, expect, it } from 'vitest';
import type { FaqEntryDocument } from '../stores/port/documents.js';
import { FaqLookup } from './faq-lookup.js';

const [tea, toys] = ['a'.repeat(24), 'b'.repeat(24)];
let now: number;
let stored: Map<string, FaqEntryDocument[]>;
let reads: string[];
/** How often an index was fitted. */
let fits: number;
let isAway: boolean;
let warnings: [details: object, message: string][];

beforeEach(() => {
  now = Date.parse('2026-11-22T12:00:00Z');
  reads = [];
  fits = 0;
  isAway = false;
  warnings = [];
  stored = new Map([
    [tea, [entry('delivery', 'How long does delivery take?'), entry('gifts', 'Do you wrap gifts?')]],
    [toys, [entry('safety', 'Are the toys safe for babies?')]],
  ]);
});

function entry(key: string, question: string): FaqEntryDocument {
  const at = new Date(now);
  return {
    key,
    question,
    variations: [],
    answer: key,
    updatedAt: at,
    createdAt: at,
  } as unknown as FaqEntryDocument;
}

function newLookup(maxEntries?: number): FaqLookup {
  return new FaqLookup({
    store: {
      faq: {
        list: (shopId: string) => {
          reads.push(shopId);
          if (isAway) return Promise.reject(new Error('away'));
          return Promise.resolve(stored.get(shopId) ?? []);
        },
      },
    } as unknown as ConstructorParameters<typeof FaqLookup>[0]['store'],
    clock: () => new Date(now),
    background: () => {
      fits += 1;
      return Promise.resolve(['can you help me please', 'where is my order']);
    },
    log: { warn: (...warning) => warnings.push(warning) },
    ...(maxEntries !== undefined && { maxEntries }),
  });
}

describe('find(...) and nearest(...)', () => {
  it('find an entry of this shop by key and by question', async () => {
    const faq = newLookup();
    expect((await faq.find(tea, 'gifts'))?.answer).toBe('gifts');
    expect(await faq.find(toys, 'gifts')).toBeUndefined();
    expect((await faq.nearest(tea, 'how long until delivery'))?.entry.key).toBe('delivery');
  });

  it('find nothing in a shop without entries', async () => {
    expect(await newLookup().nearest('c'.repeat(24), 'delivery')).toBeUndefined();
  });

  it('pass over entries that are not accepted', async () => {
    const found = await newLookup().nearest(tea, 'how long until delivery', ({ key }) => key !== 'delivery');
    expect(found?.entry.key).not.toBe('delivery');
  });

  it('read the store once in five seconds, and fit the index again only when entries changed', async () => {
    const faq = newLookup();
    await faq.find(tea, 'gifts');
    now += 4_999;
    await faq.find(tea, 'gifts');
    expect([reads.length, fits]).toEqual([1, 1]);
    now += 1;
    await faq.find(tea, 'gifts');
    expect([reads.length, fits]).toEqual([2, 1]);
    stored.set(tea, [entry('gifts', 'Do you wrap gifts?')]);
    now += 5_000;
    expect(await faq.find(tea, 'delivery')).toBeUndefined();
    expect(fits).toBe(2);
  });

  it('fit the index again when one entry was changed or takes the place of another', async () => {
    const faq = newLookup();
    await faq.find(tea, 'gifts');
    const [delivery, gifts] = stored.get(tea)!;
    now += 5_000;
    stored.set(tea, [delivery!, { ...gifts!, answer: 'yes', updatedAt: new Date(now) }]);
    expect((await faq.find(tea, 'gifts'))?.answer).toBe('yes');
    now += 5_000;
    stored.set(tea, [delivery!, { ...gifts!, key: 'wrapping', updatedAt: new Date(now - 5_000) }]);
    expect((await faq.find(tea, 'wrapping'))?.key).toBe('wrapping');
    expect(fits).toBe(3);
  });

  it('share one read, however many ask', async () => {
    const faq = newLookup();
    await Promise.all([faq.find(tea, 'gifts'), faq.nearest(tea, 'gifts'), faq.find(tea, 'delivery')]);
    expect([reads.length, fits]).toEqual([1, 1]);
  });

  it('go on with the held entries while the store is away', async () => {
    const faq = newLookup();
    await faq.find(tea, 'gifts');
    isAway = true;
    now += 5_000;
    expect((await faq.find(tea, 'gifts'))?.answer).toBe('gifts');
    expect(warnings).toEqual([[{ err: new Error('away'), shopId: tea }, 'FAQ not refreshed']]);
    await expect(faq.find(toys, 'safety')).rejects.toThrow('away');
  });
});

it('forget(...) makes the next question read the entries of this shop again', async () => {
  const faq = newLookup();
  await faq.find(tea, 'gifts');
  await faq.find(toys, 'safety');
  stored.set(tea, [entry('new', 'What is new?')]);
  faq.forget(tea);
  expect((await faq.find(tea, 'new'))?.key).toBe('new');
  await faq.find(toys, 'safety');
  expect(reads).toEqual([tea, toys, tea]);
});

it('entries over the bound leave with the shop that was used longest ago', async () => {
  const faq = newLookup(2);
  await faq.find(tea, 'gifts');
  await faq.find(toys, 'safety');
  await faq.find(tea, 'gifts');
  expect(reads).toEqual([tea, toys, tea]);
  const roomy = newLookup(3);
  for (const shopId of [tea, toys, tea, toys]) await roomy.find(shopId, 'gifts');
  expect(reads.slice(3)).toEqual([tea, toys]);
});
