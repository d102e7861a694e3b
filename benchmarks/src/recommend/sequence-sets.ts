import path from 'node:path';
import {
  chooseAmong,
  createNeighborVote,
  createSessionQuery,
  fitItemPairs,
  fitPersonal,
  historyCandidates,
  SequencesBuilder,
  type SessionOptions,
} from '@shelfwise/core/recommend';
import type { Reporter } from '../report.js';
import { plainCosine } from './plain-cosine.js';
import { checkCounts, readLines } from './read-lines.js';
import { cpuSecondsSince, reportQuality, reportSpeed, type Anchor } from './report-ranking.js';

/**
 * For you, leave one out: a person's last item is asked for from all before it, ranked among all items, the person's
 * own left out. Recall@10 equals HR@10. Amazon reviews 2014, 5-core (McAuley), as in S3-Rec and TIGER; research use.
 */
interface SequenceSet {
  folder: string;
  published: Record<string, number>;
  anchors: Record<'R@10' | 'NDCG@10', Anchor>;
}

const validationQuestions = 1500;

const sets: Record<string, SequenceSet> = {
  beauty: {
    folder: 'amazon_beauty_5core',
    published: { people: 22_363, items: 12_101, events: 198_502 },
    anchors: {
      'R@10': { value: 0.0928, source: 'eSASRec; SASRec .0921, TIGER .0648' },
      'NDCG@10': { value: 0.0531, source: 'SASRec; eSASRec .0523, TIGER .0384' },
    },
  },
  sports: {
    folder: 'amazon_sports_5core',
    published: { people: 35_598, items: 18_357, events: 296_337 },
    anchors: {
      'R@10': { value: 0.0569, source: 'SASRec; eSASRec .0560, TIGER .0400' },
      'NDCG@10': { value: 0.0323, source: 'eSASRec; SASRec .0314, TIGER .0225' },
    },
  },
};

export function runSequenceSet(name: string, dataDirectory: string, report: Reporter): void {
  const set = sets[name]!;
  const people = readSequences(path.join(dataDirectory, 'recsys', set.folder));
  const items = new Set(people.flat());
  checkCounts(
    name,
    { people: people.length, items: items.size, events: people.reduce((sum, own) => sum + own.length, 0) },
    set.published,
  );
  evaluateSequences(name, people, report, set.anchors);
}

/** Anybody's own histories: `sequences.txt`, `user item item …`, the last item being the test. */
export function runOwnSequences(directory: string, report: Reporter): void {
  evaluateSequences('own sequences', readSequences(directory), report);
}

function readSequences(directory: string): number[][] {
  const numbers = new Map<string, number>();
  return readLines(directory, 'sequences.txt')
    .filter((line) => line.trim() !== '')
    .map((line) =>
      line
        .trim()
        .split(/\s+/)
        .slice(1)
        .map((id) => {
          let number = numbers.get(id);
          if (number === undefined) numbers.set(id, (number = numbers.size));
          return number;
        }),
    );
}

/**
 * As the product chooses, but on the validation item, the last but one, of some people: the set has no times by which a
 * newest part could be told.
 */
function chooseOptions(asked: readonly { history: readonly number[] }[], itemCount: number): SessionOptions {
  const builder = new SequencesBuilder();
  const usable = asked.filter(({ history }) => history.length >= 2);
  usable.forEach(({ history }, person) => {
    builder.add(history.slice(0, -1), 0, person);
  });
  const shorter = builder.build();
  const everyNth = Math.max(1, Math.floor(usable.length / validationQuestions));
  return chooseAmong(
    historyCandidates,
    (options) => fitPersonal(shorter, itemCount, options),
    usable
      .filter((_, n) => n % everyNth === 0)
      .map(({ history }) => ({
        known: history.slice(0, -1),
        hidden: new Set([history[history.length - 1]!]),
      })),
  );
}

export function evaluateSequences(
  set: string,
  people: readonly (readonly number[])[],
  report: Reporter,
  anchors?: SequenceSet['anchors'],
): void {
  const itemCount = 1 + Math.max(-1, ...people.map((own) => Math.max(-1, ...own)));
  const asked = people
    .filter((own) => own.length >= 2)
    .map((own) => ({ history: own.slice(0, -1), hidden: own[own.length - 1]! }));
  const builder = new SequencesBuilder();
  asked.forEach(({ history }, person) => {
    builder.add(history, 0, person);
  });
  const histories = builder.build();
  const counts = new Float64Array(itemCount);
  for (const item of histories.items) counts[item]!++;

  const methods: {
    name: string;
    ours: boolean;
    fit(): (history: readonly number[], held: ReadonlySet<number>) => readonly number[];
  }[] = [
    {
      name: 'popularity',
      ours: false,
      fit() {
        const ranked = Array.from(counts.keys()).sort((a, b) => counts[b]! - counts[a]! || a - b);
        return (_, held) =>
          ranked
            .slice(0, 10 + held.size)
            .filter((item) => !held.has(item))
            .slice(0, 10);
      },
    },
    {
      name: 'item-kNN cosine',
      ours: false,
      fit() {
        const table = fitItemPairs(histories, itemCount, plainCosine);
        const vote = createNeighborVote(itemCount);
        return (history, held) =>
          vote([{ table, weight: 1 }], history, new Float64Array(history.length).fill(1), 10, (item) =>
            held.has(item),
          ).map(({ item }) => item);
      },
    },
    {
      // The part of the for-you row that speaks here: the set has no page views and no texts.
      name: 'history neighbors of for-you',
      ours: true,
      fit() {
        const query = createSessionQuery(fitPersonal(histories, itemCount, chooseOptions(asked, itemCount)));
        return (history, held) =>
          query.recommend(history, 10, { skip: (item) => held.has(item) }).map(({ item }) => item);
      },
    },
  ];
  for (const method of methods) {
    report.note(`${set}: ${method.name}`);
    const fitStart = process.cpuUsage();
    const ask = method.fit();
    const fitSeconds = cpuSecondsSince(fitStart);
    const start = process.cpuUsage();
    const recall = new Float64Array(asked.length);
    const ndcg = new Float64Array(asked.length);
    asked.forEach(({ history, hidden }, n) => {
      const rank = ask(history, new Set(history)).indexOf(hidden) + 1;
      if (rank > 0) {
        recall[n] = 1;
        ndcg[n] = 1 / Math.log2(rank + 1);
      }
    });
    const seconds = cpuSecondsSince(start);
    const ones = new Float64Array(asked.length).fill(1);
    const line = { set, method: method.name, ours: method.ours };
    reportQuality(
      report,
      { ...line, metric: 'R@10', anchor: anchors?.['R@10'] },
      { sums: recall, counts: ones },
    );
    reportQuality(
      report,
      { ...line, metric: 'NDCG@10', anchor: anchors?.['NDCG@10'] },
      { sums: ndcg, counts: ones },
    );
    reportSpeed(report, line, fitSeconds, asked.length, seconds);
  }
}
