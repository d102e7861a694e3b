import { isUnspaced, splitUnspaced } from '../language/index.js';
import { TopK } from '../numeric/index.js';
import { buildNeighborTable, type NeighborTable } from './neighbor-table.js';
import { reachEveryItem } from './reach-every-item.js';

/**
 * What is this product like, by its words alone? Cosine of TF-IDF vectors over title, categories, brand, attributes and
 * description, damped where prices are far apart. It needs no event, so that a new product has a full row at once.
 *
 * Salton, Buckley (1988), "Term-weighting approaches in automatic text retrieval". Fields are weighted in place of term
 * frequency: a word of the title says more than one of the description, and a word said five times no more than once.
 *
 * Cost: at most `comparisonsPerItem` entries of the inverted index an item, so that the whole grows with the catalogue,
 * never with its square. The rarest terms come first (the "quit" strategy of Moffat, Zobel 1996, "Self-indexing inverted
 * files for fast text retrieval"): what falls off the end are words that most products share, which tell least. A term
 * that would exceed the bound is looked at in a window.
 */
export interface ContentItem {
  title: string;
  description?: string;
  categories: readonly string[];
  brand?: string;
  attributes?: Readonly<Record<string, string>>;
  /** Minor units; 0 when unknown. */
  price: number;
}

export interface ContentOptions {
  neighbors: number;
  titleWeight: number;
  categoryWeight: number;
  brandWeight: number;
  attributeWeight: number;
  descriptionWeight: number;
  /** A price twice or half as high costs this part of the score. */
  priceDamping: number;
  /** Entries of the inverted index that are read for one item. */
  comparisonsPerItem: number;
}

export const contentDefaults: Readonly<ContentOptions> = Object.freeze({
  neighbors: 50,
  titleWeight: 1,
  categoryWeight: 0.6,
  brandWeight: 0.5,
  attributeWeight: 0.4,
  descriptionWeight: 0.25,
  priceDamping: 0.15,
  comparisonsPerItem: 6000,
});

const maxTitleWords = 60;
const maxDescriptionWords = 120;
const maxTerms = 40;

/**
 * Words in lower case, without accents and plural endings: enough to compare titles of one shop with each other. Pairs of
 * characters where no spaces are written; there a mark makes another letter.
 */
export function contentWords(text: string, limit: number): string[] {
  const words: string[] = [];
  const hasUnspaced = isUnspaced(text);
  // The longest text that can hold `limit` words is not read to its end.
  for (const [word] of text.slice(0, limit * 30).matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    if (hasUnspaced && isUnspaced(word)) {
      words.push(...splitUnspaced([word.normalize('NFKC').toLowerCase()]));
      if (words.length >= limit) return words.slice(0, limit);
      continue;
    }
    const plain = word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
    if (plain.length > 1) words.push(plain.length > 3 ? plain.replace(/(?<=[^s])s$/, '') : plain);
    if (words.length === limit) break;
  }
  return words;
}

/** Term → weight of one product. Categories and brand are whole phrases, so that they do not mix with title words. */
function weighTerms(item: ContentItem, options: ContentOptions): Map<string, number> {
  const terms = new Map<string, number>();
  const add = (term: string, weight: number) => {
    terms.set(term, Math.max(weight, terms.get(term) ?? 0));
  };
  for (const word of contentWords(item.title, maxTitleWords)) add(word, options.titleWeight);
  item.categories.forEach((category) => {
    add(`category ${category.toLowerCase()}`, options.categoryWeight);
  });
  if (item.brand) add(`brand ${item.brand.toLowerCase()}`, options.brandWeight);
  for (const [name, value] of Object.entries(item.attributes ?? {}).slice(0, 20)) {
    add(`${name} ${value}`.slice(0, 100).toLowerCase(), options.attributeWeight);
  }
  for (const word of contentWords(item.description ?? '', maxDescriptionWords)) {
    add(word, options.descriptionWeight);
  }
  return terms;
}

