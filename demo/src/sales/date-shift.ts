/**
 * How far the data moves so that it ends about now: whole weeks, so that Saturdays stay Saturdays, and as near as
 * weeks come to a whole number of years, so that Christmas stays at Christmas. Of the years that leave at least 400
 * days of history before today, the last one.
 */
const dayMs = 86_400_000;
const daysInYear = 365.2425;
export const minimumHistoryDays = 400;

export function weeksInYears(years: number): number {
  return Math.round((years * daysInYear) / 7);
}

/** Weeks to add; `first` is the oldest sale and `today` the present, both in milliseconds. */
export function shiftInWeeks(first: number, today: number): number {
  const room = today - minimumHistoryDays * dayMs - first;
  let years = Math.max(0, Math.floor(room / (daysInYear * dayMs)) + 1);
  while (years > 0 && weeksInYears(years) * 7 * dayMs > room) years -= 1;
  return weeksInYears(years);
}
