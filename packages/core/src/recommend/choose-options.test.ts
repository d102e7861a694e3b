import { describe, expect, it } from 'vitest';
import { createRandom } from '../numeric/index.js';
import {
  chooseAmong,
  chooseHistoryOptions,
  chooseOptions,
  chooseVisitOptions,
  historyCandidates,
  visitCandidates,
} from './choose-options.js';
import { emptySequences, SequencesBuilder } from './sequences.js';
import { fitSessions, sessionDefaults } from './session-knn.js';

/** Visits of three things in which the last follows from the second alone; the first says nothing. */
function visitsOf(count: number) {
  const random = createRandom(3);
  const builder = new SequencesBuilder();
  for (let n = 0; n < count; n++) {
    const [before, now] = [Math.floor(random() * 40), Math.floor(random() * 40)];
    builder.add([before, 40 + now, 80 + now], n / 100, n);
  }
  return builder.build();
}

describe('chooseOptions', () => {
  it('keeps the defaults for a shop of which little is known', () => {
    const shop = { items: [], visits: emptySequences, baskets: emptySequences, today: 0 };
    expect(chooseOptions(shop)).toEqual({ session: visitCandidates[0], personal: historyCandidates[0] });
    expect(chooseVisitOptions(visitsOf(1000), 120)).toBe(visitCandidates[0]);
  });

  it('keeps the defaults where the others answer the same', () => {
    expect(chooseVisitOptions(visitsOf(5000), 120)).toBe(visitCandidates[0]);
  });

  it('takes others that answer better', () => {
    const visits = visitsOf(4000);
    const deaf = { ...sessionDefaults, maxItems: 1, maxLength: 1 };
    const questions = Array.from({ length: 400 }, (_, n) => ({
      known: [n % 40, 40 + (n % 40)],
      hidden: new Set([80 + (n % 40)]),
    }));
    const fit = (options: typeof sessionDefaults) => fitSessions(visits, 120, options);
    expect(chooseAmong([deaf, sessionDefaults], fit, questions)).toBe(sessionDefaults);
    expect(chooseAmong([sessionDefaults, deaf], fit, questions)).toBe(sessionDefaults);
    expect(chooseAmong([deaf, sessionDefaults], fit, questions.slice(0, 100))).toBe(deaf);
  });

  it('asks of histories what came after a time, never what is known already', () => {
    // Everybody takes the same things again and again: there is nothing new to ask for.
    const builder = new SequencesBuilder();
    for (let n = 0; n < 4000; n++) builder.add([n % 400, (n + 1) % 400], n, n % 400);
    expect(chooseHistoryOptions([builder.build(), emptySequences], 400)).toBe(historyCandidates[0]);
  });
});