export function fitContent(
  items: readonly ContentItem[],
  options: Partial<ContentOptions> = {},
): NeighborTable {
  const chosen = { ...contentDefaults, ...options };
  const vectors = vectorize(items, chosen);
  const { starts, members, weights } = vectors.postings;
  const scores = new Float64Array(items.length);
  const touched = new Uint32Array(items.length);
  const best = new TopK(chosen.neighbors);
  // How often a price must be doubled to reach another is the difference of these; NaN when unknown or free.
  const prices = Float64Array.from(items, ({ price }) => (price > 0 ? Math.log2(price) : NaN));
  const table = buildNeighborTable(items.length, chosen.neighbors, (add) => {
    for (let item = 0; item < items.length; item++) add(rowOf(item));
  });
  return reachEveryItem(table, chosen.neighbors);

  function rowOf(item: number) {
    let count = 0;
    let left = chosen.comparisonsPerItem;
    for (let at = vectors.offsets[item]!; at < vectors.offsets[item + 1]! && left > 0; at++) {
      const term = vectors.terms[at]!;
      const weight = vectors.weights[at]!;
      const start = starts[term]!;
      const end = starts[term + 1]!;
      const size = Math.min(left, end - start);
      // A window of the posting list that begins at the item's own share of it: every item has one, none the same.
      const first = end - start > size ? Math.floor((item / items.length) * (end - start)) : 0;
      left -= size;
      for (let n = 0; n < size; n++) {
        const slot = start + ((first + n) % (end - start));
        const other = members[slot]!;
        if (scores[other] === 0) touched[count++] = other;
        scores[other]! += weight * weights[slot]!;
      }
    }
    for (let n = 0; n < count; n++) {
      const other = touched[n]!;
      const distance = Math.abs(prices[item]! - prices[other]!) || 0;
      if (other !== item) best.push(other, scores[other]! / (1 + chosen.priceDamping * distance));
      scores[other] = 0;
    }
    return best.drain();
  }
}

/** Unit vectors in rows (`offsets`, `terms`, `weights`), rarest term first, and the same by term (`postings`). */
function vectorize(items: readonly ContentItem[], options: ContentOptions) {
  const numbers = new Map<string, number>();
  const frequency: number[] = [];
  const rows = items.map((item) => {
    const row: [number, number][] = [];
    for (const [term, weight] of weighTerms(item, options)) {
      let number = numbers.get(term);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(term, number);
        frequency.push(0);
      }
      frequency[number]!++;
      row.push([number, weight]);
    }
    return row;
  });
  const offsets = new Uint32Array(items.length + 1);
  const terms: number[] = [];
  const weights: number[] = [];
  rows.forEach((row, item) => {
    const kept = row
      // A term of one product only cannot find another.
      .filter(([term]) => frequency[term]! > 1)
      .map(([term, weight]) => ({ term, weight: weight * Math.log(1 + items.length / frequency[term]!) }))
      .sort((a, b) => b.weight - a.weight || a.term - b.term)
      .slice(0, maxTerms);
    const length = Math.sqrt(kept.reduce((sum, { weight }) => sum + weight * weight, 0)) || 1;
    kept.sort((a, b) => frequency[a.term]! - frequency[b.term]! || a.term - b.term);
    for (const { term, weight } of kept) {
      terms.push(term);
      weights.push(weight / length);
    }
    offsets[item + 1] = terms.length;
  });
  return { offsets, terms, weights, postings: invertTerms(offsets, terms, weights, numbers.size) };
}

function invertTerms(
  offsets: Uint32Array,
  terms: readonly number[],
  weights: readonly number[],
  termCount: number,
) {
  const starts = new Uint32Array(termCount + 1);
  for (const term of terms) starts[term + 1]!++;
  for (let term = 0; term < termCount; term++) starts[term + 1]! += starts[term]!;
  const next = starts.slice(0, termCount);
  const members = new Uint32Array(terms.length);
  const termWeights = new Float32Array(terms.length);
  for (let item = 0; item + 1 < offsets.length; item++) {
    for (let at = offsets[item]!; at < offsets[item + 1]!; at++) {
      const slot = next[terms[at]!]!++;
      members[slot] = item;
      termWeights[slot] = weights[at]!;
    }
  }
  return { starts, members, weights: termWeights };
}
