import type { Placement, Reason, RowFilling } from '../wire/index.js';
import { blendVotes } from './blend-votes.js';
import { rankBuyAgain } from './buy-again.js';
import { createNeighborVote } from './neighbor-vote.js';
import { neighborsOf, type NeighborTable } from './neighbor-table.js';
import { placementLadders, type Rung } from './placement-ladders.js';
import type { RecommenderModel } from './recommender-model.js';
import { createSessionQuery } from './session-knn.js';

/** What is known when a row is asked for, in item numbers (`itemOf`). */
export interface RowQuery {
  placement: Placement;
  /** The product of the page. */
  product?: number | undefined;
  category?: string | undefined;
  cart: readonly number[];
  /** Seen in this visit and, with consent, before it: oldest first. */
  viewed: readonly number[];
  /** Bought by this person, one entry a purchase, oldest first. */
  bought: readonly number[];
  limit: number;
  /** Placements of all rows of the page. */
  rows?: readonly Placement[] | undefined;
  /** Whether an item may be shown at all: in stock, not hidden, not on the page already. */
  accept: (item: number) => boolean;
  /** Two products of one title are one to a shopper: a row holds each title once. */
  titleOf?: (item: number) => string | undefined;
}

export interface RowItem {
  item: number;
  rung: Rung;
  code: Reason['code'];
  /** The item that led here. */
  because?: number;
  category?: string;
}

export interface Row {
  items: RowItem[];
  /** What gave most of the row. */
  filledBy: RowFilling;
  /** Whether cart, views or purchases of this visitor were used. */
  personal: boolean;
}

export interface Recommender {
  itemOf(group: string): number | undefined;
  groupOf(item: number): string;
  row(query: RowQuery): Row;
}

const codes: Record<Rung, Reason['code']> = {
  'for-you': 'because-you-viewed',
  'bought-together': 'bought-with',
  related: 'viewed-also',
  'related-by-sales': 'bought-with',
  similar: 'similar-to',
  trending: 'trending',
  bestsellers: 'bestseller',
  'bestsellers-in-category': 'bestseller-in-category',
  'recently-viewed': 'recently-viewed',
  'buy-again': 'bought-before',
  cart: 'goes-with-cart',
  'most-viewed': 'most-viewed',
  new: 'new',
  'more-from-shop': 'more-from-shop',
};

/** A rung that is a way to fill a placement counts as that placement. */
function fillingOf(rung: Rung): RowFilling {
  if (rung === 'related-by-sales') return 'related';
  return rung === 'bestsellers-in-category' ? 'bestsellers' : rung;
}

const personalRungs: ReadonlySet<Rung> = new Set(['for-you', 'cart', 'recently-viewed', 'buy-again']);

/** Candidates asked for beyond the row's length: some will be sold out, hidden or on the page already. */
const headroom = 40;
/** Say of what is alike by its words where sales stand in for page views in `related`. */
const alikeShare = 0.4;
/** Say of what is alike by its words in `for-you`: it carries what nobody took yet. */
const contentShare = 0.1;
/** Latest items of a history that ask for what is alike. */
const contentHistory = 10;
/** Latest things of a person among which the cause of an item is looked for. */
const historyLooked = 50;
/** Visits at which the session model has half the say in `for-you`: before, there is too little to learn from. */
const enoughVisits = 2000;

