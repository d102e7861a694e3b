import { extractEntities } from '@shelfwise/core/language';

const kinds: ReadonlySet<string> = new Set(['email', 'postcode', 'order_number']);
/** Seven digits and more, however they are grouped. */
const phone = /\+?\d(?:[\s().\-/]{0,3}\d){6,}/;
const word = /[\p{L}\d][\p{L}\d-]{6,}/gu;
/** A long word with several digits is somebody's code, whatever the shop's orders look like. */
const isCode = (one: string) => /\d.*\d/u.test(one);

/**
 * Whether a message holds what looks like an e-mail address, a postcode, an order number or a phone number.
 * Rather one question too many is taken for such than one too few: these are shown to nobody.
 */
export function holdsPersonalDetails(text: string): boolean {
  return (
    text.includes('@') ||
    phone.test(text) ||
    (text.match(word) ?? []).some(isCode) ||
    extractEntities(text).some(({ entity }) => kinds.has(entity))
  );
}
