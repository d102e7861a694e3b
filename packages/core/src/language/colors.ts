/** Written form → the colour a catalogue would name; a colour's own name stands for itself. */
const colors: Record<string, string> = Object.fromEntries(
  Object.entries({
    red: 'crimson scarlet ruby burgundy maroon',
    blue: 'navy azure turquoise teal aqua cobalt',
    green: 'lime olive mint emerald khaki',
    yellow: 'mustard lemon',
    pink: 'rose fuchsia magenta',
    purple: 'violet lilac lavender mauve',
    orange: 'tangerine apricot',
    brown: 'tan chocolate',
    black: 'ebony',
    white: 'ivory',
    cream: 'beige',
    gray: 'grey charcoal',
    silver: '',
    gold: 'golden',
    copper: 'bronze',
  }).flatMap(([color, shades]) => [[color, color], ...shades.split(' ').map((shade) => [shade, color])]),
) as Record<string, string>;

/** The plain colour of a word ("navy" → "blue"); undefined for other words. */
export function normalizeColor(word: string): string | undefined {
  const lower = word.toLowerCase();
  return Object.hasOwn(colors, lower) ? colors[lower] : undefined;
}
