import { TopK } from '../numeric/index.js';
import { speakersOf, type Sequences } from './sequences.js';

/**
 * What will this visitor look at next? Visits that shared the latest items of this one vote with what they hold.
 *
 * Method: vector multiplication indexed session kNN with time and position decays.
 *   Kersbergen, Sprangers, Schelter (2022), "Serenade: low-latency session-based recommendation in e-commerce at
 *   scale": an inverted index that holds only the newest `sampleSize` visits of each item.
 *   Garg et al. (2019), "Sequence and time aware neighborhood for session-based recommendations: STAN": the decays.
 *   Ludewig, Jannach (2018), "Evaluation of session-based recommendation algorithms": idf weights of VSKNN.
 * Where we differ: what a neighbor looked at *before* the shared item weighs `beforeWeight` of what it looked at after
 * it (sequential rules inside the neighborhood), and visits count by how many shared items are behind them.
 *
 * Cost of one question with a visit of n items: O(n · sampleSize + neighbors · visit length); nothing is allocated but
 * the answer. Memory: 9 bytes an event kept. The index is bounded by `sampleSize` visits an item and `maxLength` items
 * a visit, whatever one visitor does.
 */
export interface SessionOptions {
  /** How many similar visits vote. */
  neighbors: number;
  /** How many of the newest visits of an item are looked at. */
  sampleSize: number;
  /** Items of the present visit that are looked at, the latest ones. */
  maxItems: number;
  /** Items of a visit that are learned from, the latest ones, at most 255: bounds what one visitor, or robot, adds. */
  maxLength: number;
  /** Weight of an item `n` clicks ago is exp(-n / positionDecay); larger remembers longer. */
  positionDecay: number;
  /** Days after which a visit's vote falls to 1/e. */
  sessionDecay: number;
  /** An item `n` places from the shared one in the neighbor's visit weighs exp(-n / neighborDecay). */
  neighborDecay: number;
  /** Weight of what stands before the shared item in the neighbor's visit, against what stands after: 0 to 1. */
  beforeWeight: number;
  /** Visits are normalized by length to this power: 0 not at all, 0.5 as cosine does. */
  lengthPower: number;
  /** An item's score is multiplied by idf^idfPower; larger favors rare items. */
  idfPower: number;
  /** A shared item counts idf^matchPower towards similarity: sharing a rare item says more. */
  matchPower: number;
  /** An item of the present visit keeps this part of its score when repeats are allowed. */
  repeatWeight: number;
}

/** Between the best on validation of Diginetica and of Yoochoose, which differ little; see README.md. */
export const sessionDefaults: Readonly<SessionOptions> = Object.freeze({
  neighbors: 400,
  sampleSize: 2500,
  maxItems: 15,
  maxLength: 50,
  positionDecay: 1.2,
  sessionDecay: 120,
  neighborDecay: 6,
  beforeWeight: 0.7,
  lengthPower: 0.2,
  idfPower: 1.5,
  matchPower: 1.2,
  repeatWeight: 1.5,
});

export interface SessionModel {
  itemCount: number;
  options: SessionOptions;
  /** Day of the newest visit. */
  today: number;
  /** [visits + 1] into `items`. */
  offsets: Uint32Array;
  /** Distinct items of a visit, in the order of their last appearance. */
  items: Uint32Array;
  /** [visits] */
  days: Float32Array;
  /** [visits] whose it is: a number from 0, or -1 when unknown. */
  people: Int32Array;
  /** [items + 1] into `postings`. */
  postingOffsets: Uint32Array;
  /** Visits that hold an item, newest first. */
  postings: Uint32Array;
  /** Where in that visit the item stands. */
  places: Uint8Array;
  /** [items] log(1 + visits / visits with the item), 0 for an item without any. */
  idf: Float32Array;
}

