const quarterMs = 900_000;

/**
 * From what the clocks of a time zone showed, read as if it were UTC, to the instant. Of an hour that autumn repeats it
 * is one of the two; one that spring leaves out counts on.
 */
export function zonedTime(timeZone: string): (wall: number) => number {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const offsetAt = (instant: number) => {
    const shown = Object.fromEntries(
      clock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
    );
    const { year, month, day, hour, minute, second } = shown as Record<string, number>;
    return Date.UTC(year!, month! - 1, day, hour, minute, second) - instant;
  };
  /** Offsets change at quarters of an hour; an export has many lines of each. */
  const offsets = new Map<number, number>();
  return (wall) => {
    const quarter = Math.floor(wall / quarterMs) * quarterMs;
    let offset = offsets.get(quarter);
    // The offset at the wall's time as if it were UTC may be that of the other side of a change.
    if (offset === undefined) offsets.set(quarter, (offset = offsetAt(quarter - offsetAt(quarter))));
    return wall - offset;
  };
}
