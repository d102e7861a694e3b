import { setImmediate as nextTurn } from 'node:timers/promises';
import { createDemandForecaster, type DemandForecast, type DemandForecaster } from '@shelfwise/core/forecast';
import type { PredictionRequest } from '../forecasters/demand-model.js';
import { openDemandModels } from '../forecasters/demand-models.js';
import { GatheredPredictions } from '../forecasters/gathered-predictions.js';
import { addDays, dayNumber } from '../rules/days/calendar-days.js';
import { dayMs, hourMs } from '../rules/days/durations.js';
import { shopDay } from '../rules/days/shop-day.js';
import { stockDecision } from '../rules/stock/stock-alerts.js';
import type { Day, ForecastDocument, Id, InventoryDocument, ShopDocument } from '../stores/port/documents.js';
import { withoutUndefined } from '../stores/port/without-undefined.js';
import type { New } from '../stores/port/store.js';
import type { JobContext, JobDefinition, JobSummary } from './job.js';
import { readDemand, type ProductDemand } from './read-demand.js';

/**
 * Reads every product's daily sales and the shop's demand models. Writes `forecasts`, the advice in
 * `inventory`, and the stock alerts. Runs nightly at one time for all shops, whatever their time zones, after
 * a new network, and when the last success is 26 hours old. Takes about four milliseconds per product with two
 * years of sales. Running it twice writes the same again.
 */
export const forecastDemand: JobDefinition = {
  name: 'forecast-demand',
  schedule: '20 1 * * *',
  leaseMs: 60_000,
  timeoutMs: 30 * 60_000,
  maxAttempts: 3,

  async isDue(store, shopId, lastSuccess, now) {
    if ((await store.orders.lastAt(shopId)) === null) return false;
    if (!lastSuccess || now.getTime() - lastSuccess.getTime() > 26 * hourMs) return true;
    const network = await store.models.findServing(shopId, 'demand');
    return network !== null && network.createdAt > lastSuccess;
  },

  run,
};

/** The levels that the dashboard's chart and its likely range are drawn from. */
const levels = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];
const horizonDays = 84;
const backtestDays = 28;
const windows = 3;
/** Products forecast between two looks at the signal, and asked of a model at once. */
const testBatch = 100;
const writeBatch = 250;
/** Progress of the job after reading the history, and after testing the models. */
const readShare = 0.05;
const testedShare = 0.6;

async function run(context: JobContext): Promise<JobSummary> {
  const { shopId, store, now } = context;
  const { settings } = await findShop(store, shopId);
  const madeAt = now();
  const today = shopDay(madeAt, settings.timeZone);
  const { products } = await readDemand(store, shopId, today, settings.timeZone);
  context.progress(readShare);
  const opened = await openDemandModels({
    store,
    shopId,
    series: products,
    today: dayNumber(today),
    log: (message, details) => context.log(message, details),
  });
  const extra = opened.map((model) => new GatheredPredictions(model));
  const forecaster = createDemandForecaster(products, {
    seasonLength: 7,
    yearLength: 364,
    yearlySmoothing: 10,
    horizon: horizonDays,
    levels,
    backtestHorizon: backtestDays,
    windows,
    extra,
  });
  await testModels(context, products, forecaster, extra);
  const { usedFor, alerts } = await writeForecasts(context, { products, forecaster, extra, today, madeAt });
  return {
    products: products.length,
    alerts,
    horizonDays,
    bestModel: [...usedFor].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'none',
    ...Object.fromEntries(extra.map(({ name }) => [`${name}UsedFor`, usedFor.get(name) ?? 0])),
    forecastError: forecaster.backtestError(),
  };
}

async function testModels(
  context: JobContext,
  products: readonly ProductDemand[],
  forecaster: DemandForecaster,
  extra: readonly GatheredPredictions[],
): Promise<void> {
  for (let start = 0; start < products.length; start += testBatch) {
    await pause(context, readShare + (testedShare - readShare) * (start / products.length));
    const batch = products.slice(start, start + testBatch);
    const requests = batch.flatMap(({ y }, j) => backtestRequests(start + j, y.length));
    for (const model of extra) await model.gather(requests);
    for (let i = start; i < start + batch.length; i++) forecaster.backtest(i);
  }
  forecaster.settle();
}

/**
 * Every window that core may test a model on. Core leaves out windows before which there is too little
 * history.
 */
function backtestRequests(series: number, length: number): PredictionRequest[] {
  return Array.from({ length: windows }, (_, w) => ({
    series,
    cutoff: length - (w + 1) * backtestDays,
  })).filter(({ cutoff }) => cutoff > 0);
}

interface ForecastRun {
  products: readonly ProductDemand[];
  forecaster: DemandForecaster;
  extra: readonly GatheredPredictions[];
  today: Day;
  madeAt: Date;
}