export function fitSessions(
  visits: Sequences,
  itemCount: number,
  options: Partial<SessionOptions> = {},
): SessionModel {
  const chosen = { ...sessionDefaults, ...options };
  if (!(chosen.beforeWeight > 0 && chosen.beforeWeight <= 1)) {
    throw new RangeError(`beforeWeight is ${chosen.beforeWeight}; it must be over 0 and at most 1`);
  }
  if (!(chosen.maxLength >= 1 && chosen.maxLength <= 255)) {
    throw new RangeError(`maxLength is ${chosen.maxLength}; it must be 1 to 255`);
  }
  const count = visits.days.length;
  const offsets = new Uint32Array(count + 1);
  const items = new Uint32Array(visits.items.length);
  const support = new Uint32Array(itemCount);
  const seenIn = new Int32Array(itemCount).fill(-1);
  for (let visit = 0; visit < count; visit++) {
    let used = offsets[visit]!;
    const start = visits.offsets[visit]!;
    // Backwards, so that an item keeps its last place; then the run is turned round.
    for (
      let at = visits.offsets[visit + 1]! - 1;
      at >= start && used - offsets[visit]! < chosen.maxLength;
      at--
    ) {
      const item = visits.items[at]!;
      if (seenIn[item] === visit) continue;
      seenIn[item] = visit;
      items[used++] = item;
      support[item]!++;
    }
    items.subarray(offsets[visit], used).reverse();
    offsets[visit + 1] = used;
  }
  const kept = items.slice(0, offsets[count]);
  return {
    itemCount,
    options: chosen,
    today: count > 0 ? visits.days[count - 1]! : 0,
    offsets,
    items: kept,
    days: Float32Array.from(visits.days),
    people: Int32Array.from(visits.people),
    ...indexVisits(kept, offsets, support, chosen.sampleSize),
    idf: Float32Array.from(support, (n) => (n > 0 ? Math.log(1 + count / n) : 0)),
  };
}

/** The inverted index: for every item its newest visits and its place in each. */
function indexVisits(items: Uint32Array, offsets: Uint32Array, support: Uint32Array, sampleSize: number) {
  const postingOffsets = new Uint32Array(support.length + 1);
  for (let item = 0; item < support.length; item++) {
    postingOffsets[item + 1] = postingOffsets[item]! + Math.min(sampleSize, support[item]!);
  }
  const postings = new Uint32Array(postingOffsets[support.length]!);
  const places = new Uint8Array(postings.length);
  const next = postingOffsets.slice(0, support.length);
  for (let visit = offsets.length - 2; visit >= 0; visit--) {
    const start = offsets[visit]!;
    for (let at = start; at < offsets[visit + 1]!; at++) {
      const item = items[at]!;
      const slot = next[item]!;
      if (slot === postingOffsets[item + 1]) continue;
      postings[slot] = visit;
      places[slot] = at - start;
      next[item] = slot + 1;
    }
  }
  return { postingOffsets, postings, places };
}

export interface NextItem {
  item: number;
  score: number;
  /** The item of the present visit that it shares with the visit that spoke loudest for this one. */
  because: number;
}

export interface SessionFilter {
  /** Items for which it holds are left out. */
  skip?: (item: number) => boolean;
  /** Only what visits of two people or more hold: one person's path is nobody else's business. */
  sharedOnly?: boolean;
}

export interface SessionQuery {
  /** Best next items for a visit (items oldest first). */
  recommend(visit: ArrayLike<number>, limit: number, filter?: SessionFilter): NextItem[];
}

