/** Place in the year, 0–1, of a day counted from 1970-01-01. */
export function yearPosition(day: number): number {
  const years = day / 365.25;
  return years - Math.floor(years);
}
