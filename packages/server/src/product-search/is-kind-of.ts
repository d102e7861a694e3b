import { normalizeColor, stem, tokenize } from '@shelfwise/core/language';

/**
 * Whether a title names a thing of the wanted kind, rather than merely having the word. In English the thing
 * itself comes last: a bicycle bell is a bell, and so is a bell of brass, a bell in red, or "Bell, Chrome".
 */
export function isKindOf(wanted: string, title: string): boolean {
  const kind = stem(wanted.split(' ').at(-1) ?? '');
  return title.split(/[,;:()&/]|\s[-–]\s/).some((part) => {
    const words = tokenize(part);
    return words.some((word, i) => stem(word) === kind && isEnd(words[i + 1]));
  });
}

/** Words that may follow the thing itself and only describe it. */
function isEnd(next: string | undefined): boolean {
  return next === undefined || afterKind.has(next) || /^\d/.test(next) || normalizeColor(next) !== undefined;
}

const afterKind = new Set(
  'of with in for on from and design set assorted pack large small medium big mini'.split(' '),
);
