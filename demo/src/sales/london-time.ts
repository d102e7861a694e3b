const hourMs = 3_600_000;
const dayMs = 86_400_000;

/** 01:00 UTC of the last Sunday of a month: when British Summer Time begins (March) and ends (October). */
function lastSunday(year: number, month: number): number {
  const lastDay = Date.UTC(year, month + 1, 0, 1);
  return lastDay - new Date(lastDay).getUTCDay() * dayMs;
}

function isSummerTime(instant: number): boolean {
  const year = new Date(instant).getUTCFullYear();
  return instant >= lastSunday(year, 2) && instant < lastSunday(year, 9);
}

/**
 * The data says what the clock on the shop's wall showed, without a zone. `wall` is that reading as if it were UTC.
 * In the hour that autumn repeats, the later reading is taken.
 */
export function londonInstant(wall: number): number {
  return isSummerTime(wall - hourMs) && isSummerTime(wall) ? wall - hourMs : wall;
}

export function londonWall(instant: number): number {
  return isSummerTime(instant) ? instant + hourMs : instant;
}
