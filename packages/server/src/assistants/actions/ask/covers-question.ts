import { normalizeColor, stem, tokenize } from '@shelfwise/core/language';

/**
 * Whether what the answer shows of a product covers the question. Price, stock and colors are always covered.
 * Any other word of the question must be in the product's title, attributes or description, as far as they
 * are shown.
 */
export function coversQuestion(
  question: string,
  shown: string,
  { key, isBuyable }: { key: string; isBuyable: boolean },
): boolean {
  if (asksCount.test(question)) return statesCount.test(shown) && !asksLeft.test(question);
  if (asksReturn.test(question)) return isBuyable;
  if (asksMaterial.test(question)) return statesMaterial.test(shown) || namesMaterial.test(shown);
  // The key names the product; it is not what the question is about.
  const known = new Set(tokenize(`${key} ${shown}`).map(stem));
  return topicsOf(question).every((word) => known.has(stem(word)));
}

/** Whether the text states a size or weight. */
export const statesSize = (shown: string): boolean => measure.test(shown) || namesSize.test(shown);

/** The words that a question is about, without grammar words and without those that every answer covers. */
function topicsOf(question: string): string[] {
  return tokenize(
    question.replace(/\bsize\b.*|\bhow (?:big|tall|heavy|wide|long|large|high|deep)\b.*/i, ' '),
  ).filter((word) => !asking.has(word) && normalizeColor(word) === undefined && /\p{L}|\d/u.test(word));
}

const asking = new Set(
  `
  a an the this that these those it its it's they them their one ones first second third fourth fifth sixth last 1st 2nd
  3rd 4th 5th 6th 2 3 4 5 6 number i i'd i'm me my we us you your yours he she
  is isn't are aren't was were be been being am do does doesn't did has have having had can could will would should may
  might must shall
  what what's which who whose when where how why if whether any some there here
  of in on at to for from with and or but as by about into than then so too very also still just again only please pls thanks
  thank hi hello hey ok okay yes no not regarding re question
  tell more information info detail details describe description explain know say show look looks like see give want need
  get got buy take put use used using work works come comes made make go going
  product item thing article model page really exactly actually real right good nice suitable safe ok possible kind sort type
  price prices priced cost costs much expensive cheap dear worth pay money sale offer reduced discount
  stock available availability left sold out order now today currently currency
  colour colours color colors shade shades other another different size sizes dimensions measurements
`.split(/\s+/),
);

const asksCount = /\bhow many\b/i;
const asksLeft = /\b(?:left|stock|available)\b|\bhave you\b|\bdo you have\b/i;
const statesCount = /\b(?:sets?|packs?|box|pairs?|pieces|pcs)\b.*\d|\d+\s*(?:x|pcs|pieces|pack|pairs?)\b/i;
const asksReturn = /\b(?:back in(?:to)? stock|come back|restock\w*|when .*\b(?:stock|available))\b/i;
const asksMaterial = /\bmade (?:of|from|out of)\b|\bmaterials?\b|\bfabric\b/i;
/** The name of an attribute, as in "material: linen". */
const namesMaterial = /(?:material|fabric|composition)[^.;:]*:/i;
const statesMaterial =
  /\bmade (?:of|from|out of)\b|\b(?:glass|wood(?:en)?|metal|steel|iron|tin|zinc|brass|ceramic|porcelain|china|stoneware|earthenware|enamel|stone|marble|cotton|linen|wool(?:len)?|felt|silk|leather|paper|card(?:board)?|plastic|acrylic|resin|rubber|bamboo|willow|wicker|wax|silver|gold|copper)\b/i;
const measure = /\d\s?(?:mm|cm|m|inch(?:es)?|in|ml|cl|l|litres?|kg|g|oz|ft)\b/i;
const namesSize = /(?:size|dimension|height|width|length|depth|diameter|weight|capacity|volume)[^.;:]*:/i;
