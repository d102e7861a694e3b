import { normalizeColor } from '@shelfwise/core/language';

/**
 * "In blue", "in navy or black" at the end of a question: colors that are asked for, not part of a product's
 * name.
 */
const inColors =
  /\bin\s+(?:(?:the\s+)?colou?rs?\s+)?(\p{L}+(?:\s*(?:,|\bor\b|\band\b)\s*\p{L}+)*)\s*(?:too|as well|please|instead)?\s*(?=[?.!]|$)/iu;

/**
 * The colors that a product is asked for in, and the sentence without them: "the red mug" of "the red mug in
 * blue".
 */
export function splitAskedColors(sentence: string): { rest: string; asked: string[] } {
  const match = inColors.exec(sentence);
  const words = match?.[1]?.split(/\s*(?:,|\bor\b|\band\b)\s*/i) ?? [];
  const asked = words.map(normalizeColor).filter((color) => color !== undefined);
  if (!match || asked.length < words.length) return { rest: sentence, asked: [] };
  const rest = `${sentence.slice(0, match.index)} ${sentence.slice(match.index + match[0].length)}`;
  return { rest, asked: [...new Set(asked)] };
}
