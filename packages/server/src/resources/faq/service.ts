import { faqInput, type BatchResult, type FaqInput } from '@shelfwise/core/wire';
import { parseEach, reject } from '../../http/parse-each.js';
import type { Id } from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';

export interface FaqService {
  list(shopId: Id): Promise<(FaqInput & { updatedAt: string })[]>;
  /** Inserts or replaces by key; a bad entry is named and the good ones are kept. */
  upsertMany(shopId: Id, entries: readonly unknown[], actor: string): Promise<BatchResult>;
  /** False when there was none. */
  delete(shopId: Id, key: string, actor: string): Promise<boolean>;
}

/** An owner's FAQ beyond this is a manual, and belongs into a search of its own. */
export const maxEntries = 2000;

export function createFaqService({
  store,
  clock,
  onChange = () => undefined,
}: {
  store: Pick<Store, 'faq'>;
  clock: () => Date;
  onChange?: (shopId: Id) => void;
}): FaqService {
  return {
    async list(shopId) {
      const entries = await store.faq.list(shopId);
      return entries.map(({ key, question, variations, answer, url, updatedAt }) => ({
        key,
        question,
        variations,
        answer,
        ...(url !== undefined && { url }),
        updatedAt: updatedAt.toISOString(),
      }));
    },

    async upsertMany(shopId, entries, actor) {
      const { parsed, rejected } = parseEach(faqInput, 'entries', entries);
      const good = new Map<string, FaqInput>();
      const known = new Set((await store.faq.list(shopId)).map((entry) => entry.key));
      let duplicates = 0;
      for (const { index, value } of parsed) {
        if (!known.has(value.key) && known.size >= maxEntries) {
          const detail = `a shop has at most ${maxEntries} entries`;
          rejected.push(reject(index, [{ code: 'invalid-request', pointer: `/entries/${index}`, detail }]));
          continue;
        }
        known.add(value.key);
        if (good.has(value.key)) duplicates++;
        good.set(value.key, value);
      }
      rejected.sort((a, b) => a.index - b.index);
      if (good.size === 0) return { accepted: 0, duplicates, rejected };
      const result = await store.faq.upsertMany(
        shopId,
        [...good.values()].map(({ url, ...entry }) => ({ ...entry, ...(url !== undefined && { url }) })),
        (changed) => ({ at: clock(), actor, action: 'faq.upsert', detail: { entries: changed } }),
      );
      onChange(shopId);
      return { accepted: result.accepted, duplicates: duplicates + result.duplicates, rejected };
    },

    async delete(shopId, key, actor) {
      const audit = () => ({ at: clock(), actor, action: 'faq.delete', target: key });
      const wasThere = await store.faq.delete(shopId, key, audit);
      if (wasThere) onChange(shopId);
      return wasThere;
    },
  };
}
