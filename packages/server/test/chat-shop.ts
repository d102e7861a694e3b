import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { FaqQuestion } from '@shelfwise/core/language';
import type { ShopSettings } from '@shelfwise/core/wire';
import { pino } from 'pino';
import { createSecrets } from '../src/access/secrets.js';
import type { ModelRegistry } from '../src/following/model-registry.js';
import type { LoadedModel } from '../src/following/read-model.js';
import { CatalogueCache } from '../src/following/catalogue-cache.js';
import { FaqService } from '../src/resources/faq/service.js';
import { RecommendationService } from '../src/resources/recommendations/service.js';
import type { ShopDocument } from '../src/stores/port/documents.js';
import { createSqliteStore } from '../src/stores/sqlite/sqlite-store.js';
import { testSettings } from './store-contract/settings.js';
import { sharedDefaultModels, trainedWith } from './trained-assistants.js';
import { Assistants } from '../src/assistants/index.js';
import { RecordingWording } from './recording-wording.js';

/** A small shop on a real store, with all parts of the assistants. For tests. */

export const testFacts: ShopSettings['facts'] = {
  shipping: {
    price: 495,
    freeFrom: 4000,
    daysMin: 2,
    daysMax: 4,
    countries: ['United Kingdom', 'Ireland', 'France'],
  },
  returns: { days: 30, free: true },
  contact: { email: 'help@tea.example' },
};

export type Ware = readonly [key: string, title: string, price: number, category: string];

const wares: Ware[] = [
  ['mug-red', 'Red Retrospot Mug', 425, 'Mugs'],
  ['mug-red-big', 'Giant Red Mug', 895, 'Mugs'],
  ['mug-blue', 'Blue Polkadot Mug', 395, 'Mugs'],
  ['teapot', 'Regency Teapot', 1495, 'Teapots'],
  ['clock', 'Vintage Alarm Clock', 1250, 'Clocks'],
  ['shoes-red', 'Red Garden Shoes', 2200, 'Garden'],
];

/** More products for tests of conversations: enough mugs to choose among. */
export const mugsAndMore: readonly Ware[] = [
  ['mug-green', 'Green Spotty Mug', 325, 'Mugs'],
  ['mug-flower', 'White Flower Mug', 295, 'Mugs'],
  ['mug-owl', 'Owl Mug', 455, 'Mugs'],
  ['mug-cat', 'Cat Mug', 515, 'Mugs'],
  ['mug-dog', 'Dog Mug', 525, 'Mugs'],
  ['cakestand', 'Regency Cakestand 3 Tier', 1275, 'Kitchen'],
];

export async function openTestShop({
  settings = {},
  now = () => new Date('2026-11-22T12:00:00Z'),
  rasaUrl,
  more = [],
  faq = [],
}: {
  settings?: Partial<ShopSettings>;
  now?: () => Date;
  rasaUrl?: string;
  /** Products besides the usual ones. */
  more?: readonly Ware[];
  /** Entries that are stored and that the assistant is trained on. */
  faq?: readonly FaqQuestion[];
} = {}) {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'shelfwise-chat-'));
  const store = await createSqliteStore({ file: path.join(directory, 'shop.db'), clock: now });
  const shop: ShopDocument = await store.shops.create({
    name: 'tea',
    settings: { ...testSettings, facts: testFacts, ...settings },
  });
  await store.products.upsertMany(
    shop.id,
    [...wares, ...more].map(([key, title, price, category]) => ({
      key,
      groupKey: key,
      title,
      url: `/p/${key}`,
      price,
      categories: [category],
      attributes: {},
      availability: 'in_stock' as const,
      hidden: false,
      aliases: [],
      source: 'catalogue' as const,
    })),
  );
  const log = pino({ level: 'silent' });
  const secrets = createSecrets('k1:0123456789012345678901234567890123456789');
  const catalogue = new CatalogueCache({ store, clock: now });
  if (faq.length > 0) {
    await new FaqService({ store, clock: now }).upsertMany(shop.id, [...faq], 'test');
  }
  const trained = faq.length > 0 ? await trainedWith(faq) : undefined;
  const models: Pick<ModelRegistry, 'get'> = {
    get: async <T>(_shopId: string, kind: string) =>
      kind === 'assistant' && trained
        ? ({ manifest: { version: 1 }, model: trained } as LoadedModel<T>)
        : null,
  };
  const recommendations = new RecommendationService({ store, catalogue, models, clock: now, log });
  const wording = new RecordingWording();
  const assistants = new Assistants({
    wording,
    store,
    catalogue,
    recommendations,
    models,
    clock: now,
    log,
    secrets,
    defaultModels: sharedDefaultModels,
    ...(rasaUrl !== undefined && { rasaUrl }),
  });
  return {
    store,
    shop,
    secrets,
    assistants,
    wording,
    log,
    clock: now,
    async close() {
      await store.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
export type TestShop = Awaited<ReturnType<typeof openTestShop>>;
