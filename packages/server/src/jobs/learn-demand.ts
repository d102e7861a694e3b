import { encodeDemandModel } from '@shelfwise/core/forecast';
import { trainDemandNetwork } from '../forecasters/train-demand-network.js';
import { shopDay } from '../rules/days/shop-day.js';
import { dayNumber } from '../rules/days/calendar-days.js';
import { dayMs } from '../rules/days/durations.js';
import type { JobDefinition } from './job.js';
import { readDemand } from './read-demand.js';

/**
 * Trains one quantile network on the sales of all products together, and stores it as a model of kind
 * `demand`. Then `forecast-demand` becomes due and lets the network compete in the backtest, on windows that
 * it has not seen. Runs weekly. Training takes minutes on one core for 5,000 products; after `maxTrainingMs`
 * it ends with the weights learnt until then. Running it twice stores one more version.
 */
export const learnDemand: JobDefinition = {
  name: 'learn-demand',
  schedule: '40 2 * * 0',
  leaseMs: 60_000,
  timeoutMs: 20 * 60_000,
  isLong: true,
  maxAttempts: 2,

  async isDue(store, shopId, lastSuccess, now) {
    const runs = await store.jobRuns.list(shopId, 'forecast-demand', 2);
    const forecasted = runs.find(({ status }) => status !== 'requested');
    // Statistical forecasts come first, because they take less than a minute.
    if (forecasted?.status !== 'succeeded') return false;
    return !lastSuccess || now.getTime() - lastSuccess.getTime() > 8 * dayMs;
  },

  async run(context) {
    const { shopId, store, now, signal, input } = context;
    const shop = await store.shops.findById(shopId);
    if (!shop) throw new Error('The shop was removed.');
    const today = shopDay(now(), shop.settings.timeZone);
    const { products } = await readDemand(store, shopId, today, shop.settings.timeZone);
    const batches = typeof input.batches === 'number' ? input.batches : undefined;
    const result = await trainDemandNetwork(products, dayNumber(today), {
      signal,
      progress: (fraction) => context.progress(fraction),
      maxTrainingMs,
      ...(batches !== undefined && { batches }),
    });
    if (!result) return { products: products.length, trained: 'no: the sales history is too short' };
    signal.throwIfAborted();
    const bytes = encodeDemandModel(result.model);
    const metrics = { loss: result.loss, samples: result.samples, seconds: result.seconds };
    const manifest = await store.models.put(
      shopId,
      'demand',
      bytes,
      { metrics, status: 'serving' },
      context.lease,
    );
    await store.models.prune(shopId, 'demand', 3);
    context.log('demand network stored', { version: manifest.version, bytes: bytes.length, ...metrics });
    return { products: products.length, version: manifest.version, bytes: bytes.length, ...metrics };
  },
};

const maxTrainingMs = 10 * 60_000;
