import { faqInput, type BatchResult, type FaqInput } from '@shelfwise/core/wire';
import { parseEach, reject, type Indexed } from '../../http/parse-each.js';
import type { Id } from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';
import { withoutUndefined } from '../../stores/port/without-undefined.js';

/** A longer FAQ is a manual, which would need a search of its own. */
export const maxEntries = 2000;

export interface FaqServiceOptions {
  store: Pick<Store, 'faq'>;
  clock: () => Date;
  onChange?: (shopId: Id) => void;
}

/** The questions and answers that the owner writes. */
export class FaqService {
  private readonly store: FaqServiceOptions['store'];
  private readonly clock: () => Date;
  private readonly onChange: (shopId: Id) => void;

  constructor({ store, clock, onChange = () => undefined }: FaqServiceOptions) {
    this.store = store;
    this.clock = clock;
    this.onChange = onChange;
  }

  async list(shopId: Id): Promise<(FaqInput & { updatedAt: string })[]> {
    const entries = await this.store.faq.list(shopId);
    return entries.map(({ key, question, variations, answer, url, updatedAt }) =>
      withoutUndefined({ key, question, variations, answer, url, updatedAt: updatedAt.toISOString() }),
    );
  }

  /** Inserts or replaces by key. Bad entries are named, and the good ones are stored. */
  async upsertMany(shopId: Id, entries: readonly unknown[], actor: string): Promise<BatchResult> {
    const { parsed, rejected } = parseEach(faqInput, 'entries', entries);
    const known = new Set((await this.store.faq.list(shopId)).map((entry) => entry.key));
    const { kept, refused, duplicates } = selectEntries(parsed, known);
    for (const index of refused) {
      const detail = `a shop has at most ${maxEntries} entries`;
      rejected.push(reject(index, [{ code: 'invalid-request', pointer: `/entries/${index}`, detail }]));
    }
    rejected.sort((a, b) => a.index - b.index);
    if (kept.length === 0) return { accepted: 0, duplicates, rejected };
    const result = await this.store.faq.upsertMany(shopId, kept.map(withoutUndefined), (changed) => ({
      at: this.clock(),
      actor,
      action: 'faq.upsert',
      detail: { entries: changed },
    }));
    this.onChange(shopId);
    return { accepted: result.accepted, duplicates: duplicates + result.duplicates, rejected };
  }

  /** Returns false when there was no such entry. */
  async delete(shopId: Id, key: string, actor: string): Promise<boolean> {
    const audit = () => ({ at: this.clock(), actor, action: 'faq.delete', target: key });
    const wasThere = await this.store.faq.delete(shopId, key, audit);
    if (wasThere) this.onChange(shopId);
    return wasThere;
  }
}

/** The last entry of each key, as far as there is room in the shop, and the indexes of those beyond. */
function selectEntries(entries: readonly Indexed<FaqInput>[], known: Set<string>) {
  const byKey = new Map<string, FaqInput>();
  const refused: number[] = [];
  let duplicates = 0;
  for (const { index, value } of entries) {
    if (!known.has(value.key) && known.size >= maxEntries) {
      refused.push(index);
      continue;
    }
    known.add(value.key);
    if (byKey.has(value.key)) duplicates++;
    byKey.set(value.key, value);
  }
  return { kept: [...byKey.values()], refused, duplicates };
}
