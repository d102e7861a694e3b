/** Other processes' clocks may lag ours, and their transactions end after they begin. */
export const overlapMs = 10_000;
const usualLimit = 1000;

/**
 * All changes since the newest one that a cache has seen, page by page, by the clock of those who wrote them. While
 * things change, the last seconds are read again: what comes may be what was known, and may be older than the newest.
 * A cache that is asked many times a second may do without them (`overlap` 0) as long as it does not always.
 */
export async function* readChanges<T extends { updatedAt: Date }>(
  list: (since: Date, limit: number) => Promise<T[]>,
  newestSeen: number,
  now: number,
  overlap = overlapMs,
): AsyncGenerator<T[], void> {
  const isQuiet = now - newestSeen > 2 * overlapMs;
  let since = isQuiet ? newestSeen + 1 : newestSeen - overlap;
  for (let limit = usualLimit; ;) {
    const documents = await list(new Date(since), limit);
    yield documents;
    if (documents.length < limit) return;
    const last = documents.at(-1)!.updatedAt.getTime();
    // A whole page written in the same millisecond: a longer page gets past it.
    if (last === since) limit *= 2;
    since = last;
  }
}