/** Holds scratch memory: make one of a model and keep it. Not for use by two threads. */
export function createRecommender(model: RecommenderModel): Recommender {
  const numbers = new Map(model.groups.map((group, item) => [group, item]));
  const categoryNumbers = new Map(model.categories.map((category, n) => [category, n]));
  const visitQuery = createSessionQuery(model.session);
  const historyQuery = createSessionQuery(model.personal);
  const itemCount = model.groups.length;
  const vote = createNeighborVote(itemCount);
  const taken = new Uint8Array(itemCount);
  const inCategory = listByCategory(model);

  /** Rows of one item from a table, as candidates. */
  function fromTable(table: NeighborTable, product: number | undefined, rung: Rung): RowItem[] {
    if (product === undefined) return [];
    return neighborsOf(table, product).map(({ item }) => ({
      item,
      rung,
      code: codes[rung],
      because: product,
    }));
  }

  /**
   * What belongs with a product, where too few looked at it: bought with it more than its popularity explains, or of
   * its kind, best both. What the row of things bought together shows is left to that row.
   */
  function relatedBySales({ product, limit, accept }: RowQuery): RowItem[] {
    if (product === undefined) return [];
    const shownThere = neighborsOf(model.boughtTogether, product)
      .filter(({ item }) => accept(item))
      .slice(0, limit);
    const there = new Set(shownThere.map(({ item }) => item));
    const rest = (table: NeighborTable) =>
      neighborsOf(table, product)
        .filter(({ item }) => !there.has(item))
        .map(({ item, score }) => ({ item, score, because: product }));
    return blendVotes([
      { voted: rest(model.cart), share: 1 - alikeShare },
      { voted: rest(model.similar), share: alikeShare },
    ]).map(({ item, because, from }): RowItem => {
      const code = from === 0 ? codes['related-by-sales'] : codes.similar;
      return { item, rung: 'related-by-sales', code, because };
    });
  }

  function forYou({ viewed, bought, limit }: RowQuery): RowItem[] {
    if (viewed.length === 0 && bought.length === 0) return [];
    // What was looked at last tells most about now: views stand at the end of the history.
    const history = latestOfEach([...bought, ...viewed]);
    const seen = new Set(viewed);
    const owned = new Set(bought);
    const room = limit + headroom;
    const filter = { skip: (item: number) => seen.has(item) || owned.has(item), sharedOnly: true };
    const latest = history.slice(-contentHistory);
    const visitShare = model.visits / (model.visits + enoughVisits);
    return blendVotes([
      { voted: visitQuery.recommend(viewed, room, filter), share: visitShare * (1 - contentShare) },
      { voted: historyQuery.recommend(history, room, filter), share: (1 - visitShare) * (1 - contentShare) },
      {
        voted: vote(
          [{ table: model.similar, weight: 1 }],
          latest,
          latest.map((_, n) => 1 / (latest.length - n)),
          room,
          filter.skip,
        ),
        share: contentShare,
      },
    ]).map(({ item, because }): RowItem => {
      const code = seen.has(because) ? 'because-you-viewed' : 'because-you-bought';
      return { item, rung: 'for-you', code, because };
    });
  }

  /**
   * Names, for each item shown for this person, the thing of theirs that it goes with best by sales. Neighbors tell
   * what to show, but the one thing shared with the loudest neighbor may have little to do with it. Where no sale
   * links the two, the shared thing stays. Looked up for what is shown only: items × history × neighbors kept.
   */
  function nameCauses(shown: readonly RowItem[], { viewed, bought }: RowQuery): void {
    if (!shown.some(({ rung }) => rung === 'for-you')) return;
    const seen = new Set(viewed);
    const latest = latestOfEach([...bought, ...viewed]).slice(-historyLooked);
    const strongest = new Map<number, number>();
    const wanted = new Map(shown.filter(({ rung }) => rung === 'for-you').map((one) => [one.item, one]));
    const { offsets, items: others, scores } = model.cart;
    for (const source of latest) {
      for (let at = offsets[source]!; at < offsets[source + 1]!; at++) {
        const one = wanted.get(others[at]!);
        if (!one || scores[at]! <= (strongest.get(one.item) ?? 0)) continue;
        strongest.set(one.item, scores[at]!);
        one.because = source;
        one.code = seen.has(source) ? 'because-you-viewed' : 'because-you-bought';
      }
    }
  }

  function forCart({ cart, limit }: RowQuery): RowItem[] {
    const inCart = new Set(cart);
    return vote(
      [{ table: model.cart, weight: 1 }],
      cart,
      cart.map(() => 1),
      limit + headroom,
      (item) => inCart.has(item),
    ).map(({ item, because }): RowItem => ({ item, rung: 'cart', code: codes.cart, because }));
  }

  function buyAgain({ bought }: RowQuery): RowItem[] {
    return rankBuyAgain(bought).map(({ item }) => ({ item, rung: 'buy-again', code: codes['buy-again'] }));
  }

  /** The most particular category with something to show: that of the request, else of the product. */
  function categoryItems({ placement, category, product, cart, viewed }: RowQuery): RowItem[] {
    const isGeneral = placement === 'bestsellers' || placement === 'trending';
    const about = isGeneral ? undefined : (product ?? cart[cart.length - 1] ?? viewed[viewed.length - 1]);
    const asked = category === undefined ? undefined : categoryNumbers.get(category);
    const own =
      about === undefined
        ? []
        : model.itemCategories.subarray(model.categoryOffsets[about], model.categoryOffsets[about + 1]);
    const wanted = asked !== undefined ? [asked] : [...own].reverse();
    return wanted.flatMap((number) =>
      inCategory(number).map(({ item, rung }): RowItem => {
        const isNamed = rung === 'bestsellers-in-category';
        return { item, rung, code: codes[rung], ...(isNamed && { category: model.categories[number]! }) };
      }),
    );
  }

  function ranked(items: Iterable<number>, rung: Rung, category?: string): Iterable<RowItem> {
    const wanted = category === undefined ? undefined : categoryNumbers.get(category);
    return lazily(items, (item) =>
      wanted === undefined || belongsTo(model, item, wanted) ? { item, rung, code: codes[rung] } : undefined,
    );
  }

  function candidates(rung: Rung, query: RowQuery): Iterable<RowItem> {
    switch (rung) {
      case 'for-you':
        return forYou(query);
      case 'bought-together':
        return fromTable(model.boughtTogether, query.product, rung);
      case 'related':
        return fromTable(model.related, query.product, rung);
      case 'related-by-sales':
        return relatedBySales(query);
      case 'similar':
        return fromTable(model.similar, query.product, rung);
      case 'cart':
        return forCart(query);
      case 'recently-viewed':
        return ranked([...new Set([...query.viewed].reverse())], rung);
      case 'buy-again':
        return buyAgain(query);
      case 'trending':
        return ranked(model.trending, rung, query.category);
      case 'bestsellers-in-category':
        return categoryItems(query);
      case 'bestsellers':
        return ranked(model.bestsellers, rung);
      case 'most-viewed':
        return ranked(model.mostViewed, rung);
      case 'new':
        return ranked(model.newest, rung);
      case 'more-from-shop':
        return ranked(model.others, rung);
    }
  }

  return {
    itemOf: (group) => numbers.get(group),
    groupOf: (item) => model.groups[item]!,
    row(query) {
      const items: RowItem[] = [];
      const blocked = [...query.cart, ...(query.product === undefined ? [] : [query.product])];
      for (const item of blocked) taken[item] = 1;
      const isNewTitle = titleFilter(query, blocked);
      for (const rung of ladderOf(query)) {
        if (items.length >= query.limit) break;
        for (const candidate of candidates(rung, query)) {
          if (taken[candidate.item] === 1 || !query.accept(candidate.item)) continue;
          if (!isNewTitle(candidate.item)) continue;
          taken[candidate.item] = 1;
          items.push(candidate);
          if (items.length >= query.limit) break;
        }
      }
      nameCauses(items, query);
      for (const item of blocked) taken[item] = 0;
      for (const { item } of items) taken[item] = 0;
      return {
        items,
        filledBy: mostOf(items) ?? query.placement,
        personal: items.some(({ rung }) => personalRungs.has(rung)),
      };
    },
  };
}

