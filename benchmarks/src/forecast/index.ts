import path from 'node:path';
import { reportReplenishment } from '../inventory/replenishment.js';
import { reportSpareParts, spareParts } from '../inventory/spare-parts.js';
import type { BenchmarkArea, BenchmarkOptions } from '../report.js';
import { anchors } from './anchors.js';
import { reportCost } from './cost.js';
import { evaluatePanel, type PanelScores } from './evaluate-panel.js';
import { productMethod, pointMethod, seasonalNaiveMethod } from './methods.js';
import { networkFor } from './network-method.js';
import { loadCarParts, loadHierarchicalSales, loadM5Foods, loadWalmart } from './panels.js';
import type { Panel, PanelMethod } from './panel.js';
import { loadOwnSeries } from './own-series.js';

/**
 * How good are the demand forecasts and the orders made from them, and what do they cost? The product's own forecaster on four
 * public sets, beside the seasonal naive method, which must reproduce the published figures: that shows that the
 * protocol is the same. Then its orders on three, in `../inventory`.
 */
export const run: BenchmarkArea = async (options) => {
  if (options.own) {
    await reportPanel(loadOwnSeries(options.own), options);
    return;
  }
  const isWanted = (name: string) => options.set === undefined || options.set === name;
  const directory = path.join(options.dataDirectory, 'forecast');
  const sets: Record<string, () => Panel> = {
    'hierarchical-sales': () => loadHierarchicalSales(directory),
    walmart: () => loadWalmart(directory),
    'car-parts': () => loadCarParts(directory),
    'm5-ca1-foods': () => loadM5Foods(directory),
  };
  for (const [name, load] of Object.entries(sets)) {
    if (isWanted(name)) await reportPanel(load(), options);
  }
  for (const [name, set] of Object.entries(spareParts)) {
    if (isWanted(name)) reportSpareParts(name, set, directory, options);
  }
  if (isWanted('replenishment')) reportReplenishment(directory, options);
  if (isWanted('cost')) reportCost(options.report);
};

async function reportPanel(panel: Panel, { report }: BenchmarkOptions): Promise<void> {
  report.note(`${panel.name}: ${panel.series.length} series, ${panel.windows} window(s) of ${panel.horizon}`);
  const methods: [name: string, ours: boolean, method: PanelMethod][] = [
    ['seasonal-naive', false, seasonalNaiveMethod],
    ['seasonal-naive (point)', false, pointMethod],
    ['combination', false, productMethod()],
  ];
  const network = await networkFor(panel, (text) => report.note(text));
  if (network) methods.push(['combination + network', true, productMethod(network)]);
  else methods[2]![1] = true;
  for (const [method, ours, forecast] of methods) {
    const started = process.cpuUsage();
    const scores = await evaluatePanel(panel, forecast);
    const { user, system } = process.cpuUsage(started);
    for (const metric of metricsOf(panel)) {
      const anchor = anchors[panel.name]?.[method]?.[metric];
      report.quality({
        area: 'forecast',
        set: panel.name,
        method,
        ours,
        metric,
        ...scores[metric],
        higherIsBetter: false,
        ...(anchor && { anchor: anchor.value, anchorSource: anchor.source }),
      });
    }
    report.note(`  ${method}: ${((user + system) / 1e6).toFixed(1)} CPU seconds`);
  }
}

function metricsOf(panel: Panel): (keyof PanelScores)[] {
  return panel.name === 'm5-ca1-foods'
    ? ['SQL', 'MASE', 'WQL', 'RMSSE', 'coverage 80 %']
    : ['SQL', 'MASE', 'WQL', 'coverage 80 %'];
}
