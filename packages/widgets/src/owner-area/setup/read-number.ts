/**
 * A number as people type it: `4.50`, `4,50`, `1,392.50`, `1.392,50`, `1 392`. Where one comma stands before three
 * digits, the owner's language says what it is. NaN for what is no number, or could be two.
 */
export function readNumber(typed: string, locale: string): number {
  const text = typed.trim().replace(/(?<=\d)[\s\u00a0\u202f'’](?=\d{3}(?!\d))/gu, '');
  const signs = text.replace(/[^.,]/g, '');
  const last = signs.at(-1);
  // Without a comma it is as computers write it, which is how the fields show what is held.
  if (!signs.includes(',') && signs.length < 2) return Number(text);
  const isMixed = signs.includes(',') && signs.includes('.');
  if (isMixed) return grouped(text, last === ',' ? '.' : ',', last);
  if (signs.length > 1) return grouped(text, last!, undefined);
  const isGroup = /^[+-]?[1-9]\d{0,2},\d{3}$/.test(text) && decimalSign(locale) !== ',';
  return isGroup ? grouped(text, ',', undefined) : plain(text.replace(',', '.'));
}

/** The value when the thousands stand where they must, else NaN. */
function grouped(text: string, thousands: string, decimal: string | undefined): number {
  const [whole = '', fraction = ''] = decimal === undefined ? [text] : text.split(decimal);
  const [first = '', ...groups] = whole.split(thousands);
  const isWell = /^[+-]?\d{1,3}$/.test(first) && groups.every((group) => /^\d{3}$/.test(group));
  if (!isWell || (decimal !== undefined && text.split(decimal).length !== 2)) return NaN;
  return plain(`${first}${groups.join('')}.${fraction || '0'}`);
}

const plain = (text: string) => (/^[+-]?\d*\.?\d+$/.test(text) ? Number(text) : NaN);

function decimalSign(locale: string): string {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  return parts.find(({ type }) => type === 'decimal')?.value ?? '.';
}
