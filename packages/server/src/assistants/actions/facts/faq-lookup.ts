import { findFaq, fitFaqIndexInSteps, type FaqIndex, type FaqMatch } from '@shelfwise/core/language';
import { finishInSlices } from '../../../following/in-slices.js';
import type { FaqEntryDocument, Id } from '../../../stores/port/documents.js';
import type { Store } from '../../../stores/port/store.js';

/** A shop's FAQ in memory, at most five seconds old, bounded over all shops. */
export interface FaqLookup {
  find(shopId: Id, key: string): Promise<FaqEntryDocument | undefined>;
  /** Of the entries that `accept` takes. */
  nearest(
    shopId: Id,
    question: string,
    accept?: (entry: FaqEntryDocument) => boolean,
  ): Promise<(FaqMatch & { entry: FaqEntryDocument }) | undefined>;
  /** The shop's entries have changed: they are read again when next asked for. */
  forget(shopId: Id): void;
}

interface Held {
  readAt: number;
  stamp: string;
  entries: Map<string, FaqEntryDocument>;
  index: FaqIndex;
}

const maxAgeMs = 5000;
const maxShops = 200;

export function createFaqLookup({
  store,
  clock,
  background,
}: {
  store: Pick<Store, 'faq'>;
  clock: () => Date;
  /** What shoppers say anyway, so that a word common to every question ("please") tells little in a short FAQ. */
  background: () => Promise<readonly string[]>;
}): FaqLookup {
  const shops = new Map<Id, Held>();
  const readings = new Map<Id, Promise<Held>>();

  async function get(shopId: Id): Promise<Held> {
    const held = shops.get(shopId);
    if (held && clock().getTime() - held.readAt < maxAgeMs) return held;
    const underWay = readings.get(shopId);
    if (underWay) return underWay;
    const reading = read(shopId, held).finally(() => readings.delete(shopId));
    readings.set(shopId, reading);
    return reading;
  }

  /** Some hundreds of entries take a second of work; who asks meanwhile waits, and others are answered. */
  async function read(shopId: Id, held: Held | undefined): Promise<Held> {
    const now = clock().getTime();
    const entries = await store.faq.list(shopId);
    const stamp = entries.map((entry) => `${entry.key}@${entry.updatedAt.getTime()}`).join(' ');
    const fresh =
      held?.stamp === stamp
        ? { ...held, readAt: now }
        : {
            readAt: now,
            stamp,
            entries: new Map(entries.map((entry) => [entry.key, entry])),
            index: await finishInSlices(fitFaqIndexInSteps(entries, await background())),
          };
    shops.delete(shopId);
    shops.set(shopId, fresh);
    if (shops.size > maxShops) shops.delete(shops.keys().next().value!);
    return fresh;
  }

  return {
    async find(shopId, key) {
      return (await get(shopId)).entries.get(key);
    },
    async nearest(shopId, question, accept = () => true) {
      const { entries, index } = await get(shopId);
      for (const match of findFaq(index, question, entries.size)) {
        const entry = entries.get(match.key);
        if (entry && accept(entry)) return { ...match, entry };
      }
      return undefined;
    },
    forget(shopId) {
      const held = shops.get(shopId);
      if (held) held.readAt = -Infinity;
    },
  };
}
