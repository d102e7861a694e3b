import type { StockText } from '../stock-dashboard/stock-text.js';

/** Figures of a trained model that mean something to an owner; the others are for engineers. */
const metrics: Record<string, { label: string; isShare?: boolean }> = {
  nextInBasket: { label: 'found what was bought next', isShare: true },
  nextInVisit: { label: 'found what was viewed next', isShare: true },
  intents: { label: 'things it understands' },
  faqEntries: { label: 'of your own answers' },
  loss: { label: 'how far off (lower is better)' },
  samples: { label: 'stretches of sales learned from' },
};

/** "found what was bought next: 23%", one after the other. */
export function metricsInWords(values: Record<string, number>, words: StockText): string {
  return Object.entries(values)
    .flatMap(([name, value]) => {
      const metric = metrics[name];
      return metric
        ? [`${metric.label}: ${metric.isShare ? words.percent(value) : words.precise(value)}`]
        : [];
    })
    .join('; ');
}
