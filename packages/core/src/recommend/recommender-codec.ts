import { decodeArrays, encodeArrays, type StoredArray } from '../numeric/index.js';
import type { NeighborTable } from './neighbor-table.js';
import type { RecommenderModel } from './recommender-model.js';
import type { SessionModel, SessionOptions } from './session-knn.js';

const kind = 'recommender';
const version = 1;

interface SessionMeta {
  today: number;
  options: SessionOptions;
}

interface Meta {
  groups: string[];
  categories: string[];
  today: number;
  visits: number;
  baskets: number;
  session: SessionMeta;
  personal: SessionMeta;
}

const tables = ['related', 'boughtTogether', 'cart', 'similar'] as const;

const sessions = ['session', 'personal'] as const;
const sessionParts = [
  'offsets',
  'items',
  'days',
  'people',
  'postingOffsets',
  'postings',
  'places',
  'idf',
] as const;

export function encodeRecommender(model: RecommenderModel): Uint8Array {
  const meta: Meta = {
    groups: [...model.groups],
    categories: [...model.categories],
    today: model.today,
    visits: model.visits,
    baskets: model.baskets,
    session: { today: model.session.today, options: model.session.options },
    personal: { today: model.personal.today, options: model.personal.options },
  };
  const arrays: Record<string, StoredArray> = {
    trending: model.trending,
    bestsellers: model.bestsellers,
    mostViewed: model.mostViewed,
    newest: model.newest,
    others: model.others,
    categoryOffsets: model.categoryOffsets,
    itemCategories: model.itemCategories,
  };
  for (const name of sessions) {
    for (const part of sessionParts) arrays[`${name}.${part}`] = model[name][part];
  }
  for (const name of tables) {
    arrays[`${name}.offsets`] = model[name].offsets;
    arrays[`${name}.items`] = model[name].items;
    arrays[`${name}.scores`] = model[name].scores;
  }
  return encodeArrays({ kind, version, meta, arrays });
}

/** Throws `RangeError` when the bytes are damaged, of another version, or point outside themselves. */
export function decodeRecommender(bytes: Uint8Array): RecommenderModel {
  const { meta, arrays } = decodeArrays(bytes, kind, version);
  const { groups, categories, today, visits, baskets, ...metas } = meta as Meta;
  const itemCount = groups.length;
  const get = <T extends StoredArray>(name: string, Type: abstract new (...args: never[]) => T): T => {
    const array = arrays[name];
    if (!(array instanceof Type)) throw new RangeError(`recommender model: array ${name} is missing`);
    return array;
  };
  /** An array of numbers below `limit`. */
  const numbers = (name: string, limit: number) => {
    const array = get(name, Uint32Array);
    if (array.some((value) => value >= limit))
      throw new RangeError(`recommender model: ${name} out of range`);
    return array;
  };
  /** Item numbers that models of the first release lack: they serve until the next is learned. */
  const later = (name: string) => (name in arrays ? numbers(name, itemCount) : new Uint32Array(0));
  /** Rising offsets of `rows` rows into `target`. */
  const offsets = (name: string, rows: number, target: StoredArray) => {
    const array = get(name, Uint32Array);
    const rises = array.every((value, n) => n === 0 || value >= array[n - 1]!);
    if (array.length !== rows + 1 || array[0] !== 0 || array[rows] !== target.length || !rises) {
      throw new RangeError(`recommender model: ${name} do not fit`);
    }
    return array;
  };
  const table = (name: string): NeighborTable => {
    const items = numbers(`${name}.items`, itemCount);
    return {
      offsets: offsets(`${name}.offsets`, itemCount, items),
      items,
      scores: sized(get(`${name}.scores`, Float32Array), items.length, name),
    };
  };
  const sessionModel = (name: (typeof sessions)[number]): SessionModel => {
    const days = get(`${name}.days`, Float32Array);
    const people = `${name}.people`;
    const items = numbers(`${name}.items`, itemCount);
    const postings = numbers(`${name}.postings`, Math.max(1, days.length));
    return {
      itemCount,
      ...metas[name],
      days,
      // Absent in models of before, which did not know whose a visit was.
      people:
        people in arrays
          ? sized(get(people, Int32Array), days.length, name)
          : new Int32Array(days.length).fill(-1),
      items,
      offsets: offsets(`${name}.offsets`, days.length, items),
      postings,
      postingOffsets: offsets(`${name}.postingOffsets`, itemCount, postings),
      places: sized(get(`${name}.places`, Uint8Array), postings.length, name),
      idf: sized(get(`${name}.idf`, Float32Array), itemCount, name),
    };
  };
  const itemCategories = numbers('itemCategories', Math.max(1, categories.length));
  return {
    groups,
    categories,
    today,
    visits,
    baskets,
    session: sessionModel('session'),
    personal: sessionModel('personal'),
    related: table('related'),
    boughtTogether: table('boughtTogether'),
    cart: table('cart'),
    similar: table('similar'),
    trending: numbers('trending', itemCount),
    bestsellers: numbers('bestsellers', itemCount),
    mostViewed: later('mostViewed'),
    newest: numbers('newest', itemCount),
    others: later('others'),
    categoryOffsets: offsets('categoryOffsets', itemCount, itemCategories),
    itemCategories,
  };
}

function sized<T extends StoredArray>(array: T, length: number, name: string): T {
  if (array.length !== length) throw new RangeError(`recommender model: ${name} has the wrong length`);
  return array;
}
