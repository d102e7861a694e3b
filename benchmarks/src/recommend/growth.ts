import { createRandom } from '@shelfwise/core/numeric';
import {
  chooseOptions,
  encodeRecommender,
  fitRecommender,
  SequencesBuilder,
  type RecommendableItem,
} from '@shelfwise/core/recommend';
import type { Reporter } from '../report.js';
import { cpuSecondsSince, round } from './report-ranking.js';

const sizes = [100_000, 1_000_000, 10_000_000];

/**
 * `growth`: how training time and memory grow with events. Seeded: items drawn from a Zipf-like law, half of the events
 * in visits, half in baskets of five, one product for every hundred events, one person for every twenty.
 */
export function runGrowth(report: Reporter): void {
  for (const events of sizes) {
    report.note(`growth: ${events} events`);
    const random = createRandom(7);
    const itemCount = events / 100;
    const people = events / 20;
    // Inverse of a continuous 1/x law: rank r falls as N^u.
    const draw = () => Math.min(itemCount - 1, Math.floor(itemCount ** random()));
    const visits = new SequencesBuilder();
    const baskets = new SequencesBuilder();
    for (let n = 0; n < events / 10; n++) {
      const builder = n % 2 === 0 ? visits : baskets;
      for (let half = 0; half < 2; half++) {
        const day = (700 * n) / (events / 10);
        builder.add([draw(), draw(), draw(), draw(), draw()], day, Math.floor(random() * people));
      }
    }
    const items = Array.from({ length: itemCount }, (_, n): RecommendableItem => {
      const title = `word${draw()} word${draw()} thing${n % 97}`;
      return { group: `g${n}`, title, categories: [`c${n % 50}`], price: 100 + (n % 900), addedDay: 0 };
    });
    const data = { items, visits: visits.build(), baskets: baskets.build(), today: 700 };
    const start = process.cpuUsage();
    const bytes = encodeRecommender(fitRecommender(data, chooseOptions(data)));
    const seconds = cpuSecondsSince(start);
    const peak = process.resourceUsage().maxRSS / 1024;
    const line = {
      area: 'recommend',
      set: 'growth',
      method: `${events.toExponential(0).replace('+', '')} events`,
      cpuSeconds: seconds,
      peakRssMiB: peak,
    };
    report.cost({ ...line, metric: 'train seconds', value: round(seconds), unit: 's' });
    report.cost({ ...line, metric: 'peak MiB', value: Math.round(peak), unit: 'MiB' });
    report.cost({ ...line, metric: 'model MiB', value: round(bytes.length / 2 ** 20), unit: 'MiB' });
  }
}
