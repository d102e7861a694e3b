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
  }).flatMap(([color, shades]) => [color, ...shades.split(' ').filter(Boolean)].map((word) => [word, color])),
);

/** The plain colour of a word ("navy" → "blue"); undefined for other words. */
export function normalizeColor(word: string): string | undefined {
  const lower = word.toLowerCase();
  return Object.hasOwn(colors, lower) ? colors[lower] : undefined;
}

/**
 * Shades that are called after a thing, and metals: "chocolate" is more likely a sweet than a brown, and "silver" what it is
 * made of. Where such a word may be either, it is a word of the product first.
 */
const things = new Set(
  `ruby lime olive mint emerald mustard lemon rose violet lilac lavender orange tangerine apricot chocolate ebony ivory
   cream charcoal silver gold golden copper bronze`.split(/\s+/),
);

/** Whether a colour's word may as well name or describe a product: "rose", but not "pink". */
export function namesThingToo(word: string): boolean {
  return things.has(word.toLowerCase());
}

/** Whether a word is itself the name of a plain colour: "silver", but not "ivory". */
export function isPlainColor(word: string): boolean {
  return normalizeColor(word) === word.toLowerCase();
}
