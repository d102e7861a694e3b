import MiniSearch, { type Query } from 'minisearch';
import type { ShopProduct } from '../catalogue/catalogue.js';

/**
 * The shop's own search, as small shops have it: a library over titles, departments and codes, which forgives a typo
 * or two, the beginning of a word, plurals, and "cake stand" for "cakestand".
 */
interface Entry {
  id: string;
  title: string;
  department: string;
  code: string;
  /** Neighbouring words written as one. */
  pairs: string;
}

/** Words of four letters may be one letter off, of eight letters two. */
const fuzzy = (term: string) => (/\d/.test(term) || term.length < 4 ? false : term.length < 8 ? 1 : 2);
const isLong = (term: string) => (term.length >= 6 ? 1 : false);
const singular = (word: string) => (word.length > 3 ? word.replace(/(?<=[^s])s$/, '') : word);
const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map(singular);
const pairsOf = (words: string[]) => words.slice(1).map((word, index) => words[index]! + word);

export function createProductSearch(
  cards: ShopProduct[],
  variantsOf: (product: ShopProduct) => ShopProduct[],
): (query: string) => ShopProduct[] {
  const byCode = new Map(cards.map((product) => [product.code, product]));
  const index = new MiniSearch<Entry>({
    fields: ['title', 'department', 'code', 'pairs'],
    tokenize: wordsOf,
    processTerm: (term) => term,
    searchOptions: {
      boost: { title: 3, code: 5 },
      fields: ['title', 'department', 'code'],
      fuzzy,
      prefix: (term) => term.length >= 3,
      // What was typed comes before what was perhaps meant.
      weights: { fuzzy: 0.2, prefix: 0.6 },
      boostDocument: (id) => 1 + Math.log10(1 + byCode.get(String(id))!.popularity) / 4,
    },
  });
  index.addAll(
    cards.map((product) => {
      const titles = variantsOf(product).map(({ title }) => title);
      return {
        id: product.code,
        title: titles.join(' '),
        department: product.category.join(' '),
        code: variantsOf(product)
          .map(({ code }) => code)
          .join(' '),
        pairs: [...new Set(titles.flatMap((title) => pairsOf(wordsOf(title))))].join(' '),
      };
    }),
  );

  const found = (query: Query) => index.search(query).map(({ id }) => byCode.get(String(id))!);
  return (query) => {
    const words = wordsOf(query);
    if (words.length === 0) return [];
    const all: Query = { combineWith: 'AND', queries: words };
    // "cakestand" for "cake stand", and the other way round. Two words are long: one typo is enough for them.
    const asPairs: Query = { combineWith: 'AND', queries: words, fields: ['pairs'], fuzzy: isLong };
    const exact = found({ combineWith: 'OR', queries: [all, asPairs, ...pairsOf(words)] });
    // Nothing has all of the words: what has some of them is better than an empty page.
    return exact.length > 0 || words.length === 1
      ? exact
      : found({ combineWith: 'OR', queries: words, fuzzy: false });
  };
}
