import { stem, tokenizeNames } from '@shelfwise/core/language';
import type { ProductDocument } from '../stores/port/documents.js';

export type IsNamed = (product: Pick<ProductDocument, 'title' | 'variantTitle'>) => boolean;

/**
 * Matches products whose titles have the numbers that `text` has and `numberless` lacks, each next to the
 * same word as in the text ("iphone 14"). A number next to other words ("not for children under 3") means
 * something else.
 */
export function matchNumberedName(text: string, numberless: string): IsNamed {
  const others = new Set(numberless.split(' '));
  const words = text.split(' ');
  const pairs = words.flatMap((word, i) =>
    others.has(word)
      ? []
      : [
          [words[i - 1], words[i + 1]]
            .flatMap((beside) => beside ?? [])
            .map((beside) => [stem(word), stem(beside)] as const),
        ],
  );
  return ({ title, variantTitle = '' }) => {
    const named = tokenizeNames(`${title} ${variantTitle}`).map(stem);
    const isBeside = ([number, other]: readonly [string, string]) =>
      named.some((word, i) => word === number && (named[i - 1] === other || named[i + 1] === other));
    return pairs.length > 0 && pairs.every((each) => each.some(isBeside));
  };
}