/** Holds the scratch memory of the model's questions: make one a thread and keep it. */
export function createSessionQuery(model: SessionModel): SessionQuery {
  const { options, offsets, items, postingOffsets, postings, places } = model;
  const visitCount = model.days.length;
  const similarity = new Float32Array(visitCount);
  const matchPlace = new Uint8Array(visitCount);
  const touchedVisits = new Uint32Array(visitCount);
  const chosenVisits = new Uint32Array(options.neighbors);
  const scores = new Float32Array(model.itemCount);
  const firstSpeaker = new Int32Array(model.itemCount);
  const isShared = new Uint8Array(model.itemCount);
  const loudest = new Float32Array(model.itemCount);
  const cause = new Uint32Array(model.itemCount);
  const touchedItems = new Uint32Array(model.itemCount);
  const isRecent = new Uint8Array(model.itemCount);
  const speakers = speakersOf(model.people);
  const visitWeight = new Float32Array(visitCount);
  for (let visit = 0; visit < visitCount; visit++) {
    const length = offsets[visit + 1]! - offsets[visit]!;
    visitWeight[visit] =
      decayed(model.today - model.days[visit]!, options.sessionDecay) /
      Math.max(1, length) ** options.lengthPower;
  }
  const decay = Float32Array.from({ length: 256 }, (_, n) => decayed(n, options.neighborDecay));
  const rarity = model.idf.map((idf) => (idf > 0 ? idf ** options.idfPower : 0));
  const matchRarity = model.idf.map((idf) => (idf > 0 ? idf ** options.matchPower : 0));
  const nearest = new TopK(options.neighbors);
  const best = new TopK(1);

  /** Adds up the votes of the visits that share an item; answers how many there are. */
  function matchVisits(latest: readonly number[], ages: readonly number[]): number {
    let touched = 0;
    for (let n = 0; n < latest.length; n++) {
      const item = latest[n]!;
      const weight = decayed(ages[n]!, options.positionDecay) * matchRarity[item]!;
      for (let at = postingOffsets[item]!; at < postingOffsets[item + 1]!; at++) {
        const visit = postings[at]!;
        if (similarity[visit] === 0) {
          touchedVisits[touched++] = visit;
          // The latest shared item comes first: what the visitor is at now decides what is near.
          matchPlace[visit] = places[at]!;
        }
        similarity[visit]! += weight;
      }
    }
    return touched;
  }

  /** Keeps the best `neighbors` of the matched visits. */
  function chooseVisits(touched: number): number {
    if (touched <= options.neighbors) {
      for (let n = 0; n < touched; n++) {
        const visit = touchedVisits[n]!;
        similarity[visit]! *= visitWeight[visit]!;
        chosenVisits[n] = visit;
      }
      return touched;
    }
    nearest.reset();
    for (let n = 0; n < touched; n++) {
      const visit = touchedVisits[n]!;
      similarity[visit]! *= visitWeight[visit]!;
      nearest.push(visit, similarity[visit]!);
    }
    return nearest.drainUnordered(chosenVisits);
  }

  function scoreItems(chosen: number): number {
    let touched = 0;
    for (let n = 0; n < chosen; n++) {
      const visit = chosenVisits[n]!;
      const vote = similarity[visit]!;
      const speaker = speakers[visit]!;
      const start = offsets[visit]!;
      const end = offsets[visit + 1]!;
      const match = start + matchPlace[visit]!;
      const shared = items[match]!;
      const voteBefore = vote * options.beforeWeight;
      for (let at = start; at < end; at++) {
        const item = items[at]!;
        const share = at < match ? voteBefore * decay[match - at]! : vote * decay[at - match]!;
        const score = scores[item]!;
        if (score === 0) {
          touchedItems[touched++] = item;
          firstSpeaker[item] = speaker;
        } else if (firstSpeaker[item] !== speaker) isShared[item] = 1;
        scores[item] = score + share;
        if (share > loudest[item]!) {
          loudest[item] = share;
          cause[item] = shared;
        }
      }
    }
    return touched;
  }

  return {
    recommend(visit, limit, { skip, sharedOnly = false } = {}) {
      const latest: number[] = [];
      const ages: number[] = [];
      for (let at = visit.length - 1; at >= 0 && latest.length < options.maxItems; at--) {
        const item = visit[at]!;
        if (item >= model.itemCount || isRecent[item] === 1) continue;
        isRecent[item] = 1;
        latest.push(item);
        ages.push(visit.length - 1 - at);
      }
      const touched = matchVisits(latest, ages);
      const chosen = chooseVisits(touched);
      const touchedCount = scoreItems(chosen);
      best.reset(limit);
      for (let n = 0; n < touchedCount; n++) {
        const item = touchedItems[n]!;
        const score = scores[item]! * rarity[item]! * (isRecent[item] === 1 ? options.repeatWeight : 1);
        const mayBeShown = !sharedOnly || isShared[item] === 1;
        const isCandidate = score > 0 && mayBeShown && score >= best.threshold;
        if (isCandidate && !skip?.(item)) best.push(item, score);
        scores[item] = 0;
        isShared[item] = 0;
        loudest[item] = 0;
      }
      for (let n = 0; n < touched; n++) similarity[touchedVisits[n]!] = 0;
      for (const item of latest) isRecent[item] = 0;
      return best.drain().map(({ item, score }) => ({ item, score, because: cause[item]! }));
    },
  };
}

/** exp(-age / decay), kept above zero: a score of zero marks what has not been touched yet. */
function decayed(age: number, decay: number): number {
  return Math.max(1e-9, Math.exp(-age / decay));
}
