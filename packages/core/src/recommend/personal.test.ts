import { describe, expect, it } from 'vitest';
import { gatherHistories } from './personal.js';
import { sequenceAt, SequencesBuilder } from './sequences.js';

describe('gatherHistories', () => {
  it('joins a person’s baskets and visits, each product once at its last time', () => {
    const baskets = new SequencesBuilder();
    baskets.add([1, 2], 5, 0);
    baskets.add([9], 1, 1);
    baskets.add([7], 1);
    const visits = new SequencesBuilder();
    visits.add([3, 1], 9, 0);
    const histories = gatherHistories([visits.build(), baskets.build()], 10);
    expect([...histories.people]).toEqual([1, 0]);
    expect([...sequenceAt(histories, 1)]).toEqual([2, 3, 1]);
    expect([...histories.days]).toEqual([1, 9]);
  });

  it('keeps the latest items of a person who took very many', () => {
    const visits = new SequencesBuilder();
    for (let day = 0; day < 1000; day++) visits.add([day], day, 0);
    const histories = gatherHistories([visits.build()], 3);
    expect([...sequenceAt(histories, 0)]).toEqual([997, 998, 999]);
  });
});
