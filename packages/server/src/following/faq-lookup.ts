import { findFaq, fitFaqIndexInSteps, type FaqIndex, type FaqMatch } from '@shelfwise/core/language';
import type { FaqEntryDocument, Id } from '../stores/port/documents.js';
import type { Store } from '../stores/port/store.js';
import { Follower } from './follower.js';
import { finishInSlices } from './in-slices.js';
import { memoryLimits } from './memory-limits.js';

export interface FaqLookupOptions {
  store: Pick<Store, 'faq'>;
  clock: () => Date;
  /**
   * Ordinary sentences of shoppers, so that a word common to every question ("please") weighs little in a
   * short FAQ.
   */
  background: () => Promise<readonly string[]>;
  /** Entries kept in memory over all shops. */
  maxEntries?: number;
  log?: { warn(details: object, message: string): void };
}

interface ShopFaq {
  /** Keys and times of the entries that the index was fitted on. */
  stamp: string;
  entries: ReadonlyMap<string, FaqEntryDocument>;
  index: FaqIndex;
}

/** The FAQ entries of shops in memory, with the index that finds the entry nearest to a question. */
export class FaqLookup {
  private readonly store: Pick<Store, 'faq'>;
  private readonly background: () => Promise<readonly string[]>;
  private readonly shops: Follower<ShopFaq>;

  constructor({ store, clock, background, maxEntries = memoryLimits.faq.max, log }: FaqLookupOptions) {
    this.store = store;
    this.background = background;
    this.shops = new Follower({
      clock,
      staleAfterMs: memoryLimits.faq.staleAfterMs,
      max: maxEntries,
      sizeOf: ({ entries }) => entries.size,
      read: (shopId, held) => this.read(shopId, held),
      onReadFailed: (error, shopId) => log?.warn({ err: error, shopId }, 'FAQ not refreshed'),
    });
  }

  async find(shopId: Id, key: string): Promise<FaqEntryDocument | undefined> {
    return (await this.get(shopId)).entries.get(key);
  }

  /** The nearest of the entries that `accept` takes. */
  async nearest(
    shopId: Id,
    question: string,
    accept: (entry: FaqEntryDocument) => boolean = () => true,
  ): Promise<(FaqMatch & { entry: FaqEntryDocument }) | undefined> {
    const { entries, index } = await this.get(shopId);
    for (const match of findFaq(index, question, entries.size)) {
      const entry = entries.get(match.key);
      if (entry && accept(entry)) return { ...match, entry };
    }
    return undefined;
  }

  /** Called when the shop's entries change in this process: the next question reads them again. */
  forget(shopId: Id): void {
    this.shops.expire(shopId);
  }

  private async get(shopId: Id): Promise<ShopFaq> {
    return (await this.shops.get(shopId, undefined))!;
  }

  /**
   * The index of some hundreds of entries takes a second of work, done in slices so that it does not hold up
   * other requests.
   */
  private async read(shopId: Id, held: ShopFaq | undefined): Promise<ShopFaq> {
    const entries = await this.store.faq.list(shopId);
    const stamp = entries.map((entry) => `${entry.key}@${entry.updatedAt.getTime()}`).join(' ');
    if (held?.stamp === stamp) return held;
    return {
      stamp,
      entries: new Map(entries.map((entry) => [entry.key, entry])),
      index: await finishInSlices(fitFaqIndexInSteps(entries, await this.background())),
    };
  }
}
