import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildCatalogueIndex, searchCatalogue, type SearchDocument } from '@shelfwise/core/search';
import { readText } from '../chat/intent-sets.js';
import { bootstrapMean, type Reporter } from '../report.js';

/**
 * Product search over 19,406 electronics products (Icecat, by the Chorus project) with graded judgements (0–3) of 67
 * queries: NDCG@10, and the same with one typo in each query's longest word. Unjudged products count as 0. The typo is
 * seeded, so that every engine gets the same. Held against minisearch with a hand-made cascade (all words exactly, else
 * any word with typos), its hits counted once each; counted twice where both steps find them, it would show .850.
 */
export interface SearchSet {
  documents: SearchDocument[];
  /** Query → product → rating. */
  judgements: Map<string, Map<string, number>>;
}

export function readIcecat(dataDirectory: string): SearchSet {
  const folder = path.join(dataDirectory, 'chat', 'icecat_chorus');
  const set = readSearchSet(path.join(folder, 'products.ndjson'), path.join(folder, 'judgements_dev.csv'));
  if (set.documents.length !== 19_406) {
    throw new Error(`icecat: ${set.documents.length} products, but 19,406 were published`);
  }
  return set;
}

export function readSearchSet(productsFile: string, judgementsFile: string): SearchSet {
  const judgements = new Map<string, Map<string, number>>();
  for (const line of readFileSync(judgementsFile, 'utf8').trim().split('\n').slice(1)) {
    const [, query, id, rating] = /^"?(.*?)"?,([^,]+),(\d)\s*$/.exec(line) ?? [];
    if (query === undefined) continue;
    const ratings = judgements.get(query) ?? new Map<string, number>();
    ratings.set(id!, Number(rating));
    judgements.set(query, ratings);
  }
  for (const [query, ratings] of judgements) {
    if (![...ratings.values()].some((rating) => rating > 0)) judgements.delete(query);
  }
  const documents = readText(productsFile)
    .trim()
    .split('\n')
    .map((line) => toDocument(JSON.parse(line) as Record<string, unknown>));
  return { documents, judgements };
}

function toDocument(product: Record<string, unknown>): SearchDocument {
  const text = (name: string) => (typeof product[name] === 'string' ? product[name] : '');
  const attributes = Object.entries(product).filter(([name]) => name.startsWith('attr_t_'));
  return {
    id: String(product.id),
    title: text('title'),
    name: text('name'),
    categories: [text('attr_t_product_type'), text('attr_t_type')].filter(Boolean),
    brand: text('supplier'),
    description: text('short_description'),
    colors: String((product.attr_t_product_colour as string | undefined) ?? ''),
    attributes: attributes
      .map(([, value]) => String(value as string | number))
      .join(' ')
      .slice(0, 600),
  };
}

/** One letter dropped, swapped, doubled or replaced in the longest word; short queries stay. */
export function createTypo(): (query: string) => string {
  let state = 5;
  const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 4294967296;
  return (query) => {
    const words = query.split(' ');
    const longest = words.reduce((best, word, i) => (word.length > words[best]!.length ? i : best), 0);
    const word = words[longest]!;
    if (word.length < 4) return query;
    const at = 1 + Math.floor(random() * (word.length - 2));
    const kind = random();
    const before = word.slice(0, at);
    const letter = word.slice(at, at + 1);
    const after = word.slice(at + 1);
    if (kind < 0.25) words[longest] = before + after;
    else if (kind < 0.5) words[longest] = before + after.slice(0, 1) + letter + after.slice(1);
    else if (kind < 0.75) words[longest] = before + letter + letter + after;
    else words[longest] = before + 'etaoinsrhl'[Math.floor(random() * 10)]! + after;
    return words.join(' ');
  };
}

export function ndcgAt10(ratings: ReadonlyMap<string, number>, ids: readonly string[]): number {
  const gain = (values: readonly number[]) =>
    values.slice(0, 10).reduce((sum, rating, i) => sum + (2 ** rating - 1) / Math.log2(i + 2), 0);
  const best = [...ratings.values()].sort((a, b) => b - a);
  return gain(ids.slice(0, 10).map((id) => ratings.get(id) ?? 0)) / gain(best);
}

export function reportSearch(name: string, set: SearchSet, report: Reporter): void {
  const method = 'cascade';
  const cost = (metric: string, value: number, unit: string) =>
    report.cost({ area: 'search', set: name, method, metric, value: Number(value.toFixed(3)), unit });
  report.note(`${name}: indexing ${set.documents.length} products`);
  const startedAt = performance.now();
  const index = buildCatalogueIndex(set.documents);
  cost('index seconds', (performance.now() - startedAt) / 1000, 's');
  const queries = [...set.judgements.keys()];
  const typo = createTypo();
  for (const [metric, asked, anchor] of [
    ['NDCG@10', queries, 0.804],
    ['typo NDCG@10', queries.map(typo), 0.555],
  ] as const) {
    const times: number[] = [];
    const values = queries.map((query, i) => {
      const before = performance.now();
      const hits = searchCatalogue(index, asked[i]!, 10);
      times.push(performance.now() - before);
      return ndcgAt10(
        set.judgements.get(query)!,
        hits.map((hit) => hit.id),
      );
    });
    report.quality({
      area: 'search',
      set: name,
      method,
      ours: true,
      metric,
      value: values.reduce((a, b) => a + b, 0) / values.length,
      ...bootstrapMean(
        values,
        values.map(() => 1),
      ),
      higherIsBetter: true,
      anchor,
      anchorSource: 'minisearch, hand-made cascade',
    });
    times.sort((a, b) => a - b);
    cost(`${metric} p50 ms`, times[Math.floor(times.length / 2)]!, 'ms');
    cost(`${metric} p95 ms`, times[Math.floor(times.length * 0.95)]!, 'ms');
  }
}
