import { SequencesBuilder, type Sequences } from '@shelfwise/core/recommend';

/**
 * Next item in a visit: every prefix of a test visit asks for the item after it, ranked among all items, nothing
 * filtered out. HR@20 is the share of questions whose answer is among the 20 best (equal to Recall@20 and to the
 * "P@20" of the literature), MRR@20 the mean of 1 / rank, 0 beyond 20. Intervals resample whole visits.
 */
export interface SessionData {
  train: number[][];
  test: number[][];
  /** 1 + the largest item number. */
  itemCount: number;
}

export type NextItem = (prefix: readonly number[], limit: number) => readonly number[];

export interface SessionScores {
  questions: number;
  /** Per test visit: questions, hits, reciprocal ranks. */
  counts: Float64Array;
  hits: Float64Array;
  reciprocals: Float64Array;
}

const cutoff = 20;

export function askSessions(test: readonly number[][], nextItem: NextItem): SessionScores {
  const counts = new Float64Array(test.length);
  const hits = new Float64Array(test.length);
  const reciprocals = new Float64Array(test.length);
  let questions = 0;
  test.forEach((visit, n) => {
    for (let end = 1; end < visit.length; end++) {
      const rank = nextItem(visit.slice(0, end), cutoff).indexOf(visit[end]!) + 1;
      if (rank > 0 && rank <= cutoff) {
        hits[n]!++;
        reciprocals[n]! += 1 / rank;
      }
      counts[n]!++;
      questions++;
    }
  });
  return { questions, counts, hits, reciprocals };
}

/**
 * The public files hold no times but stand in order of date, so visits get days spread evenly over the span of the
 * original log. A decay in days then means a decay in rank.
 */
export function toSequences(visits: readonly (readonly number[])[], spanDays: number): Sequences {
  const builder = new SequencesBuilder();
  visits.forEach((visit, n) => {
    builder.add(visit, (spanDays * n) / visits.length);
  });
  return builder.build();
}

export function itemCountOf(...parts: readonly (readonly number[][])[]): number {
  let largest = -1;
  for (const part of parts)
    for (const visit of part) for (const item of visit) if (item > largest) largest = item;
  return largest + 1;
}
