import path from 'node:path';
import { rankBuyAgain } from '@shelfwise/core/recommend';
import type { Reporter } from '../report.js';
import { cappedRecallAt } from './ranking-metrics.js';
import { checkCounts, readLines } from './read-lines.js';
import { cpuSecondsSince, reportQuality, reportSpeed } from './report-ranking.js';

/**
 * `ta-feng`: the next basket of a grocery shop's customers, from all baskets before it. Recall@10 is what was found of
 * the whole basket (not capped), as in Li et al. (2023), "A next basket recommendation reality check"; research use.
 */
export function runTaFeng(dataDirectory: string, report: Reporter): void {
  const lines = readLines(path.join(dataDirectory, 'recsys', 'tafeng_nbr'), 'tafeng_baskets.json');
  const people = Object.values(JSON.parse(lines.join('')) as Record<string, number[][]>);
  checkCounts(
    'ta-feng',
    {
      people: people.length,
      baskets: people.reduce((sum, baskets) => sum + baskets.length, 0),
      items: new Set(people.flat(2)).size,
    },
    { people: 13_858, baskets: 91_227, items: 11_997 },
  );
  const start = process.cpuUsage();
  const counts = new Map<number, number>();
  for (const baskets of people) {
    for (const item of baskets.slice(0, -1).flat()) counts.set(item, (counts.get(item) ?? 0) + 1);
  }
  const popular = [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)! || a - b).slice(0, 10);
  const fitSeconds = cpuSecondsSince(start);
  for (const { name, ours, ask } of [
    { name: 'popularity', ours: false, ask: () => popular },
    { name: 'own purchases, then popularity', ours: true, ask: (bought: number[]) => topUp(bought, popular) },
  ]) {
    const askStart = process.cpuUsage();
    const recall = Float64Array.from(people, (baskets) => {
      const target = new Set(baskets[baskets.length - 1]);
      const ranked = ask(baskets.slice(0, -1).flat()).slice(0, 10);
      return (cappedRecallAt(10, ranked, target) * Math.min(10, target.size)) / target.size;
    });
    const line = { set: 'ta-feng', method: name, ours };
    reportQuality(
      report,
      { ...line, metric: 'R@10', anchor: { value: 0.1195, source: 'GP-TopFreq; TIFUKNN about .125' } },
      { sums: recall, counts: new Float64Array(people.length).fill(1) },
    );
    reportSpeed(report, line, fitSeconds, people.length, cpuSecondsSince(askStart));
  }
}

/** The ladder of the placement `buy-again` for a shop without page views: own purchases first, then what sells. */
function topUp(bought: readonly number[], popular: readonly number[]): number[] {
  const own = rankBuyAgain(bought).map(({ item }) => item);
  const held = new Set(own);
  return [...own, ...popular.filter((item) => !held.has(item))].slice(0, 10);
}
