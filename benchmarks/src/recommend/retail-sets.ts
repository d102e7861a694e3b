import {
  createNeighborVote,
  fitItemPairs,
  fitTogether,
  type NeighborTable,
  type PairOptions,
} from '@shelfwise/core/recommend';
import type { Reporter } from '../report.js';
import { basketQuestions, type BasketQuestions } from './basket-protocol.js';
import {
  basketSequences,
  numberCodes,
  readRetail,
  splitRetail,
  testCut,
  toBaskets,
  type RetailSplit,
} from './online-retail.js';
import { plainCosine } from './plain-cosine.js';
import { cappedRecallAt, ndcgAt } from './ranking-metrics.js';
import { checkCounts } from './read-lines.js';
import { cpuSecondsSince, reportQuality, reportSpeed, type Anchor } from './report-ranking.js';

const cutoff = 10;

type Ask = (items: readonly number[]) => readonly number[];
interface BasketMethod {
  name: string;
  ours: boolean;
  /** Answers to one product and to a cart. */
  fit(): { item: Ask; cart: Ask };
}

const confidence: PairOptions = { ...plainCosine, sourcePower: 1, targetPower: 0 };

/** `online-retail`: bought together and cart completion, last 30 days. Defaults were chosen on the month before. */
export function runOnlineRetail(dataDirectory: string, report: Reporter): void {
  const split = splitRetail(readRetail(dataDirectory), testCut);
  const numbers = numberCodes(split.train);
  const questions = basketQuestions(
    toBaskets(split.test).map(({ codes }) => codes.flatMap((code) => numbers.get(code) ?? [])),
  );
  checkCounts(
    'online-retail',
    { questions: questions.asks.length, carts: questions.carts.length },
    { questions: 22_288, carts: 2_582 },
  );
  evaluateBaskets('online-retail', split, numbers, questions, report, {
    'R@10': { value: 0.185, source: 'Gorse 0.5, run here; implicit BM25 .160' },
    'NDCG@10': { value: 0.211, source: 'Gorse 0.5, run here; implicit BM25 .185' },
    'completion HR@10': { value: 0.287, source: 'implicit BM25, run here; Gorse .118' },
  });
}

export function evaluateBaskets(
  set: string,
  split: RetailSplit,
  numbers: ReadonlyMap<string, number>,
  questions: BasketQuestions,
  report: Reporter,
  anchors: Record<string, Anchor> = {},
): void {
  const itemCount = numbers.size;
  const baskets = basketSequences(split.train, numbers);
  const vote = createNeighborVote(itemCount);
  const fromTables = (table: NeighborTable, cart: NeighborTable) => {
    const ask =
      (own: NeighborTable): Ask =>
      (items) => {
        const held = new Set(items);
        const even = new Float64Array(items.length).fill(1);
        return vote([{ table: own, weight: 1 }], items, even, cutoff, (item) => held.has(item)).map(
          ({ item }) => item,
        );
      };
    return { item: ask(table), cart: ask(cart) };
  };
  const fromPairs = (options: PairOptions) => {
    const table = fitItemPairs(baskets, itemCount, options);
    return fromTables(table, table);
  };
  const methods: BasketMethod[] = [
    {
      name: 'popularity',
      ours: false,
      fit() {
        const counts = new Float64Array(itemCount);
        for (const item of baskets.items) counts[item]!++;
        const ranked = Array.from(counts.keys()).sort((a, b) => counts[b]! - counts[a]! || a - b);
        const ask: Ask = (items) =>
          ranked
            .slice(0, cutoff + items.length)
            .filter((item) => !items.includes(item))
            .slice(0, cutoff);
        return { item: ask, cart: ask };
      },
    },
    { name: 'item-kNN cosine', ours: false, fit: () => fromPairs(plainCosine) },
    { name: 'confidence', ours: false, fit: () => fromPairs(confidence) },
    {
      name: 'weighted confidence; cart score',
      ours: true,
      fit() {
        const { boughtTogether, cart } = fitTogether(baskets, itemCount);
        return fromTables(boughtTogether, cart);
      },
    },
  ];
  for (const method of methods) {
    report.note(`${set}: ${method.name}`);
    const fitStart = process.cpuUsage();
    const asked = method.fit();
    const fitSeconds = cpuSecondsSince(fitStart);
    const start = process.cpuUsage();
    const recall = new Float64Array(questions.baskets);
    const ndcg = new Float64Array(questions.baskets);
    const asks = new Float64Array(questions.baskets);
    for (const { item, relevant, basket } of questions.asks) {
      const ranked = asked.item([item]);
      recall[basket]! += cappedRecallAt(cutoff, ranked, relevant);
      ndcg[basket]! += ndcgAt(cutoff, ranked, relevant);
      asks[basket]!++;
    }
    const completed = Float64Array.from(questions.carts, ({ cart, hidden }) =>
      asked.cart(cart).includes(hidden) ? 1 : 0,
    );
    const seconds = cpuSecondsSince(start);
    const line = { set, method: method.name, ours: method.ours };
    const report1 = (metric: string, sums: Float64Array, counts: Float64Array) => {
      reportQuality(report, { ...line, metric, anchor: anchors[metric] }, { sums, counts });
    };
    report1('R@10', recall, asks);
    report1('NDCG@10', ndcg, asks);
    report1(
      'completion HR@10',
      completed,
      completed.map(() => 1),
    );
    reportSpeed(report, line, fitSeconds, questions.asks.length + questions.carts.length, seconds);
  }
}
