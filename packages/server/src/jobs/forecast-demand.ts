import { createDemandForecaster, type DemandForecast } from '@shelfwise/core/forecast';
import { demandExtraModel } from '../forecasters/neural-forecaster.js';
import { shopDay } from '../rules/days/shop-day.js';
import { addDays, dayOfNumber, dayNumber } from '../rules/days/calendar-days.js';
import { stockDecision } from '../rules/stock/stock-alerts.js';
import type { Day, ForecastDocument, Id, InventoryDocument, ShopDocument } from '../stores/port/documents.js';
import type { New } from '../stores/port/store.js';
import type { JobContext, JobDefinition, JobSummary } from './job.js';
import { readDemand, type ProductDemand } from './read-demand.js';

/**
 * Reads every product's daily sales and the newest demand network, if there is one; writes `forecasts`, the advice in
 * `inventory`, and the stock alerts. Nightly at one time for all shops, whatever their time zones, after a new network,
 * and when the last success is 26 hours old. About four milliseconds a product with two years of sales. Running it twice
 * writes the same again.
 */
export const forecastDemand: JobDefinition = {
  name: 'forecast-demand',
  schedule: '20 1 * * *',
  leaseMs: 60_000,
  timeoutMs: 30 * 60_000,
  maxAttempts: 3,

  async isDue(store, shopId, lastSuccess, now) {
    if ((await store.orders.lastAt(shopId)) === null) return false;
    if (!lastSuccess || now.getTime() - lastSuccess.getTime() > 26 * 3_600_000) return true;
    const network = await store.models.findServing(shopId, 'demand');
    return network !== null && network.createdAt > lastSuccess;
  },

  run,
};

/** What the dashboard's chart and the likely range are drawn from. */
const levels = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];
const horizonDays = 84;
const backtestDays = 28;
const windows = 3;
const writeBatch = 250;

async function run(context: JobContext): Promise<JobSummary> {
  const { shopId, store, now, signal } = context;
  const { settings } = await shopOf(store, shopId);
  const madeAt = now();
  const today = shopDay(madeAt, settings.timeZone);
  const { products } = await readDemand(store, shopId, today, settings.timeZone);
  context.progress(0.05);
  const network = await demandExtraModel(store, shopId, products, dayNumber(today), (message, details) =>
    context.log(message, details),
  );
  const forecaster = createDemandForecaster(products, {
    seasonLength: 7,
    yearLength: 364,
    yearlySmoothing: 10,
    horizon: horizonDays,
    levels,
    backtestHorizon: backtestDays,
    windows,
    extra: network ? [network] : [],
  });
  const pause = async (fraction: number) => {
    signal.throwIfAborted();
    context.progress(fraction);
    await new Promise((resolve) => setImmediate(resolve));
  };
  for (let i = 0; i < products.length; i++) {
    if (i % 100 === 0) await pause(0.05 + 0.55 * (i / products.length));
    forecaster.backtest(i);
  }
  forecaster.settle();

  const models = new Map<string, number>();
  let alerts = 0;
  for (let i = 0; i < products.length; i += writeBatch) {
    await pause(0.6 + 0.4 * (i / products.length));
    const forecasts = products
      .slice(i, i + writeBatch)
      .map((demand, j) => toDocument(demand, forecaster.forecast(i + j), today, madeAt));
    for (const { model } of forecasts) models.set(model, (models.get(model) ?? 0) + 1);
    signal.throwIfAborted();
    await store.forecasts.putMany(shopId, forecasts);
    const decisions = await advise(context, today, products.slice(i, i + writeBatch), forecasts);
    alerts += decisions.reduce((sum, { open }) => sum + open.length, 0);
    const outOnes = decisions.flatMap(({ advice, isOutUnsold }) => (isOutUnsold ? [advice.productId] : []));
    await markOutAllDay(context, outOnes, addDays(today, -1));
  }
  const best = [...models].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'none';
  return {
    products: products.length,
    alerts,
    horizonDays,
    bestModel: best,
    neuralUsedFor: models.get('neural') ?? 0,
    forecastError: forecaster.backtestError(),
  };
}

async function shopOf(store: JobContext['store'], shopId: Id): Promise<ShopDocument> {
  const shop = await store.shops.findById(shopId);
  if (!shop) throw new Error('The shop is gone.');
  return shop;
}

/** Advice and alerts, from the stock and the shop's terms as they are now: both may change while we compute. */
async function advise(
  { shopId, store, now, lease }: JobContext,
  today: Day,
  products: readonly ProductDemand[],
  forecasts: readonly New<ForecastDocument>[],
) {
  const { settings } = await shopOf(store, shopId);
  const byId = new Map(products.map((demand, i) => [demand.product.id, { demand, forecast: forecasts[i]! }]));
  const at = now();
  const yesterday = addDays(today, -1);
  const decide = (item: InventoryDocument) => {
    const { demand, forecast } = byId.get(item.productId)!;
    const { soldPerDay, lastSold, lastTraded, product } = demand;
    const known = { ...item, soldPerDay, ...(lastSold !== undefined && { lastSold }) };
    return {
      ...stockDecision(product, known, forecast, { settings, today, at }),
      isOutUnsold: item.stockLevel === 0 && lastTraded !== undefined && lastTraded < yesterday,
    };
  };
  return store.inventory.advise(shopId, [...byId.keys()], at, decide, lease);
}

/** Longer ago than any day before today began, in whatever time zone. */
const yesterdayMs = 3 * 86_400_000;

/**
 * Of products that are out and sold nothing since yesterday began, those on whose shelf nothing came or went since: on
 * their day that nothing was sold says nothing about demand.
 */
async function markOutAllDay(
  { shopId, store, now }: JobContext,
  productIds: readonly Id[],
  yesterday: Day,
): Promise<void> {
  if (productIds.length === 0) return;
  const { timeZone } = (await shopOf(store, shopId)).settings;
  const moved = await store.inventory.lastMoved(shopId, productIds, new Date(now().getTime() - yesterdayMs));
  const marks = productIds.flatMap((productId) => {
    const at = moved.get(productId);
    return at && shopDay(at, timeZone) >= yesterday ? [] : [{ productId, day: yesterday }];
  });
  if (marks.length > 0) await store.dailySales.markStockedOut(shopId, marks);
}

function toDocument(
  { product }: ProductDemand,
  forecast: DemandForecast,
  today: string,
  madeAt: Date,
): New<ForecastDocument> {
  const { cumulative, seasons } = forecast;
  return {
    productId: product.id,
    madeAt,
    startDay: dayOfNumber(dayNumber(today)),
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
