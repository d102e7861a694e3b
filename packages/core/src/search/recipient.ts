/** Whom a present is for. It tells nothing of what to look for, but for children. */
export interface Recipient {
  /** As the shopper named them to us: "nan" of "for my nan"; absent where only an age was told. */
  name?: string;
  isOwn: boolean;
  isChild: boolean;
}

const age =
  /\b(?:(\d{1,2})(?:\s*|-)(?:(?:years?|yrs?|months?)(?:\s+|-)?olds?|y\/?o)|(?:aged?|turning)(?:\s+of)?\s+(\d{1,2}))\b/gi;
const young = 'boy|girl|toddler|grandson|granddaughter|grandchild|godson|goddaughter|godchild';
const grown =
  'nana?|nanny|gran|granny|grandma|grandmother|grandad|granddad|grandpa|grandfather|mum|mummy|mom|mother|dad|daddy|father|parents|wife|husband|partner|fianc(?:e|é)e?|boyfriend|girlfriend|son|daughter|brother|sister|aunt|auntie|aunty|uncle|niece|nephew|cousin|mother-in-law|father-in-law|teacher|teaching assistant|boss|manager|colleague|coworker|co-worker|friend|mate|neighbour|neighbor|man|woman|lady|gentleman';
const named = new RegExp(
  `\\bfor\\s+(?:(my|our)\\s+|(?:an?|the|his|her|your)\\s+)?(?:(?:best|little|old|older|younger|young|dear|new|elderly)\\s+)*(${young}|${grown})s?(?![\\p{L}\\p{N}]|['’-]\\p{L})`,
  'iu',
);
const isYoung = new RegExp(`^(?:${young})$`, 'i');
/** Of a present for somebody it tells when they get it; "birthday cards" are a thing. */
const occasion =
  /\b(?:birthday|bday|christmas|xmas|anniversary|retirement|leaving|thank[ -]you)\s+(?=(?:gifts?|presents?)\b)/gi;
const firstGrownAge = 13;

/** "Something for my nan under £10" → the nan, and "something under £10". */
export function takeRecipient(sentence: string): { rest: string; recipient?: Recipient } {
  const years = [...sentence.matchAll(age)].map((match) => Number(match[1] ?? match[2]));
  const ageless = sentence.replace(age, ' ');
  const match = named.exec(ageless);
  if (!match && years.length === 0) return { rest: sentence };
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
