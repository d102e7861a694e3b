import { sequencesByItem } from './sequences-by-item.js';
import { speakersOf, type Sequences } from './sequences.js';

/**
 * What sells, and what sells more than usual. Counts decay exponentially with age; a list counts an item once.
 *   bestsellers: decayed count of baskets. Most viewed: decayed count of visits, where two people or more looked.
 *   trending: how far the recent count exceeds what the long-run rate predicts, in standard deviations.
 *
 * The excess of an item is a sum over its baskets and visits, each with its weight:
 *   excess = Σ weight · (2^(-age / short) - share · 2^(-age / long))
 * where `share` is what a steady rate, observed for as long as the shop has been, leaves in the short count for each
 * one in the long: a steady product has an excess of zero on average, in a shop of two weeks as in one of two years.
 * People act independently of one another, so the variance is the sum of the squares of what each of them added (Liang,
 * Zeger 1986, the empirical variance for clustered data). That makes one person's thousand looks worth one standard
 * deviation at most, and a trend of two the work of four people or more.
 */
export interface PopularityOptions {
  bestsellerHalfLifeDays: number;
  trendingHalfLifeDays: number;
  /** Weight of a basket in trends; a visit that saw the item weighs 1. */
  basketWeight: number;
  /** Standard deviations of excess from which an item is a trend. */
  minimumTrend: number;
}

export const popularityDefaults: Readonly<PopularityOptions> = Object.freeze({
  bestsellerHalfLifeDays: 60,
  trendingHalfLifeDays: 7,
  basketWeight: 5,
  minimumTrend: 2,
});

export interface Popularity {
  /** [items] decayed number of baskets. */
  sold: Float32Array;
  /** [items] decayed number of visits; 0 where fewer than two people looked. */
  viewed: Float32Array;
  /** [items] standard deviations above the usual; 0 where it may be chance. */
  trend: Float32Array;
}

export function fitPopularity(
  visits: Sequences,
  baskets: Sequences,
  itemCount: number,
  today: number,
  options: Partial<PopularityOptions> = {},
): Popularity {
  const chosen = { ...popularityDefaults, ...options };
  const bought = weigh(baskets, itemCount, today, chosen.basketWeight, chosen);
  const seen = weigh(visits, itemCount, today, 1, chosen);
  const excesses = collectExcesses(Math.max(bought.people, seen.people));
  const sold = new Float32Array(itemCount);
  const viewed = new Float32Array(itemCount);
  const trend = new Float32Array(itemCount);
  for (let item = 0; item < itemCount; item++) {
    sold[item] = bought.count(item, excesses.add).count;
    const looks = seen.count(item, excesses.add);
    // One person's path is nobody else's business.
    viewed[item] = looks.isShared ? looks.count : 0;
    const deviations = excesses.deviations();
    trend[item] = deviations >= chosen.minimumTrend ? deviations : 0;
  }
  return { sold, viewed, trend };
}

type AddExcess = (speaker: number, excess: number) => void;

/** Lists of one kind, ready to be counted item by item. */
function weigh(
  lists: Sequences,
  itemCount: number,
  today: number,
  weight: number,
  { bestsellerHalfLifeDays: long, trendingHalfLifeDays: short }: PopularityOptions,
) {
  const { starts, members } = sequencesByItem(lists, itemCount);
  const speakers = speakersOf(lists.people);
  const ages = lists.days.map((day) => Math.max(0, today - day));
  const share = steadyCount(ages[0] ?? 0, short) / steadyCount(ages[0] ?? 0, long);
  const longWeights = ages.map((age) => 2 ** (-age / long));
  const excesses = ages.map((age, list) => weight * (2 ** (-age / short) - share * longWeights[list]!));
  return {
    /** How many people there are to be told apart. */
    people: lists.people.reduce((most, person) => Math.max(most, person + 1), 0),
    count(item: number, addExcess: AddExcess) {
      let count = 0;
      let first: number | undefined;
      let isShared = false;
      let before = -1;
      for (let at = starts[item]!; at < starts[item + 1]!; at++) {
        const list = members[at]!;
        if (list === before) continue;
        before = list;
        const speaker = speakers[list]!;
        first ??= speaker;
        isShared ||= speaker !== first;
        count += longWeights[list]!;
        addExcess(speaker, excesses[list]!);
      }
      return { count, isShared };
    },
  };
}

/** What one a day for so many days leaves in a decayed count, up to a factor that is the same for all half-lives. */
function steadyCount(days: number, halfLife: number): number {
  return days > 0 ? halfLife * (1 - 2 ** (-days / halfLife)) : 1;
}

/** Adds up what each person adds to an item's excess; scratch memory of 9 bytes a person. */
function collectExcesses(people: number) {
  const ofPerson = new Float64Array(people);
  const isKnown = new Uint8Array(people);
  const known: number[] = [];
  let sum = 0;
  let squares = 0;
  return {
    add: (speaker: number, excess: number) => {
      sum += excess;
      if (speaker < 0) {
        squares += excess ** 2;
        return;
      }
      if (isKnown[speaker] === 0) {
        isKnown[speaker] = 1;
        known.push(speaker);
      }
      ofPerson[speaker]! += excess;
    },
    /** Of what was added since the last question. */
    deviations: (): number => {
      for (const person of known) {
        squares += ofPerson[person]! ** 2;
        ofPerson[person] = 0;
        isKnown[person] = 0;
      }
      const deviations = squares > 0 ? sum / Math.sqrt(squares) : 0;
      known.length = sum = squares = 0;
      return deviations;
    },
  };
}
