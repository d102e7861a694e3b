/** Dates as shops' exports write them. */
const isoDate =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?)?(?:\.\d+)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/;
const localDate = /^(\d{1,2})([/.])(\d{1,2})[/.](\d{4})(?:[ T](\d{1,2}):(\d{2}))?/;

export interface DateOrder {
  monthFirst: boolean;
  /** A date that could be read either way. */
  ambiguous?: string;
  /** A date that can only be read in this order. */
  proof?: string;
}

/**
 * Whether a file writes `11/25/2026` or `25/11/2026`: told by the dates that can be read in one way only. Where none
 * tells, or some tell the one and some the other, the day stands first.
 */
export function findDateOrder(texts: Iterable<string>): DateOrder {
  let dayProof: string | undefined;
  let monthProof: string | undefined;
  let ambiguous: string | undefined;
  for (const text of texts) {
    const [written, first, mark, second] = localDate.exec(text.trim()) ?? [];
    if (written === undefined || first === second) continue;
    if (Number(first) > 12) dayProof ??= written;
    else if (Number(second) > 12) monthProof ??= written;
    // Written with dots the day stands first everywhere.
    else if (mark === '/') ambiguous ??= written;
  }
  const monthFirst = monthProof !== undefined && dayProof === undefined;
  const proof = monthProof !== undefined && dayProof !== undefined ? undefined : (monthProof ?? dayProof);
  return {
    monthFirst,
    ...(ambiguous !== undefined && { ambiguous }),
    ...(proof !== undefined && { proof }),
  };
}

export interface DateReading {
  monthFirst?: boolean;
  /** From what a clock showed, as if it were UTC, to the instant: for times that name no zone. */
  instantOf?: (wall: number) => number;
}

/** ISO dates, and day and month in the file's order unless only the other makes sense. */
export function parseDate(
  text: string,
  { monthFirst = false, instantOf = (wall) => wall }: DateReading = {},
): Date | undefined {
  const iso = isoDate.exec(text.trim());
  if (iso) {
    const [, year, month, day, hour = '00', minute = '00', second = '00', zone] = iso;
    if (!isDay(Number(year), Number(month), Number(day))) return undefined;
    const offset = zone === undefined || zone === 'UTC' ? 'Z' : zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
    const read = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
    return valid(zone === undefined ? instantOf(read) : read);
  }
  const local = localDate.exec(text.trim());
  if (!local) return undefined;
  const [, first, mark, second, year, hour = '0', minute = '0'] = local;
  const isMonthFirst = Number(second) > 12 || (monthFirst && mark === '/' && Number(first) <= 12);
  const [day, month] = isMonthFirst ? [Number(second), Number(first)] : [Number(first), Number(second)];
  if (!isDay(Number(year), month, day)) return undefined;
  return valid(instantOf(Date.UTC(Number(year), month - 1, day, Number(hour), Number(minute))));
}

/** There is no 31 February, though `Date` would take it for a day of March. */
function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

const valid = (instant: number) => (Number.isNaN(instant) ? undefined : new Date(instant));
