import MiniSearch, { type SearchOptions } from 'minisearch';
import { normalizeColor, stem } from '../language/index.js';
import { spell } from './meant-words.js';
import type { CatalogueIndex, SearchDocument } from './indexed-catalogue.js';
import type { Correction } from './spelling.js';
import { indexWords, queryWords, readWords } from './query-words.js';

/**
 * Full-text search over a catalogue (BM25+ over fields, by minisearch). Words are stemmed, and asked for in a cascade that grows
 * more forgiving only when too little is found: all words as written → all stems → words joined ("tea pot") → spelling
 * corrected → typos and beginnings → any of the words. Building is O(text); a query is O(postings).
 */

export interface SearchHit {
  id: string;
  score: number;
  /** What the product has of the query: every word, every word once its spelling was forgiven, or only some. */
  match: 'words' | 'spelling' | 'some';
  /** Some of these words is only the name of a shelf of several things that it stands on. */
  isOnShelf?: true;
}

const fields = ['title', 'name', 'categories', 'shelves', 'brand', 'description', 'colors', 'attributes'];

/** Relative weight of a word by where it stands; set beforehand from the research table, not tuned on a test set. */
const boost = {
  title: 4,
  name: 2,
  categories: 4,
  shelves: 4,
  brand: 2,
  description: 1.5,
  colors: 1.5,
  attributes: 0.3,
};

/** Letters that may be wrong in the longest word: each more multiplies what is looked at. */
const maxTypos = 3;

/** Fewer hits than this send the cascade on to the next, more forgiving step. */
const enough = 3;

export function buildCatalogueIndex(documents: Iterable<SearchDocument>): CatalogueIndex {
  const frequencies = new Map<string, number>();
  const mini = new MiniSearch<SearchDocument>({
    idField: 'id',
    fields,
    extractField: textOf,
    tokenize: indexWords,
    processTerm: (term) => {
      const indexed = indexTerms(term);
      for (const item of indexed) frequencies.set(item, (frequencies.get(item) ?? 0) + 1);
      return indexed;
    },
    searchOptions: { processTerm: stem, tokenize: queryWords },
  });
  const index = { mini, frequencies, readings: new Map<string, readonly Correction[]>() };
  for (const document of documents) addToIndex(index, document);
  return index;
}

/** The document's id must not be in the index. */
export function addToIndex({ mini, readings }: CatalogueIndex, document: SearchDocument): void {
  readings.clear();
  mini.add(document);
}

/** Takes a document out, which must be as it was added: its words count no longer as known, unless others have them. */
export function removeFromIndex(
  { mini, frequencies, readings }: CatalogueIndex,
  document: SearchDocument,
): void {
  readings.clear();
  mini.discard(document.id);
  for (const field of fields) {
    for (const term of indexWords(textOf(document, field)).flatMap(indexTerms)) {
      const left = (frequencies.get(term) ?? 0) - 1;
      if (left > 0) frequencies.set(term, left);
      else frequencies.delete(term);
    }
  }
}

/** A category of several things ("Flowers and vases") says of a product none of them. */
export const namesSeveral = /[,&/+]|\band\b|\bor\b/i;

function textOf(document: SearchDocument, field: string): string {
  if (field === 'categories' || field === 'shelves') {
    const isShelf = field === 'shelves';
    return document.categories?.filter((name) => namesSeveral.test(name) === isShelf).join(' ') ?? '';
  }
  const value = document[field as keyof SearchDocument];
  return typeof value === 'string' ? value : (value?.join(' ') ?? '');
}

/**
 * Best first; ties in the order of adding. Nothing for a query without words. Costs no more for a long query than for
 * one of `maxWords` words, beyond reading it.
 */
