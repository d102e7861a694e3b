import {
  chooseOptions,
  decodeRecommender,
  encodeRecommender,
  fitRecommender,
  type RecommenderModel,
  type ShopData,
} from '@shelfwise/core/recommend';
import { dayMs } from '../rules/days/durations.js';
import { DamagedModel, readModel, UnreadableModel } from '../following/read-model.js';
import type { ModelManifest } from '../stores/port/documents.js';
import type { Store } from '../stores/port/store.js';
import type { JobContext, JobDefinition, JobSummary } from './job.js';
import { holdOut, scoreOnHoldOut, type HoldOutScore } from './learn-recommendations/hold-out.js';
import { readShopData } from './learn-recommendations/read-shop-data.js';

/**
 * Reads the catalogue, orders and visits, and writes one version of the recommender model. Runs every three
 * hours, on demand, and when enough has changed. A shop with a million sales lines takes seconds to tens of
 * seconds. Running it twice is harmless: the same data gives the same model under a new version.
 *
 * The newest tenth of the data is held out to choose parameters and to score the model. Then the model is
 * trained on all data. A model that scores clearly worse on the same questions than the one in use is kept
 * with a note and not served.
 */
export const learnRecommendations: JobDefinition = {
  name: 'learn-recommendations',
  schedule: '20 */3 * * *',
  leaseMs: 60_000,
  timeoutMs: 20 * 60_000,
  maxAttempts: 3,
  isDue,
  run,
};

/**
 * How much must be new before the job runs unasked: at least this count, and at least this share of the
 * former number.
 */
const newOrders = { count: 50, share: 0.02 };
const newInteractions = { count: 300, share: 0.05 };
const afterCatalogueChangeMs = 15 * 60_000;

/**
 * A new model must reach this share of the former one's hold-out score, if both were asked enough questions.
 */
const clearlyWorse = 0.7;
const enoughQuestions = 200;
const believedDays = 14;
const keptVersions = 3;

async function isDue(store: Store, shopId: string, lastSuccess: Date | null, now: Date): Promise<boolean> {
  if (lastSuccess === null) return (await store.products.count(shopId)) > 0;
  const change = await catalogueChange(store, shopId, lastSuccess);
  // A new product gets its rows at once. Changed texts and prices can wait a little.
  if (change === 'new') return true;
  if (change === 'changed' && now.getTime() - lastSuccess.getTime() >= afterCatalogueChangeMs) return true;
  const runs = await store.jobRuns.list(shopId, 'learn-recommendations', 10);
  const summary = runs.find(({ status }) => status === 'succeeded')?.summary ?? {};
  const grew = (count: number, before: number | string | undefined, by: { count: number; share: number }) =>
    count - Number(before ?? 0) >= Math.max(by.count, by.share * Number(before ?? 0));
  return (
    grew(await store.orders.count(shopId), summary.orders, newOrders) ||
    grew(await store.interactions.count(shopId), summary.interactions, newInteractions)
  );
}

const changesPerPage = 1000;
/** With more pages of changes it is an import, and that something changed is certain. */
const maxPages = 10;

/**
 * Whether the owner's catalogue has new or changed products since then. Stubs do not count, because any page
 * can make one and nothing is recommended from them.
 */
async function catalogueChange(
  store: Store,
  shopId: string,
  since: Date,
): Promise<'new' | 'changed' | 'none'> {
  let change: 'changed' | 'none' = 'none';
  let from = since;
  for (let page = 0; page < maxPages; page++) {
    const changes = await store.products.listChangedSince(shopId, from, changesPerPage);
    const ofCatalogue = changes.filter(({ source }) => source === 'catalogue');
    if (ofCatalogue.some(({ createdAt }) => createdAt >= since)) return 'new';
    if (ofCatalogue.length > 0) change = 'changed';
    if (changes.length < changesPerPage) break;
    from = changes.at(-1)!.updatedAt;
  }
  return change;
}

async function run(context: JobContext): Promise<JobSummary> {
  const { shopId, store, signal } = context;
  const startedAt = context.now();
  const shop = await store.shops.findById(shopId);
  if (!shop) throw new Error('the shop is gone');
  const { data, counts } = await readShopData(store, shop, startedAt, context);
  signal.throwIfAborted();
  context.progress(0.5);
  const options = chooseOptions(data);
  signal.throwIfAborted();
  context.progress(0.6);
  const score = holdOut(data, options);
  signal.throwIfAborted();
  context.progress(0.75);
  const bytes = encodeRecommender(fitRecommender(data, options));
  signal.throwIfAborted();
  context.progress(0.95);
  const refusal = await findRefusal(context, data, score);
  const about = {
    metrics: { ...score, ...counts },
    status: refusal ? ('kept' as const) : ('serving' as const),
    ...(refusal && { note: refusal }),
  };
  const manifest = await store.models.put(shopId, 'recommender', bytes, about, context.lease);
  await store.models.prune(shopId, 'recommender', keptVersions);
  if (refusal) context.log('model kept, not served', { version: manifest.version, reason: refusal });
  return {
    version: manifest.version,
    status: manifest.status,
    bytes: bytes.length,
    ...counts,
    ...score,
    seconds: Math.round((context.now().getTime() - startedAt.getTime()) / 100) / 10,
  };
}

/**
 * Why the new model is not served, for the owner. Undefined when it may be served: when it scores as well as
 * the one in use once did, or when that one scores no better on today's data. A former model that keeps
 * scoring better is believed for a fortnight. After that, shoppers have changed more than the score shows.
 */
async function findRefusal(
  { store, shopId }: JobContext,
  data: ShopData,
  score: HoldOutScore,
): Promise<string | undefined> {
  const serving = await store.models.findServing(shopId, 'recommender');
  if (!serving || !worseThan(serving.metrics, score)) return undefined;
  const isBelieved = data.today - serving.createdAt.getTime() / dayMs <= believedDays;
  const model = isBelieved ? await readSound(store, serving) : undefined;
  return model && worseThan(scoreOnHoldOut(model, data), score);
}

/** Undefined when the model cannot be used: such a model must not keep a new one from being served. */
async function readSound(store: Store, manifest: ModelManifest): Promise<RecommenderModel | undefined> {
  try {
    return (await readModel(store, decodeRecommender, manifest)).model;
  } catch (error) {
    if (error instanceof DamagedModel || error instanceof UnreadableModel) return undefined;
    throw error;
  }
}

function worseThan(before: Record<string, number>, after: Record<string, number>): string | undefined {
  for (const [metric, questions, name] of [
    ['nextInBasket', 'basketQuestions', 'products bought together'],
    ['nextInVisit', 'visitQuestions', 'products looked at next'],
  ] as const) {
    const isMeasured =
      (before[questions] ?? 0) >= enoughQuestions && (after[questions] ?? 0) >= enoughQuestions;
    if (isMeasured && after[metric]! < clearlyWorse * before[metric]!) {
      return `It finds ${toPercent(after[metric]!)} of ${name}; the one in use finds ${toPercent(before[metric]!)}.`;
    }
  }
  return undefined;
}

function toPercent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
