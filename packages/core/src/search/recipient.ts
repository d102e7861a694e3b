/** Whom a present is for. It tells nothing of what to look for, but for children. */
export interface Recipient {
  /** As the shopper named them to us: "nan" of "for my nan"; absent where only an age was told. */
  name?: string;
  isOwn: boolean;
  isChild: boolean;
  /** "Wedding" of "wedding gift": shops have things that are called after it. */
  occasion?: string;
}

const age =
  /\b(?:(\d{1,2})(?:\s*|-)(?:(?:years?|yrs?|months?)(?:\s+|-)?olds?|y\/?o)|(?:aged?|turning)(?:\s+of)?\s+(\d{1,2}))\b/gi;
const young = 'boy|girl|toddler|grandson|granddaughter|grandchild|godson|goddaughter|godchild';
const grown =
  'nana?|nanny|gran|granny|grandma|grandmother|grandad|granddad|grandpa|grandfather|mum|mummy|mom|mother|dad|daddy|father|parents|wife|husband|partner|fianc(?:e|é)e?|boyfriend|girlfriend|son|daughter|brother|sister|aunt|auntie|aunty|uncle|niece|nephew|cousin|mother-in-law|father-in-law|teacher|teaching assistant|boss|manager|colleague|coworker|co-worker|friend|mate|neighbour|neighbor|man|woman|lady|gentleman';
const occasions =
  "birthday|bday|christmas|xmas|anniversary|retirement|leaving|wedding|engagement|christening|baptism|graduation|housewarming|baby shower|valentine(?:[’']?s)?(?: day)?|mother[’']?s day|father[’']?s day|thank[ -]you";
/** "60th", "golden": which one it is. */
const count = '(?:(?:\\d{1,3}(?:st|nd|rd|th)|first|silver|golden|ruby|diamond)\\s+)?';
/** "Birthday cards" are a thing. */
const noThing =
  '(?!\\s+(?:cards?|cakes?|candles?|banners?|balloons?|bunting|party|decorations?|favours?|dress))';
const named = new RegExp(
  `\\bfor\\s+(?:(my|our)\\s+|(?:an?|the|his|her|your)\\s+)?(?:(?:best|little|old|older|younger|young|dear|new|elderly)\\s+)*(${young}|${grown})(?:['’]?s?['’]?\\s+${count}(?:${occasions})\\b${noThing}|s?)(?![\\p{L}\\p{N}]|['’-]\\p{L})`,
  'iu',
);
const isYoung = new RegExp(`^(?:${young})$`, 'i');
/** Of a present it tells when they get it. */
const occasion = new RegExp(`\\b${count}(?:${occasions})\\s+(?=(?:gifts?|presents?)\\b)`, 'gi');
/** A present for a day and for nobody by name; a "wedding gift box" is a thing. */
const gift = 'gifts?|presents?|something|anything|ideas?';
const occasional = new RegExp(
  `\\b${count}(${occasions})\\s+(?:gifts?|presents?)(?=\\s*(?:$|[?.!,£$€\\d]|(?:ideas?|for|under|around|about|up|below|please|pls|with)\\b))|(?<=\\b(?:${gift})\\b[^?.!]*)\\bfor\\s+(?:(?:an?|the|our|my|their|his|her)\\s+)?${count}(${occasions})\\b${noThing}`,
  'iu',
);
const firstGrownAge = 13;

/** "Something for my nan under £10" → the nan, and "something under £10". */
export function takeRecipient(sentence: string): { rest: string; recipient?: Recipient } {
  const years = [...sentence.matchAll(age)].map((match) => Number(match[1] ?? match[2]));
  const ageless = sentence.replace(age, ' ');
  const match = named.exec(ageless);
  if (!match && years.length === 0) return takeOccasion(sentence);
  const name = match?.[2]?.toLowerCase();
  const [first] = years;
  return {
    rest: (match ? ageless.replace(match[0], ' ') : ageless).replace(occasion, ' '),
    recipient: {
      ...(name !== undefined && { name }),
      isOwn: match?.[1] !== undefined,
      isChild: first === undefined ? name !== undefined && isYoung.test(name) : first < firstGrownAge,
    },
  };
}

/** "Wedding gift under £20" → "gift under £20". */
function takeOccasion(sentence: string): { rest: string; recipient?: Recipient } {
  const match = occasional.exec(sentence);
  const name = match?.[1] ?? match?.[2];
  if (!match || name === undefined) return { rest: sentence };
  return {
    rest: sentence.replace(match[0], ' gift '),
    recipient: { isOwn: false, isChild: false, occasion: name.toLowerCase() },
  };
}
