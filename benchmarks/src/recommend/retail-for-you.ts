import {
  chooseOptions,
  createNeighborVote,
  createRecommender,
  createSessionQuery,
  emptySequences,
  fitItemPairs,
  fitPersonal,
  fitRecommender,
  gatherHistories,
  personalDefaults,
} from '@shelfwise/core/recommend';
import type { Reporter } from '../report.js';
import {
  basketSequences,
  numberCodes,
  readRetail,
  readTitles,
  splitRetail,
  testCut,
} from './online-retail.js';
import { plainCosine } from './plain-cosine.js';
import { cappedRecallAt, ndcgAt } from './ranking-metrics.js';
import { checkCounts } from './read-lines.js';
import { cpuSecondsSince, reportQuality, reportSpeed, type Anchor } from './report-ranking.js';

const cutoff = 10;
/** Newest interactions of a person that the server reads. */
const historyLength = 200;

/**
 * `online-retail-for-you`: known customers, what they buy for the first time in the last 30 days. The row as served is
 * the whole recommender: history neighbors and what is alike by title, from a customer's latest lines, as the server
 * reads them. The set has no page views, so that neighbors of visits are silent. The shares and the parameters were
 * chosen on the month before.
 */
export function runOnlineRetailForYou(dataDirectory: string, report: Reporter): void {
  const set = 'online-retail-for-you';
  const { train, test } = splitRetail(readRetail(dataDirectory), testCut);
  const numbers = numberCodes(train);
  const histories = new Map<string, Set<number>>();
  const lines = new Map<string, number[]>();
  for (const { customer, code } of train) {
    if (customer === '') continue;
    const history = histories.get(customer) ?? new Set();
    const item = numbers.get(code)!;
    // At its last time: bought again moves to the end.
    history.delete(item);
    histories.set(customer, history.add(item));
    lines.set(customer, [...(lines.get(customer) ?? []), item].slice(-historyLength));
  }
  const fresh = new Map<string, Set<number>>();
  for (const { customer, code } of test) {
    const item = numbers.get(code);
    const history = histories.get(customer);
    if (item === undefined || !history || history.has(item)) continue;
    fresh.set(customer, (fresh.get(customer) ?? new Set()).add(item));
  }
  checkCounts(set, { customers: fresh.size }, { customers: 1_335 });
  const baskets = basketSequences(train, numbers);
  const itemCount = numbers.size;
  const gathered = gatherHistories([baskets], personalDefaults.maxLength);
  const methods: {
    name: string;
    ours: boolean;
    fit(): (history: readonly number[], latest: readonly number[]) => readonly number[];
  }[] = [
    {
      name: 'popularity',
      ours: false,
      fit() {
        const counts = new Float64Array(itemCount);
        for (const history of histories.values()) for (const item of history) counts[item]!++;
        const ranked = Array.from(counts.keys()).sort((a, b) => counts[b]! - counts[a]! || a - b);
        return (history) => {
          const held = new Set(history);
          return ranked.filter((item) => !held.has(item)).slice(0, cutoff);
        };
      },
    },
    {
      name: 'item-kNN cosine',
      ours: false,
      fit() {
        const table = fitItemPairs(gatherHistories([baskets], Infinity), itemCount, plainCosine);
        const vote = createNeighborVote(itemCount);
        return (history) => {
          const held = new Set(history);
          const even = new Float64Array(history.length).fill(1);
          return vote([{ table, weight: 1 }], history, even, cutoff, (item) => held.has(item)).map(
            ({ item }) => item,
          );
        };
      },
    },
    {
      name: 'history neighbors',
      ours: false,
      fit() {
        const query = createSessionQuery(fitPersonal(gathered, itemCount));
        return (history) => {
          const held = new Set(history);
          return query.recommend(history, cutoff, { skip: (item) => held.has(item) }).map(({ item }) => item);
        };
      },
    },
    {
      name: 'for-you row as served',
      ours: true,
      fit() {
        const titles = readTitles(dataDirectory);
        const items = [...numbers.keys()].map((group) => ({
          group,
          title: titles.get(group) ?? '',
          categories: [],
          price: 0,
          addedDay: 0,
        }));
        const data = { items, baskets, visits: emptySequences, today: train[train.length - 1]!.day };
        const recommender = createRecommender(fitRecommender(data, chooseOptions(data)));
        return (_, bought) =>
          recommender
            .row({
              placement: 'for-you',
              cart: [],
              viewed: [],
              bought,
              limit: cutoff,
              accept: () => true,
            })
            .items.map(({ item }) => item);
      },
    },
  ];
  const anchors: Record<string, Anchor> = {
    'R@10': { value: 0.0767, source: 'implicit ALS, run here; BM25 .0690' },
    'NDCG@10': { value: 0.0748, source: 'implicit ALS, run here; BM25 .0661' },
  };
  for (const method of methods) {
    report.note(`${set}: ${method.name}`);
    const fitStart = process.cpuUsage();
    const ask = method.fit();
    const fitSeconds = cpuSecondsSince(fitStart);
    const start = process.cpuUsage();
    const recall = new Float64Array(fresh.size);
    const ndcg = new Float64Array(fresh.size);
    let n = 0;
    for (const [customer, relevant] of fresh) {
      const ranked = ask([...histories.get(customer)!], lines.get(customer)!);
      recall[n] = cappedRecallAt(cutoff, ranked, relevant);
      ndcg[n++] = ndcgAt(cutoff, ranked, relevant);
    }
    const seconds = cpuSecondsSince(start);
    const counts = new Float64Array(fresh.size).fill(1);
    const line = { set, method: method.name, ours: method.ours };
    reportQuality(report, { ...line, metric: 'R@10', anchor: anchors['R@10'] }, { sums: recall, counts });
    reportQuality(report, { ...line, metric: 'NDCG@10', anchor: anchors['NDCG@10'] }, { sums: ndcg, counts });
    reportSpeed(report, line, fitSeconds, fresh.size, seconds);
  }
}
