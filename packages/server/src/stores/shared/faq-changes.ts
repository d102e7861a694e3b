import type { FaqEntryDocument, Id } from '../port/documents.js';
import { newId } from './new-id.js';
import { hasSameContent } from './has-same-content.js';
import type { New } from '../port/store.js';

/** The entries that differ from those held, by key; of one key given twice the last stands. */
export function changedEntries(
  held: ReadonlyMap<string, FaqEntryDocument>,
  given: readonly New<FaqEntryDocument>[],
  { shopId, now }: { shopId: Id; now: Date },
): FaqEntryDocument[] {
  const changed = new Map<string, FaqEntryDocument>();
  for (const entry of given) {
    const former = changed.get(entry.key) ?? held.get(entry.key);
    if (former && hasSameContent(former, entry)) continue;
    changed.set(entry.key, { ...entry, id: former?.id ?? newId(), shopId, updatedAt: now });
  }
  return [...changed.values()];
}
