/**
 * What a number counts or measures stands behind it and may be any word: "over 60cm", "at least 6 wine glasses". So a
 * number of nothing named is known by what else may follow: the end, a mark, or a word that begins something new.
 */
const words = [
  'and or but yet so if as because since unless until till than then that which who whose where when what how why',
  'while for with without from to at on by after before plus including incl excluding excl',
  'please pls plz thanks thank thx ta cheers ok okay yes no not nothing never hi hello hey each apiece',
  'i we you u it they he she my our your his her their is are was were be am do does did don can could would will won',
  'should shall might may must have has had got any anything something anyone some also too instead either only just',
  'get gets want wants need needs come comes count counts qualify qualifies arrive arrives enough',
  'now today again ideally preferably maybe perhaps max maximum min minimum tops altogether overall all',
  'show give find tell looking under below over above between around about cheaper',
  'delivered delivery shipped shipping postage free vat tax',
].flatMap((line) => line.split(' '));
const phrases = [
  'a\\s+(?:piece|pop|go|head|time)',
  'per\\s+(?:piece|item|unit|one|head|person)',
  '(?:less|more)\\s+than',
  // "60 in" are inches, "5 in blue" is money.
  'in(?=\\s+[a-z])(?!\\s+(?:stock|tall|wide|high|long|deep|across|length|width|height|depth|diameter|size)\\b)' +
    '(?!\\s+(?:an?|one|each|every|the|your)\\s+(?:pack|packet|set|box|bag|case|order|basket|cart)\\b)',
];
const mark = '[.,;:!?)\\]…]+(?=[\\s"\'”’)]|$)';
const picture = '[\\u2600-\\u27bf\\u2b00-\\u2bff\\ud83c-\\ud83e]';
const letter = '[\\w\\u00aa-\\u1fff\\u2c00-\\ud7ff]';

/**
 * Source of a pattern: a number ends here, and it is of nothing named. Without `\p{…}`: with the flag that these need, a
 * pattern that takes capitals for small letters is many times slower.
 */
export const endOfNumber =
  `(?=\\s*(?!\\s)(?:$|${mark}|${picture}|\\((?!\\s*[a-z]{1,3}\\b))|\\s+(?!\\s)(?:[-–—]+\\s|\\d(?!\\d*/)` +
  `|(?:${[...words, ...phrases].join('|')})(?:n?['’][a-z]+)?(?!${letter}|['’-])))`;
