import { normalizeColor, stem, tokenize } from '@shelfwise/core/language';

/**
 * Whether a title names a thing of the kind that is wanted, and does not merely have the word. In English the thing itself
 * comes last: a bicycle bell is a bell, and so is a bell of brass, or a bell in red.
 */
export function isKindOf(wanted: string, title: string): boolean {
  const kind = stem(wanted.split(' ').at(-1) ?? '');
  const words = tokenize(title);
  return words.some((word, i) => {
    if (stem(word) !== kind) return false;
    const next = words[i + 1];
    return (
      next === undefined || afterKind.has(next) || /^\d/.test(next) || normalizeColor(next) !== undefined
    );
  });
}

const afterKind = new Set(
  'of with in for on from and design set assorted pack large small medium big mini'.split(' '),
);
