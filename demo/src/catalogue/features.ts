/** What a title says about size, material and pattern, for descriptions, pictures and attributes. */
const materials: [RegExp, string][] = [
  [/\bglass\b/i, 'glass'],
  [/\benamel/i, 'enamel'],
  [/\bceramic|porcelain|stoneware\b/i, 'ceramic'],
  [/\bzinc\b/i, 'zinc'],
  [/\bmetal|iron|tin\b/i, 'metal'],
  [/\bwood(en)?\b/i, 'wood'],
  [/\bwicker|rattan|willow\b/i, 'wicker'],
  [/\bfelt(craft)?\b/i, 'felt'],
  [/\bpaper\b/i, 'paper'],
  [/\bcotton|fabric|canvas|linen\b/i, 'cotton'],
  [/\bknit(ted)?|wool|crochet\b/i, 'wool'],
  [/\bacrylic|plastic|melamine\b/i, 'plastic'],
  [/\bslate\b/i, 'slate'],
  [/\bcrystal|diamante\b/i, 'crystal'],
  [/\bshell|m\.o\.p|pearl\b/i, 'shell and pearl'],
  [/\bfeather/i, 'feather'],
];

export const patterns = [
  'dots',
  'stripes',
  'check',
  'flowers',
  'hearts',
  'stars',
  'paisley',
  'plain',
] as const;
export type Pattern = (typeof patterns)[number];

const patternWords: [RegExp, Pattern][] = [
  [/polka ?dot|spot|retrospot|dotty|\bdots?\b/i, 'dots'],
  [/strip/i, 'stripes'],
  [/gingham|check|tartan|patchwork/i, 'check'],
  [/flower|floral|rose|daisy|blossom|botanical|garden|lily|poppy|pansy/i, 'flowers'],
  [/heart|love|sweetheart/i, 'hearts'],
  [/star|christmas|snowflake/i, 'stars'],
  [/paisley|baroque|folkart|folk art|babushka|scandinavian/i, 'paisley'],
];

export interface TitleFeatures {
  material?: string;
  pattern: Pattern;
  /** "Set of 3" → 3. */
  pieces?: number;
  /** As written: "30 cm". */
  size?: string;
}

export function titleFeatures(title: string): TitleFeatures {
  const material = materials.find(([pattern]) => pattern.test(title))?.[1];
  const pattern = patternWords.find(([words]) => words.test(title))?.[1] ?? 'plain';
  const pieces = /(?:set|pack|box) of (\d+)/i.exec(title)?.[1];
  const size = /\b(\d+(?:\.\d+)?) ?cm\b/i.exec(title)?.[1];
  return {
    pattern,
    ...(material !== undefined && { material }),
    ...(pieces !== undefined && { pieces: Number(pieces) }),
    ...(size !== undefined && { size: `${size} cm` }),
  };
}