export function searchCatalogue(
  index: CatalogueIndex,
  query: string,
  limit: number,
  keep: (id: string) => boolean = () => true,
): SearchHit[] {
  const hits = new Map<string, SearchHit>();
  // Found by the shelf alone, they come behind whatever has another form of the words: "vases" behind a vase. Those that
  // are of the kind come first: in English its word is the last ("flower vases").
  const onShelf = [new Map<string, SearchHit>(), new Map<string, SearchHit>()] as const;
  const asked = readWords(query);
  const rewritten = new Map<Step['rewrite'], string[]>();
  let before: SearchHit['match'] = 'words';
  for (const { match, rewrite, options } of cascade) {
    // Other forms of the same words ("decorations", "decoration") are no less meant; forgiving starts where little is found.
    if (match !== before) onShelf.forEach((shelf) => moveAll(shelf, hits));
    before = match;
    if (hits.size >= (match === 'words' ? limit : Math.min(enough, limit))) break;
    // Several steps ask for the same: reading a misspelt word costs a look at the whole vocabulary.
    if (!rewritten.has(rewrite)) rewritten.set(rewrite, rewrite?.(index, asked) ?? asked);
    const text = rewritten.get(rewrite)!.join(' ');
    const kind = rewritten.get(rewrite)!.at(-1) ?? '';
    for (const { id, score, match: found } of index.mini.search(text, { ...options(index), boost })) {
      const key = id as string;
      if (hits.has(key) || !keep(key)) continue;
      if (match === 'some' || Object.values(found).every(isOfProduct))
        hits.set(key, { id: key, score, match });
      else {
        const shelf = onShelf[isOfProduct(found[kind] ?? found[stem(kind)] ?? ['shelves']) ? 0 : 1];
        if (!shelf.has(key)) shelf.set(key, { id: key, score, match, isOnShelf: true });
      }
    }
  }
  onShelf.forEach((shelf) => moveAll(shelf, hits));
  return [...hits.values()].slice(0, limit);
}

function moveAll(from: Map<string, SearchHit>, to: Map<string, SearchHit>): void {
  for (const [key, hit] of from) if (!to.has(key)) to.set(key, hit);
  from.clear();
}

/** Whether a word is said of the product itself, and not of the shelf of several things that it stands on. */
function isOfProduct(places: readonly string[]): boolean {
  return (
    !places.includes('shelves') || places.some((place) => place !== 'shelves' && place !== 'description')
  );
}

/** The query as it is asked at one step, and how. */
interface Step {
  match: SearchHit['match'];
  rewrite?: (index: CatalogueIndex, words: readonly string[]) => string[];
  options: (index: CatalogueIndex) => SearchOptions;
}

/** A quarter of a word's letters may be wrong, if no product has the word as it is. */
const typos = (index: CatalogueIndex) => (term: string) =>
  term.length > 3 && !index.frequencies.has(term) ? 0.25 : false;
const beginnings = (term: string) => term.length > 3;

const cascade: Step[] = [
  { match: 'words', options: () => ({ combineWith: 'AND', processTerm: asWritten }) },
  { match: 'words', options: () => ({ combineWith: 'AND' }) },
  { match: 'words', rewrite: joinWords, options: () => ({ combineWith: 'AND' }) },
  { match: 'spelling', rewrite: spell, options: () => ({ combineWith: 'AND' }) },
  {
    match: 'spelling',
    rewrite: spell,
    options: (index) => ({ combineWith: 'AND', fuzzy: typos(index), maxFuzzy: maxTypos, prefix: beginnings }),
  },
  {
    match: 'some',
    rewrite: spell,
    options: (index) => ({ combineWith: 'OR', fuzzy: typos(index), maxFuzzy: maxTypos }),
  },
];

/** "tea pot" → "teapot", where the catalogue writes it as one word. */
function joinWords({ frequencies }: CatalogueIndex, parts: readonly string[]): string[] {
  const joined: string[] = [];
  for (let i = 0; i < parts.length; i++) {
    const pair = parts[i]! + (parts[i + 1] ?? '');
    if (i + 1 < parts.length && frequencies.has(pair)) {
      joined.push(pair);
      i++;
    } else joined.push(parts[i]!);
  }
  return joined;
}

/** A word is found as it stands, under its stem, and a shade under its plain colour too: "navy" finds "blue". */
function indexTerms(term: string): string[] {
  const color = normalizeColor(term);
  return [...new Set([term, stem(term), ...(color === undefined ? [] : [color])])];
}

function asWritten(term: string): string {
  return term;
}
