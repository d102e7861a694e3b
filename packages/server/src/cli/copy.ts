import { collectionNames, type CollectionName } from '../stores/collections.js';
import { Conflict, NotFound } from '../stores/store-errors.js';
import type { Store } from '../stores/store.js';

/**
 * `shelfwise copy --from … --to …`: copies everything that belongs to a shop, ids included, from one store to another.
 * A copy that was stopped, or that has grown old, is brought up to date by copying again; what was removed at the
 * source since stays at the target. Events that arrive meanwhile may be missed: copy again, then switch over.
 */
export interface CopyOptions {
  from: Store;
  to: Store;
  shopName: string;
  progress?: (state: CopyProgress) => void;
}

export interface CopyProgress {
  collection: CollectionName;
  /** Documents copied so far, and in all, over all collections. */
  copied: number;
  total: number;
}

export type CopySummary = Partial<Record<CollectionName, number>>;

/** A store takes this many at a time. */
const batchSize = 1000;

export async function copyShop({ from, to, shopName, progress }: CopyOptions): Promise<CopySummary> {
  const shop = await from.shops.findByName(shopName);
  if (!shop) throw new NotFound(`There is no shop named "${shopName}" to copy.`);
  const namesake = await to.shops.findByName(shopName);
  if (namesake && namesake.id !== shop.id)
    throw new Conflict(`The target has another shop named "${shopName}". Nothing was copied.`);

  const counts = await Promise.all(collectionNames.map((name) => from.raw.count(shop.id, name)));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const summary: CopySummary = {};
  let copied = 0;
  for (const collection of collectionNames) {
    summary[collection] = 0;
    for await (const documents of from.raw.dump(shop.id, collection)) {
      for (let start = 0; start < documents.length; start += batchSize) {
        const batch = documents.slice(start, start + batchSize);
        await to.raw.restore(shop.id, collection, batch);
        summary[collection] = (summary[collection] ?? 0) + batch.length;
        copied += batch.length;
        progress?.({ collection, copied, total: Math.max(total, copied) });
      }
    }
  }
  return summary;
}

/** `copying userInteractions  [#########---------------]  38 %`, for a terminal. */
export function copyProgressLine({ collection, copied, total }: CopyProgress, width = 24): string {
  const share = total === 0 ? 1 : copied / total;
  const filled = Math.floor(share * width);
  const bar = '#'.repeat(filled) + '-'.repeat(width - filled);
  return `copying ${collection.padEnd(22)} [${bar}] ${String(Math.floor(share * 100)).padStart(3)} %`;
}
