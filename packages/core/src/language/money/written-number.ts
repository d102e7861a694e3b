/**
 * Numbers as shoppers write them: "5", "4.50" and "4,50", with groups of thousands "1,000", "1.000,50", "1 000" and
 * "1'000", and "2k". Where one mark could part thousands or cents, three digits after it are thousands, one or two are
 * cents. A space parts thousands only beside a currency or at the end: "under 5 200 ml" is no price of 5200.
 */

const cents = '\\d{1,2}';
const thousands = (mark: string, point: string) => `[1-9]\\d{0,2}(?:${mark}\\d{3}){1,2}(?:${point}${cents})?`;
const space = '[ \u00a0\u202f]';

/** Source of a pattern for one of them, not in the middle of a longer one. Sources of what may be a currency's mark. */
export function writtenNumber({ before, after }: { before: string; after: string }): string {
  const spaced = thousands(space, '[.,]');
  const forms = [
    thousands(',', '\\.'),
    thousands('\\.', ','),
    thousands("['’]", '[.,]'),
    `(?<=${before}\\s?)${spaced}`,
    `${spaced}(?=\\s?(?:${after})|\\s*[?!.]*$)`,
    `\\d{1,7}(?:[.,]${cents})?(?:k\\b)?`,
  ];
  return `(?<!\\d[.,'’]?)(?:${forms.join('|')})(?![.,'’]?\\d)`;
}

export function readWrittenNumber(written: string): number {
  const [, whole, part = '0'] = /^(.*?)(?:[.,](\d{1,2}))?k?$/i.exec(written)!;
  const value = Number(`${whole!.replace(/\D/g, '')}.${part}`);
  return /k$/i.test(written) ? value * 1000 : value;
}
