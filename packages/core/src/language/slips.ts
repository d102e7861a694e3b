/**
 * Regular expression for a word and for what it becomes by one slip of the keyboard: a letter left out, doubled, changed
 * or added, or two swapped. The first letter is seldom wrong and stays. Only for places where nothing else may stand.
 */
export function withSlips(word: string): string {
  const forms = new Set([word]);
  for (let i = 1; i <= word.length; i++) {
    const before = word.slice(0, i);
    const letter = word[i] ?? '';
    const after = word.slice(i + 1);
    forms.add(`${before}[a-z]${letter}${after}`);
    if (letter === '') continue;
    forms.add(`${before}${after}`);
    forms.add(`${before}[a-z]${after}`);
    if (after !== '') forms.add(`${before}${after[0]}${letter}${after.slice(1)}`);
  }
  return `(?:${[...forms].join('|')})`;
}
