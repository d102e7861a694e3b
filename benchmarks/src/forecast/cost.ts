import { createDemandForecaster } from '@shelfwise/core/forecast';
import type { Reporter } from '../report.js';

/** What a night's forecasts cost: 5,000 made-up products with two years of daily sales, statistical models, one core. */
export function reportCost(report: Reporter): void {
  const products = 5000;
  const days = 730;
  const all = Array.from({ length: products }, (_, i) => ({ y: madeUpSales(i, days) }));
  const started = performance.now();
  const cpu = process.cpuUsage();
  const forecaster = createDemandForecaster(all, {
    seasonLength: 7,
    yearLength: 364,
    yearlySmoothing: 10,
    horizon: 84,
    levels: [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95],
    backtestHorizon: 28,
    windows: 3,
  });
  for (let i = 0; i < products; i++) forecaster.backtest(i);
  forecaster.settle();
  let sum = 0;
  for (let i = 0; i < products; i++) sum += forecaster.forecast(i).mean[0]!;
  const { user, system } = process.cpuUsage(cpu);
  if (!Number.isFinite(sum)) throw new Error('a forecast is not a number');
  report.cost({
    area: 'forecast',
    set: 'cost',
    method: 'combination',
    metric: '5,000 products × 2 years',
    value: Math.round((performance.now() - started) / 100) / 10,
    unit: 's',
    cpuSeconds: (user + system) / 1e6,
    peakRssMiB: process.resourceUsage().maxRSS / 1024,
  });
}

/** Poisson-like counts with a weekly and a yearly season; the same for the same product. */
function madeUpSales(product: number, days: number): Float64Array {
  let state = product * 2654435761 + 1;
  const random = () => {
    state = (Math.imul(state ^ (state >>> 15), 1 | state) + 0x6d2b79f5) | 0;
    return ((state ^ (state >>> 14)) >>> 0) / 4294967296;
  };
  const level = 0.05 * 200 ** random();
  return Float64Array.from({ length: days }, (_, t) => {
    const rate =
      level * (1 + 0.5 * Math.sin((2 * Math.PI * t) / 7)) * (1 + 0.4 * Math.sin((2 * Math.PI * t) / 364));
    let count = 0;
    for (let chance = random(), limit = Math.exp(-Math.min(rate, 600)); chance > limit; chance *= random())
      count++;
    return count;
  });
}
