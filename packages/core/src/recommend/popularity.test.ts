import { describe, expect, it } from 'vitest';
import { createRandom } from '../numeric/index.js';
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

  /** Events of an item, independent of one another, at a rate a day: a Poisson process. */
  function addEvents(
    builder: SequencesBuilder,
    item: number,
    rate: (day: number) => number,
    until: number,
    { random, person = () => -1 }: { random: () => number; person?: () => number },
  ) {
    const pause = (day: number) => -Math.log(1 - random()) / rate(day);
    for (let day = pause(0); day < until; day += pause(day)) builder.add([item], day, person());
  }

  it.each([200, 20])('calls few of 2,000 steady products a trend in a shop of %i days', (today) => {
    const random = createRandom(7);
    const [visits, baskets] = [new SequencesBuilder(), new SequencesBuilder()];
    let people = 0;
    for (let item = 0; item < 2000; item++) {
      const perDay = 10 ** (-2 + 2 * random());
      addEvents(baskets, item, () => perDay / 5, today, { random, person: () => people++ });
      addEvents(visits, item, () => perDay, today, { random, person: () => people++ });
    }
    const { trend } = fitPopularity(visits.build(), baskets.build(), 2000, today);
    expect(trend.filter((deviations) => deviations > 0).length).toBeLessThan(0.03 * 2000);
  });

  it('finds the products that sell four times the usual since a week, and puts the strongest first', () => {
    const random = createRandom(8);
    const baskets = new SequencesBuilder();
    for (let item = 0; item < 200; item++) {
      addEvents(baskets, item, (day) => (item < 100 && day > 193 ? 4 : 1), 200, { random });
    }
    const { trend } = fitPopularity(emptySequences, baskets.build(), 200, 200);
    expect(trend.slice(0, 100).filter((deviations) => deviations > 0).length).toBeGreaterThan(85);
    expect(trend.slice(100).filter((deviations) => deviations > 0).length).toBeLessThan(5);
  });

  it('calls nothing a trend that one sale, or a few people however often they come, brought about', () => {
    const [visits, baskets] = [new SequencesBuilder(), new SequencesBuilder()];
    for (let day = 0; day < 200; day++) visits.add([9], day, 1000 + day);
    baskets.add([0], 200, 0);
    for (let n = 0; n < 2; n++) visits.add([1], 200, 0);
    for (let n = 0; n < 50; n++) visits.add([2], 195 + n / 10, 1);
    for (const person of [2, 3]) {
      visits.add([2], 199, person);
      baskets.add([2], 199.5, person);
    }
    for (let n = 0; n < 12; n++) visits.add([3], 195 + n / 3, 10 + n);
    const { trend } = fitPopularity(visits.build(), baskets.build(), 10, 200);
    expect(Array.from(trend, (deviations) => deviations > 0).slice(0, 4)).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  it('counts the looks at an item once somebody else looked, too', () => {
    const viewedBy = (...people: number[]) => {
      const visits = new SequencesBuilder();
      people.forEach((person, n) => {
        visits.add([0], n === 0 ? 100 : 40, person);
      });
      return fitPopularity(visits.build(), emptySequences, 1, 100, { bestsellerHalfLifeDays: 60 }).viewed[0];
    };
    expect(viewedBy(3)).toBe(0);
    expect(viewedBy(3, 3)).toBe(0);
    expect(viewedBy(3, 4)).toBe(1.5);
    // Whom nobody knows is another each time.
    expect(viewedBy(-1)).toBe(0);
    expect(viewedBy(-1, -1)).toBe(1.5);
    expect(viewedBy(3, -1)).toBe(1.5);
  });

  it('is zero everywhere in a shop without events', () => {
    const { sold, viewed, trend } = fitPopularity(emptySequences, emptySequences, 2, 700);
    expect([...sold, ...viewed, ...trend]).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
