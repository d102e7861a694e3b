import { parseDate, type DateOrder } from './own-dates.js';

/** What became of the lines of an owner's file: said to the owner, so that nothing goes missing without a word. */
const reasons = {
  noOrder: 'without an order number',
  noProduct: 'without a product',
  future: 'dated in the future',
  return: 'with a quantity below one (returns)',
} as const;
export type LeftOutReason = keyof typeof reasons;

const listed = 20;
const count = (number: number) => number.toLocaleString('en-GB');
const lines = (number: number) => (number === 1 ? '1 line' : `${count(number)} lines`);

export function createOrdersReport() {
  const bad: { line: number; problem: string }[] = [];
  const leftOut = new Map<LeftOutReason, number>();
  return {
    /** A line that cannot be understood. */
    refuse: (line: number, problem: string): void => {
      bad.push({ line, problem });
    },
    /** A line that is understood, but is no sale of the past. */
    leaveOut(reason: LeftOutReason) {
      leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1);
    },
    /** The sentences for the owner: none when every line was taken. */
    notes(dates: DateOrder): string[] {
      const total = [...leftOut.values()].reduce((sum, each) => sum + each, 0);
      const each = [...leftOut].map(([reason, number]) => `${count(number)} ${reasons[reason]}`).join(', ');
      bad.sort((a, b) => a.line - b.line);
      return [
        ...(total > 0 ? [`${lines(total)} left out: ${each}.`] : []),
        ...(bad.length > 0
          ? [`${lines(bad.length)} could not be read and ${bad.length === 1 ? 'was' : 'were'} left out:`]
          : []),
        ...bad.slice(0, listed).map(({ line, problem }) => `  line ${line}: ${problem}`),
        ...(bad.length > listed ? [`  and ${count(bad.length - listed)} more`] : []),
        ...dateNote(dates),
      ];
    },
  };
}

function dateNote({ ambiguous, monthFirst, proof }: DateOrder): string[] {
  const date = ambiguous === undefined ? undefined : parseDate(ambiguous, { monthFirst });
  if (date === undefined) return [];
  const read = date.toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
  const why = proof === undefined ? '; if that is wrong, write dates as 2026-11-30' : `, as ${proof} shows`;
  return [
    `Dates such as ${ambiguous} were read with the ${monthFirst ? 'month' : 'day'} first (${read})${why}.`,
  ];
}
