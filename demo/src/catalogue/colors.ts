/** Colour words of titles and what they look like, from a palette that sits well together on one page. */
export const colors = {
  pink: '#e58aa5',
  'hot pink': '#d94f83',
  fuchsia: '#c2428c',
  raspberry: '#b3365c',
  red: '#c8423b',
  ruby: '#a82c42',
  orange: '#e08a45',
  amber: '#d59a3a',
  yellow: '#ecc353',
  gold: '#cda552',
  green: '#6f9d6b',
  mint: '#9ccbb0',
  olive: '#8b9157',
  turquoise: '#4fa9a8',
  aqua: '#7cc0c6',
  blue: '#5482b3',
  'light blue': '#93b9d8',
  navy: '#3b4f7d',
  purple: '#8065a5',
  amethyst: '#9678b5',
  lilac: '#b9a3cf',
  lavender: '#a99fce',
  brown: '#8c6748',
  chocolate: '#6f4b38',
  copper: '#b87a54',
  natural: '#cdb58f',
  beige: '#d6c3a4',
  cream: '#efe3c8',
  ivory: '#f1e9d6',
  white: '#f7f4ee',
  clear: '#dde7ea',
  silver: '#b9bfc6',
  grey: '#8e959c',
  black: '#44474f',
} as const;
export type ColorName = keyof typeof colors;

/** Words that mean a colour without being its name. */
const synonyms: Record<string, ColorName> = {
  fuschia: 'fuchsia',
  rose: 'pink',
  strawberry: 'red',
  retrospot: 'red',
  turq: 'turquoise',
  gray: 'grey',
  zinc: 'grey',
  slate: 'grey',
  wood: 'natural',
  wooden: 'natural',
  wicker: 'natural',
  gardenia: 'cream',
  vanilla: 'cream',
  jade: 'green',
  sage: 'green',
  coal: 'black',
  midnight: 'navy',
  violet: 'purple',
  magenta: 'fuchsia',
  bronze: 'copper',
  plum: 'purple',
  diner: 'red',
};

/** Whether a word of a title is a colour in its own right: "pink" is, "strawberry" only hints at one. */
export function isColorWord(word: string): boolean {
  const lower = word.toLowerCase();
  return (
    lower in colors ||
    ['hot', 'light', 'turq', 'fuschia', 'gray', 'multicolour', 'jade', 'coal'].includes(lower)
  );
}

/** Colours that a title names, in its order; hints such as "strawberry" count only when no colour is named. */
export function titleColors(title: string): ColorName[] {
  const lower = title.toLowerCase();
  const named: { at: number; name: ColorName }[] = [];
  for (const name of Object.keys(colors) as ColorName[]) {
    const at = lower.search(new RegExp(`\\b${name}\\b`));
    if (at >= 0) named.push({ at, name });
  }
  for (const spelling of ['fuschia', 'turq', 'gray', 'jade'] as const) {
    const at = lower.search(new RegExp(`\\b${spelling}\\b`));
    const name = synonyms[spelling];
    if (at >= 0 && name !== undefined) named.push({ at, name });
  }
  const list = [...new Set(named.sort((a, b) => a.at - b.at).map(({ name }) => name))];
  // "hot pink" and "light blue" also contain a plain colour.
  const exact = list.filter((name) => !list.some((other) => other !== name && other.endsWith(` ${name}`)));
  if (exact.length > 0) return exact;
  const words = lower.split(/[^a-z]+/);
  const hinted = words.flatMap((word) => synonyms[word] ?? []);
  return [...new Set(hinted)];
}