/** What another row of the page shows comes last, behind what is new: two rows that fall back do not become one. */
function ladderOf({ placement, rows = [] }: RowQuery): readonly Rung[] {
  const ladder = placementLadders[placement];
  if (rows.length === 0) return ladder;
  const theirs: ReadonlySet<RowFilling> = new Set(rows);
  const isTheirs = (rung: Rung) => fillingOf(rung) !== placement && theirs.has(fillingOf(rung));
  return [...ladder.filter((rung) => !isTheirs(rung)), ...ladder.filter(isTheirs)];
}

/** What gave most of the items; of equal ones the first. */
function mostOf(items: readonly RowItem[]): RowFilling | undefined {
  const counts = new Map<RowFilling, number>();
  for (const { rung } of items) counts.set(fillingOf(rung), (counts.get(fillingOf(rung)) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** Each item once, at its last place. */
function latestOfEach(items: readonly number[]): number[] {
  const latest = new Set<number>();
  for (let at = items.length - 1; at >= 0; at--) latest.add(items[at]!);
  return [...latest].reverse();
}

/** Answers true once for each title that is not on the page already. */
function titleFilter({ titleOf }: RowQuery, onPage: readonly number[]): (item: number) => boolean {
  if (!titleOf) return () => true;
  const titles = new Set(onPage.map((item) => titleOf(item)?.toLowerCase()));
  return (item) => {
    const title = titleOf(item)?.toLowerCase();
    if (title === undefined) return true;
    if (titles.has(title)) return false;
    titles.add(title);
    return true;
  };
}

function* lazily<T, U>(values: Iterable<T>, map: (value: T) => U | undefined): Iterable<U> {
  for (const value of values) {
    const mapped = map(value);
    if (mapped !== undefined) yield mapped;
  }
}

function belongsTo(model: RecommenderModel, item: number, category: number): boolean {
  return model.itemCategories
    .subarray(model.categoryOffsets[item], model.categoryOffsets[item + 1])
    .includes(category);
}

interface CategoryItem {
  item: number;
  rung: Rung;
}

/** What a category has to show: what sells, then what is looked at, what is new, and the rest. */
function listByCategory(model: RecommenderModel): (category: number) => readonly CategoryItem[] {
  const kept = 200;
  const lists = model.categories.map((): CategoryItem[] => []);
  const listed = new Uint8Array(model.groups.length);
  for (const [rung, items] of [
    ['bestsellers-in-category', model.bestsellers],
    ['most-viewed', model.mostViewed],
    ['new', model.newest],
    ['more-from-shop', model.others],
  ] as const) {
    for (const item of items) {
      if (listed[item] === 1) continue;
      listed[item] = 1;
      const end = model.categoryOffsets[item + 1]!;
      for (let at = model.categoryOffsets[item]!; at < end; at++) {
        const list = lists[model.itemCategories[at]!]!;
        if (list.length < kept) list.push({ item, rung });
      }
    }
  }
  return (category) => lists[category] ?? [];
}
