import { amount } from './amount.js';
import { endOfNumber } from './end-of-number.js';

/** A number without a currency that limits something, and the sentence it stands in. */
export interface BareLimit {
  before: string;
  /** The limit with its number: "at least 6". */
  limit: string;
  after: string;
  /** Its greatest number. */
  value: number;
}

const standsAlone = new RegExp(`^${endOfNumber}`, 'i');
/** "4 but under 5", "2 or 3 mugs", "5 and a half": what the last number is of, the first is of too. */
const limits = '(?:(?:not|no|less|more|under|below|over|above|than|up|to|at|most|least)\\s+)';
const next = new RegExp(
  `^\\s*(?!\\s)(?:(?:or\\s+|to\\s+|[-–]\\s*)(?!\\s)${limits}*|(?:(?:,|and\\s|but\\s|yet\\s)\\s*(?!\\s))?(?:${limits}+|(?=a\\s+half)))` +
    `(?=[£$€¥\\d]|an?\\s+(?:half|fiver|tenner))${amount('next')}`,
  'i',
);

/** Said before a limit, these tell what it limits: "with a width under 20", "safe for under 3". */
const measured =
  /\b(?:widths?|heights?|lengths?|depths?|diameters?|sizes|sized|weigh(?:s|t|ing)?|capacity|volume|holds?|holding|measur(?:es?|ing)|quantity|rat(?:ed|ings?)|reviews?|stars?|guests|seats?|serves?|(?:packs?|sets?|box(?:es)?) of|(?:suitable|safe|appropriate|recommended|intended|meant|designed) for)(?:\s+(?:is|are|of))*\s*$/i;
/** "If I order more than 10", "do you have at least 6": how many, not how much. */
const ordering = /\b(?:order(?:ing)?|buy(?:ing)?|purchas(?:e|ing)|take|add|send|ship)\s*$/i;
const having = /\b(?:get|need|want|have)\s*$/i;
const howMany = /^\s*(?:more than|at least|at most|no more than|not (?:more|less) than|over|\d)/i;
/** "Can you deliver within 2": days, or whatever the shop counts in. */
const timely = /\b(?:deliver|arriv|return|refund|ship|dispatch|post|sen[dt]\b|open)/i;

/** These say by themselves that it is money. */
const moneyBefore =
  /\b(?:pric(?:es?|ed|ing)|costs?|costing|spend(?:ing)?|pay(?:ing)?|budget|worth|sell(?:s|ing)?)(?:\s+(?:is|are|at|of|for|me|just|only))*\s*$/i;
const moneyIn = /\b(?:cheaper|dearer|budget|spend)\b/i;

/** "Gifts for people over 65" are for their age, "gifts for women under 20" for their price. */
const people = /\b(?:people|persons?|adults?|any(?:one|body)|some(?:one|body)|those|men|women|ladies)\s*$/i;
const anyone = /\b(?:people|persons?|any(?:one|body)|players?)\s*$/i;
const upwards = /^\s*(?:over|above|more than|at least|from)/i;
const age = /\b(?:aged?|(?<!\ball )ages|how old|(?:older|younger) than)\b/i;
const young =
  /\b(?:(?:grand|school|god)?child(?:ren)?|kids?|kiddies|toddlers?|bab(?:y|ies)|infants?|newborns?|boys?|girls?|(?:grand|god)?(?:sons?|daughters?)|nephews?|nieces?|teens?|teenagers?|tots?|little ones?|pupils?|(?:years?|yrs?|months?|mths?)[\s-]+olds?)\b/i;
const grownUp = 18;

/** Refuses in doubt: a toy that is not for children under 3 must not be shown for costing less. */
export function isMoney(bare: BareLimit): boolean {
  const isQuoted = /["“‘][^"“‘”’]*$/.test(bare.before);
  if (!isOfNothing(isQuoted ? bare.after.replace(/^["”’]/, '') : bare.after)) return false;
  if (moneyBefore.test(bare.before) || moneyIn.test(bare.limit)) return true;
  return !measured.test(bare.before) && !isCount(bare) && !isAge(bare);
}

/** So many numbers are joined to one at most: what is read stays a small multiple of what was written. */
const maxJoined = 3;

function isOfNothing(after: string, joined = 0): boolean {
  const match = joined < maxJoined ? next.exec(after) : null;
  if (!match) return standsAlone.test(after);
  const { nextSign, nextUnit, next: number } = match.groups!;
  if ((nextSign ?? nextUnit) !== undefined || /fiver|tenner/i.test(number!)) return true;
  return isOfNothing(after.slice(match[0].length), joined + 1);
}

function isCount({ before, limit }: BareLimit): boolean {
  if (/^\s*within/i.test(limit) && timely.test(before)) return true;
  if (ordering.test(before)) return howMany.test(limit) || /^\s*up to/i.test(limit);
  return having.test(before) && howMany.test(limit);
}

function isAge({ before, limit, after, value }: BareLimit): boolean {
  const sentence = before + limit + after;
  if (age.test(sentence) || (people.test(before) && upwards.test(limit))) return true;
  return value <= grownUp && (young.test(sentence) || anyone.test(before));
}
