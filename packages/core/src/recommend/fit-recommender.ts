import { fitTogether, type TogetherOptions } from './bought-together.js';
import { fitContent, type ContentItem, type ContentOptions } from './content-similarity.js';
import { buildNeighborTable, type NeighborTable } from './neighbor-table.js';
import { fitPersonal, gatherHistories, personalDefaults } from './personal.js';
import { fitPopularity, type PopularityOptions } from './popularity.js';
import type { RecommenderModel } from './recommender-model.js';
import { createSessionQuery, fitSessions, type SessionModel, type SessionOptions } from './session-knn.js';
import type { Sequences } from './sequences.js';

/** A product group as the recommender sees it. */
export interface RecommendableItem extends ContentItem {
  group: string;
  /** When it came into the catalogue, in days since 1970. */
  addedDay: number;
}

export interface ShopData {
  items: readonly RecommendableItem[];
  /** Visits of pages: what was looked at, oldest first. */
  visits: Sequences;
  /** Orders, without wholesale lines. */
  baskets: Sequences;
  /** Days since 1970. */
  today: number;
}

export interface RecommenderOptions {
  session?: Partial<SessionOptions>;
  together?: TogetherOptions;
  personal?: Partial<SessionOptions>;
  content?: Partial<ContentOptions>;
  popularity?: Partial<PopularityOptions>;
}

const relatedNeighbors = 50;
/** Days in the catalogue after which a product is no longer new. */
export const newForDays = 60;

/** Learns all parts of a shop's recommender. Deterministic: the same data gives the same bytes. */
export function fitRecommender(data: ShopData, options: RecommenderOptions = {}): RecommenderModel {
  const { items, visits, baskets, today } = data;
  const session = fitSessions(visits, items.length, options.session);
  const together = fitTogether(baskets, items.length, options.together);
  const histories = gatherHistories(
    [visits, baskets],
    options.personal?.maxLength ?? personalDefaults.maxLength,
  );
  const popularity = fitPopularity(visits, baskets, items.length, today, options.popularity);
  const addedDays = items.map((item) => item.addedDay);
  return {
    groups: items.map((item) => item.group),
    today,
    session,
    related: relatedItems(session),
    ...together,
    personal: fitPersonal(histories, items.length, options.personal),
    similar: fitContent(items, options.content),
    trending: rank(popularity.trend, (value) => value > 0),
    bestsellers: rank(popularity.sold, (value) => value > 0),
    mostViewed: rank(popularity.viewed, (value) => value > 0),
    newest: rank(addedDays, (day) => today - day <= newForDays),
    others: rank(addedDays, (day) => today - day > newForDays),
    ...numberCategories(items),
    visits: visits.days.length,
    baskets: baskets.days.length,
  };
}

/** The answer of the session model to a visit of one item, for every item: asked often, so computed once. */
function relatedItems(session: SessionModel): NeighborTable {
  const query = createSessionQuery(session);
  return buildNeighborTable(session.itemCount, relatedNeighbors, (add) => {
    for (let item = 0; item < session.itemCount; item++) {
      add(query.recommend([item], relatedNeighbors, { skip: (other) => other === item, sharedOnly: true }));
    }
  });
}

/** Item numbers by value, highest first; equal ones by number. */
function rank(values: ArrayLike<number>, keep: (value: number) => boolean): Uint32Array {
  const kept: number[] = [];
  for (let item = 0; item < values.length; item++) if (keep(values[item]!)) kept.push(item);
  return Uint32Array.from(kept.sort((a, b) => values[b]! - values[a]! || a - b));
}

function numberCategories(items: readonly RecommendableItem[]) {
  const numbers = new Map<string, number>();
  const categoryOffsets = new Uint32Array(items.length + 1);
  const itemCategories: number[] = [];
  items.forEach((item, n) => {
    for (const category of item.categories) {
      const number = numbers.get(category) ?? numbers.size;
      numbers.set(category, number);
      itemCategories.push(number);
    }
    categoryOffsets[n + 1] = itemCategories.length;
  });
  return {
    categories: [...numbers.keys()],
    categoryOffsets,
    itemCategories: Uint32Array.from(itemCategories),
  };
}
