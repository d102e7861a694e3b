/** An entity as far as it is judged: its kind and the words it covers. */
export interface LabelledWords {
  entity: string;
  text: string;
}

export interface OverlapCounts {
  found: number;
  missed: number;
  invented: number;
}

/**
 * Counts of one utterance after A. Vanzo et al., "Hierarchical Multi-Task Natural Language Understanding for
 * Cross-domain Conversational AI: HERMIT NLU" (2019), as its published script and the DIET paper's count: an entity
 * is right if one of the same kind shares a word with it. The edges need not agree.
 */
export function countOverlap(
  truth: readonly LabelledWords[],
  predicted: readonly LabelledWords[],
): OverlapCounts {
  const found = truth.filter((one) => predicted.some((other) => shareWord(one, other))).length;
  const invented = predicted.filter((one) => !truth.some((other) => shareWord(one, other))).length;
  return { found, missed: truth.length - found, invented };
}

export function f1({ found, missed, invented }: OverlapCounts): number {
  const all = 2 * found + missed + invented;
  return all === 0 ? 0 : (2 * found) / all;
}

export function sumCounts(counts: readonly OverlapCounts[]): OverlapCounts {
  const total = { found: 0, missed: 0, invented: 0 };
  for (const { found, missed, invented } of counts) {
    total.found += found;
    total.missed += missed;
    total.invented += invented;
  }
  return total;
}

function shareWord(one: LabelledWords, other: LabelledWords): boolean {
  if (one.entity !== other.entity) return false;
  const words = new Set(wordsOf(one.text));
  return wordsOf(other.text).some((word) => words.has(word));
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
