/** What an emoji alone says, in words that shoppers use for it. */
const meanings: Record<string, string> = {
  '👍👌✅🆗': 'ok',
  '👎❌🚫': 'no',
  '❤🧡💛💚💙💜🖤🤍😍🥰😘🙏😊🙂😀😃😄😁🤗': 'thank you',
  '👋': 'hello',
  '😡🤬😠😤🖕': 'this is useless',
  '🎁': 'a gift',
};
const wordOf = new Map(
  Object.entries(meanings).flatMap(([signs, word]) => [...signs].map((sign) => [sign, word] as const)),
);

/** A message of emoji alone in words, as far as they mean something here; any other as it is. */
export function readEmoji(utterance: string): string {
  if (/[\p{L}\p{N}]/u.test(utterance)) return utterance;
  const words = [...utterance].map((sign) => wordOf.get(sign)).filter((word) => word !== undefined);
  return words.length > 0 ? [...new Set(words)].join(' ') : utterance;
}
