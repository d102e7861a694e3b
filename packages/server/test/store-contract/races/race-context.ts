import { expect } from 'vitest';
import type { Id } from '../../../src/stores/port/documents.js';
import { StoreError } from '../../../src/stores/port/store-errors.js';
import type { Store } from '../../../src/stores/port/store.js';
import { collect } from '../context.js';

/** What the races of the contract work with. `shop` is fresh in every test. */
export interface RaceContext {
  here: Store;
  there: Store;
  shop: Id;
}

const usualRounds = 6;

/** Lets two things begin at once, here this first and there that, many times over; each time with data of its own. */
export async function meet(prepare: () => Promise<Meeting>, rounds = usualRounds): Promise<void> {
  const meetings = await Promise.all(Array.from({ length: rounds }, prepare));
  const met = meetings.map(async ({ one, other }, round) => {
    const results =
      round % 2 === 0
        ? await Promise.allSettled([one(), other()])
        : (await Promise.allSettled([other(), one()])).reverse();
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(StoreError);
    return results.map(({ status }) => status === 'fulfilled') as [boolean, boolean];
  });
  const acknowledged = await Promise.all(met);
  for (const [round, { after }] of meetings.entries()) await after(acknowledged[round]!);
}

interface Meeting {
  one: () => Promise<unknown>;
  other: () => Promise<unknown>;
  /** Looks at what is left, knowing which of the two was acknowledged; the other was refused by an error of the port. */
  after: (acknowledged: [one: boolean, other: boolean]) => Promise<void>;
}

/** Under which ids something is kept though no visitor has them any more. */
export async function idsOfNobody({ here, shop }: RaceContext): Promise<Id[]> {
  const visitors = await collect(here.raw.dump(shop, 'visitors'));
  const people = new Set(visitors.filter(({ mergedInto }) => !mergedInto).map(({ id }) => id));
  const theirs = [
    await collect(here.raw.dump(shop, 'userInteractions')),
    await collect(here.raw.dump(shop, 'orders')),
    await collect(here.raw.dump(shop, 'conversations')),
    await collect(here.raw.dump(shop, 'waitingLinks')),
  ].flat();
  return theirs.flatMap(({ userId }) => (userId === undefined || people.has(userId) ? [] : userId));
}

/** Of which conversations something is kept that was said, though they are gone. */
export async function idsOfNoTalk({ here, shop }: RaceContext): Promise<Id[]> {
  const talks = new Set((await collect(here.raw.dump(shop, 'conversations'))).map(({ id }) => id));
  const said = await collect(here.raw.dump(shop, 'conversationEvents'));
  return said.map(({ conversationId }) => conversationId).filter((id) => !talks.has(id));
}
