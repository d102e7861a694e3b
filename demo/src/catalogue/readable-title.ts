/**
 * Titles in the data are capitals of at most 35 letters, with the abbreviations of a till. This spells them out:
 * "SET/3 RED GINGHAM ROSE STORAGE BOX" becomes "Set of 3 Red Gingham Rose Storage Box".
 */
const abbreviations: [RegExp, string][] = [
  [/^[*.\s]+/, ''],
  [/\bS(?:ET)?\s?\/\s?(\d+)\b/g, 'SET OF $1'],
  [/\bSET (\d+)\b/g, 'SET OF $1'],
  [/\b(?:PACK|PK)\s?\/\s?(\d+)\b/g, 'PACK OF $1'],
  [/\bSET OF SET OF\b/g, 'SET OF'],
  [/\bT[- ]?(?:LIGHT|LITE)(S?)\b/g, 'TEALIGHT$1'],
  [/\bHLDR\b/g, 'HOLDER'],
  [/\bC\/ ?COVER\b/g, 'CUSHION COVER'],
  [/\bP'WEIGHT\b/g, 'PAPERWEIGHT'],
  [/\bB'FLY\b/g, 'BUTTERFLY'],
  [/\bKNIF\b.*$/g, 'KNIFE'],
  [/\bFOLDIN\b/g, 'FOLDING'],
  [/\bNECKLAC$/g, 'NECKLACE'],
  [/\bCHOCOLATECANDLE\b/g, 'CHOCOLATE CANDLE'],
  [/\bHEART DECS\b/g, 'HEART DECORATIONS'],
  [/\bASS(?:TD|T|RTD|ORTD|ORT)?\b\.?/g, 'ASSORTED'],
  [/\bCOLS?\b\.?/g, 'COLOUR'],
  [/\bCOLOU?RS\b/g, 'COLOURS'],
  [/\bDES\b\.?/g, 'DESIGN'],
  [/\bNECKL\b\.?/g, 'NECKLACE '],
  [/\bFLWR\b/g, 'FLOWER'],
  [/\bVINT\b/g, 'VINTAGE'],
  [/\bTURQ\b/g, 'TURQUOISE'],
  [/\bFUSCHIA\b/g, 'FUCHSIA'],
  [/\bCEATURE\b/g, 'CREATURE'],
  [/\bPHOTOFRAME\b/g, 'PHOTO FRAME'],
  [/\bPOLKADOTS?\b/g, 'POLKA DOT'],
  [/\bCHILDS\b/g, "CHILD'S"],
  [/\bCHILDRENS\b/g, "CHILDREN'S"],
  [/\bLADIES'? ?\b/g, 'LADIES '],
  [/\b(\d0)'S\b/g, '$1S'],
  [/\bW\/|\bW (?=[A-Z])/g, 'WITH '],
  [/\s*\+\s*|\s+&\s+/g, ' & '],
  [/\s*,\s*/g, ', '],
  [/\s*\/\s*/g, ' / '],
  [/[,./\s]+$/, ''],
  [/\s{2,}/g, ' '],
];

/** Written as they are, whatever stands around them. */
const keptWords = new Set([
  'A4',
  'A5',
  'A6',
  'TV',
  'USB',
  'UK',
  'LED',
  'CND',
  'NYC',
  'M.O.P',
  'DIY',
  'B',
  'CD',
  'FM',
  '3D',
]);
const smallWords = new Set([
  'of',
  'in',
  'and',
  'with',
  'the',
  'for',
  'on',
  'to',
  'a',
  'an',
  'at',
  'de',
  'by',
  'or',
]);

function readableWord(word: string, index: number): string {
  if (keptWords.has(word)) return word;
  const lower = word.toLowerCase();
  if (index > 0 && smallWords.has(lower)) return lower;
  if (/^\d+(\.\d+)?(cm|mm|g|kg|ml)$/.test(lower) || /^\d+0s$/.test(lower)) return lower;
  return lower.replace(/(^|[-("'.])([a-z])/g, (match, before: string, letter: string) =>
    before === "'" ? match : before + letter.toUpperCase(),
  );
}

export function readableTitle(title: string): string {
  let text = title.toUpperCase();
  for (const [pattern, replacement] of abbreviations) text = text.replace(pattern, replacement);
  return text.trim().split(' ').map(readableWord).join(' ');
}
