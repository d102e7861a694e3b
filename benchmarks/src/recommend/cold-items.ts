import {
  createRecommender,
  emptySequences,
  fitRecommender,
  neighborsOf,
  SequencesBuilder,
  type RecommendableItem,
} from '@shelfwise/core/recommend';
import type { Reporter } from '../report.js';
import { readRetail, readTitles, toBaskets } from './online-retail.js';

/** What a row holds unless its page asks for another number. */
const limit = 8;
const productPlacements = ['bought-together', 'related', 'similar'] as const;

/**
 * `cold-items`: every tenth product of Online Retail II loses all its sales. How much of the catalogue appears in some
 * row of similar products as long as it is served, and how many rows on the pages of cold products are full?
 */
export function runColdItems(dataDirectory: string, report: Reporter): void {
  const items = [...readTitles(dataDirectory)]
    .map(([group, title]): RecommendableItem => ({ group, title, categories: [], price: 0, addedDay: 0 }))
    .filter(({ group }) => /^\d{5}/.test(group));
  const numbers = new Map(items.map(({ group }, item) => [group, item]));
  const isCold = (item: number) => item % 10 === 0;
  const baskets = new SequencesBuilder();
  for (const { codes, day } of toBaskets(readRetail(dataDirectory).map(({ row }) => row))) {
    const known = codes.flatMap((code) => numbers.get(code) ?? []).filter((item) => !isCold(item));
    if (known.length > 0) baskets.add(known, day);
  }
  const model = fitRecommender({ items, baskets: baskets.build(), visits: emptySequences, today: 15_318 });
  const recommender = createRecommender(model);
  const reached = new Set<number>();
  for (let item = 0; item < items.length; item++) {
    for (const { item: other } of neighborsOf(model.similar, item).slice(0, limit)) reached.add(other);
  }
  let rows = 0;
  let filled = 0;
  for (let product = 0; product < items.length; product++) {
    if (!isCold(product)) continue;
    for (const placement of productPlacements) {
      const row = recommender.row({
        placement,
        product,
        category: undefined,
        cart: [],
        viewed: [],
        bought: [],
        limit,
        accept: () => true,
      });
      rows++;
      if (row.items.length === limit) filled++;
    }
  }
  const line = {
    area: 'recommend',
    set: 'cold-items',
    method: 'content and ladders',
    ours: true,
    higherIsBetter: true,
  };
  report.quality({ ...line, metric: 'coverage', value: reached.size / items.length });
  report.quality({ ...line, metric: 'filled', value: filled / rows });
}
