import { isColorWord } from './colors.js';

/**
 * Families: codes with the same five digits and a letter behind (79323P, 79323W) whose titles say that they are one
 * thing in several kinds. The letter alone does not: 47504E are scissors and 47504F is a torch.
 *
 * Titles say so when, after colour and size words are taken away, the same words are left; or when they end in the
 * same words, at least two that mean something and at least half of each title ("Berries chunky knitted throw",
 * "Sunset colour chunky knitted throw").
 */
export interface Family {
  key: string;
  members: { code: string; variantTitle: string }[];
}

export interface TitledCode {
  code: string;
  title: string;
}

const sizeWords = new Set([
  'small',
  'large',
  'medium',
  'mini',
  'big',
  'tall',
  'short',
  'giant',
  'jumbo',
  'design',
  'colour',
  'and',
  '&',
  'with',
  'in',
  'of',
  'the',
  '/',
]);
const linkWords = new Set(['in', 'of', 'and', '&', 'with', 'the', 'for', 'on', 'a', '/', 'set', 'pack']);

const wordsOf = (title: string) =>
  title
    .replace(/[,"]/g, ' ')
    .replace(/([a-z])\/([a-z])/gi, '$1 / $2')
    .split(/\s+/)
    .filter(Boolean);

function residue(title: string): string {
  return wordsOf(title)
    .map((word) => word.toLowerCase())
    .filter((word) => !isColorWord(word) && !sizeWords.has(word))
    .sort()
    .join(' ');
}

/** Words both titles end in. */
function sharedEnding(a: string[], b: string[]): number {
  let shared = 0;
  while (
    shared < Math.min(a.length, b.length) &&
    a[a.length - 1 - shared]?.toLowerCase() === b[b.length - 1 - shared]?.toLowerCase()
  )
    shared += 1;
  return shared;
}

export function areOneThing(titleA: string, titleB: string): boolean {
  const residueA = residue(titleA);
  if (residueA !== '' && residueA === residue(titleB)) return true;
  const [a, b] = [wordsOf(titleA), wordsOf(titleB)];
  const shared = sharedEnding(a, b);
  const meaningful = a.slice(a.length - shared).filter((word) => !linkWords.has(word.toLowerCase())).length;
  return meaningful >= 2 && shared * 2 >= Math.max(a.length, b.length);
}

/** What tells each title from its siblings: its words that not all of them have. */
export function variantTitles(titles: string[]): string[] {
  const lists = titles.map(wordsOf);
  const common = (word: string) =>
    lists.every((list) => list.some((other) => other.toLowerCase() === word.toLowerCase()));
  return lists.map((list, index) => {
    const own = list.filter((word) => !common(word) && word !== '/');
    return own.length > 0 ? own.join(' ') : `Kind ${index + 1}`;
  });
}

export function findFamilies(products: TitledCode[]): Family[] {
  const byDigits = new Map<string, TitledCode[]>();
  for (const product of products) {
    if (!/^\d{5}[A-Z]+$/.test(product.code)) continue;
    const digits = product.code.slice(0, 5);
    byDigits.set(digits, [...(byDigits.get(digits) ?? []), product]);
  }
  const families: Family[] = [];
  for (const [digits, members] of byDigits) {
    const groups: TitledCode[][] = [];
    for (const member of members) {
      // Compared with the first of each group: one clear head a group, no chains of likeness.
      const group = groups.find(([head]) => head !== undefined && areOneThing(head.title, member.title));
      if (group) group.push(member);
      else groups.push([member]);
    }
    for (const group of groups.filter(({ length }) => length > 1)) {
      const names = variantTitles(group.map(({ title }) => title));
      families.push({
        key: `family-${digits}${families.some(({ key }) => key === `family-${digits}`) ? `-${group[0]?.code}` : ''}`,
        members: group.map(({ code }, index) => ({ code, variantTitle: names[index] ?? code })),
      });
    }
  }
  return families;
}
