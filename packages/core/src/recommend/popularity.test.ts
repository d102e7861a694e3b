import { describe, expect, it } from 'vitest';
import { fitPopularity } from './popularity.js';
import { emptySequences, SequencesBuilder } from './sequences.js';

describe('fitPopularity', () => {
  it('halves a sale after the half-life', () => {
    const builder = new SequencesBuilder();
    builder.add([0], 40);
    builder.add([1, 1], 100);
    const { sold } = fitPopularity(emptySequences, builder.build(), 2, 100, { bestsellerHalfLifeDays: 60 });
    expect([...sold]).toEqual([0.5, 1]);
  });

  it('calls a rise a trend, not a steady seller, however large', () => {
    const builder = new SequencesBuilder();
    for (let day = 0; day < 700; day++) for (let n = 0; n < 5; n++) builder.add([0], day);
    for (let n = 0; n < 20; n++) builder.add([1], 698);
    const { trend, sold } = fitPopularity(emptySequences, builder.build(), 2, 700);
    expect(sold[0]).toBeGreaterThan(sold[1]!);
    expect(trend[1]).toBeGreaterThan(5 * Math.max(0, trend[0]!));
  });

  it('counts a view once somebody else looked, too', () => {
    const visits = new SequencesBuilder();
    visits.add([0, 1], 100);
    visits.add([1], 40);
    const { viewed } = fitPopularity(visits.build(), emptySequences, 2, 100, { bestsellerHalfLifeDays: 60 });
    expect([...viewed]).toEqual([0, 1.5]);
  });

  it('is zero everywhere in a shop without events', () => {
    const { sold, viewed, trend } = fitPopularity(emptySequences, emptySequences, 2, 700);
    expect([...sold, ...viewed, ...trend]).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