/**
 * Forecasts all products and writes each batch with its advice. Returns how often each model counted most.
 */
async function writeForecasts(
  context: JobContext,
  { products, forecaster, extra, today, madeAt }: ForecastRun,
): Promise<{ usedFor: Map<string, number>; alerts: number }> {
  const { shopId, store, signal } = context;
  const usedFor = new Map<string, number>();
  let alerts = 0;
  for (let start = 0; start < products.length; start += writeBatch) {
    await pause(context, testedShare + (1 - testedShare) * (start / products.length));
    const batch = products.slice(start, start + writeBatch);
    const requests = batch.map(({ y }, j) => ({ series: start + j, cutoff: y.length }));
    for (const model of extra) await model.gather(requests);
    const forecasts = batch.map((demand, j) =>
      toDocument(demand, forecaster.forecast(start + j), today, madeAt),
    );
    for (const { model } of forecasts) usedFor.set(model, (usedFor.get(model) ?? 0) + 1);
    signal.throwIfAborted();
    await store.forecasts.putMany(shopId, forecasts);
    const decisions = await advise(context, today, batch, forecasts);
    alerts += decisions.reduce((sum, { open }) => sum + open.length, 0);
    const outAllDay = decisions.flatMap(({ advice, isOutAllDay }) => (isOutAllDay ? [advice.productId] : []));
    await markOutAllDay(context, outAllDay, addDays(today, -1));
  }
  return { usedFor, alerts };
}

/** Reports progress and lets the thread receive messages. Throws when the job was told to stop. */
async function pause(context: JobContext, fraction: number): Promise<void> {
  context.signal.throwIfAborted();
  context.progress(fraction);
  await nextTurn();
}

async function findShop(store: JobContext['store'], shopId: Id): Promise<ShopDocument> {
  const shop = await store.shops.findById(shopId);
  if (!shop) throw new Error('The shop was removed.');
  return shop;
}

/** Decides by the current stock and terms, because both may change while the job computes. */
async function advise(
  { shopId, store, now, lease }: JobContext,
  today: Day,
  products: readonly ProductDemand[],
  forecasts: readonly New<ForecastDocument>[],
) {
  const { settings } = await findShop(store, shopId);
  const byId = new Map(products.map((demand, i) => [demand.product.id, { demand, forecast: forecasts[i]! }]));
  const at = now();
  const yesterday = addDays(today, -1);
  const decide = (item: InventoryDocument) => {
    const { demand, forecast } = byId.get(item.productId)!;
    const { soldPerDay, lastSold, lastTraded, product } = demand;
    const known = withoutUndefined({ ...item, soldPerDay, lastSold: lastSold ?? item.lastSold });
    return {
      ...stockDecision(product, known, forecast, { settings, today, at }),
      isOutAllDay: item.stockLevel === 0 && lastTraded !== undefined && lastTraded < yesterday,
    };
  };
  return store.inventory.advise(shopId, [...byId.keys()], at, decide, lease);
}

/** Reaches back before the beginning of yesterday in every time zone. */
const lookBackMs = 3 * dayMs;

/**
 * Marks yesterday for products that were out for the whole day, because a day without stock and without sales
 * says nothing about demand. Products whose stock moved since yesterday began are left out.
 */
async function markOutAllDay(
  { shopId, store, now }: JobContext,
  productIds: readonly Id[],
  yesterday: Day,
): Promise<void> {
  if (productIds.length === 0) return;
  const { timeZone } = (await findShop(store, shopId)).settings;
  const moved = await store.inventory.lastMoved(shopId, productIds, new Date(now().getTime() - lookBackMs));
  const marks = productIds.flatMap((productId) => {
    const at = moved.get(productId);
    return at && shopDay(at, timeZone) >= yesterday ? [] : [{ productId, day: yesterday }];
  });
  if (marks.length > 0) await store.dailySales.markStockedOut(shopId, marks);
}

function toDocument(
  { product }: ProductDemand,
  forecast: DemandForecast,
  today: Day,
  madeAt: Date,
): New<ForecastDocument> {
  const { cumulative, seasons } = forecast;
  return {
    productId: product.id,
    madeAt,
    startDay: today,
    horizon: horizonDays,
    levels,
    quantiles: rounded(forecast.quantiles),
    means: rounded(forecast.mean),
    weeks: { means: rounded(seasons.means), quantiles: rounded(seasons.quantiles) },
    cumulative: {
      days: cumulative.days,
      means: rounded(cumulative.means),
      levels: cumulative.levels,
      quantiles: rounded(cumulative.quantiles),
    },
    model: forecast.model,
    backtest: {
      windows: forecast.backtest.windows,
      losses: Object.fromEntries(
        Object.entries(forecast.backtest.losses).map(([name, loss]) => [name, round(loss)]),
      ),
    },
  };
}

function rounded(values: Float64Array): number[] {
  return Array.from(values, round);
}
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
