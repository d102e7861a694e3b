import { SequencesBuilder, sequenceAt, type Sequences } from './sequences.js';
import { fitSessions, sessionDefaults, type SessionModel, type SessionOptions } from './session-knn.js';

/**
 * What suits this person? People who took the same things lately vote with what else they took.
 *
 * Method: the neighbor model of visits (`session-knn.ts`), fit on whole histories: all that a person viewed and bought,
 * each product once at its last time. Order and rarity of what is shared count, so that it is both a user-based and a
 * sequential model. It replaced item-to-item neighbors of the same histories; see README.md for both figures.
 *
 * Chosen on the month before the test month of Online Retail II. Histories change slower than visits: taste reaches
 * back further (`positionDecay`), and the newest fifty products of a person say more than all of them.
 */
export const personalDefaults: Readonly<SessionOptions> = Object.freeze({
  ...sessionDefaults,
  neighbors: 100,
  maxItems: 50,
  maxLength: 50,
  positionDecay: 100,
  sessionDecay: 90,
  sampleSize: 300,
  neighborDecay: 10,
  beforeWeight: 0.7,
  lengthPower: 0.5,
  idfPower: 0.2,
  matchPower: 0.5,
});

/** Everything a person took, oldest first, one list a person; people without a name are left out. */
export function gatherHistories(sources: readonly Sequences[], maxHistory: number): Sequences {
  const parts = new Map<number, { day: number; items: Uint32Array }[]>();
  for (const source of sources) {
    for (let n = 0; n < source.days.length; n++) {
      const person = source.people[n]!;
      if (person < 0) continue;
      const part = { day: source.days[n]!, items: sequenceAt(source, n) };
      const known = parts.get(person);
      if (known) known.push(part);
      else parts.set(person, [part]);
    }
  }
  const builder = new SequencesBuilder();
  for (const [person, own] of parts) {
    own.sort((a, b) => a.day - b.day);
    const latest = new Set<number>();
    for (let n = own.length - 1; n >= 0 && latest.size < maxHistory; n--) {
      const { items } = own[n]!;
      for (let at = items.length - 1; at >= 0 && latest.size < maxHistory; at--) latest.add(items[at]!);
    }
    builder.add([...latest].reverse(), own[own.length - 1]!.day, person);
  }
  return builder.build();
}

export function fitPersonal(
  histories: Sequences,
  itemCount: number,
  options: Partial<SessionOptions> = {},
): SessionModel {
  return fitSessions(histories, itemCount, { ...personalDefaults, ...options });
}
