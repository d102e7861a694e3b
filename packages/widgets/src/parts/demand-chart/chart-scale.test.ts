import { expect } from '@open-wc/testing';
import { dayTicks, linearScale, valueTicks } from './chart-scale.js';
import { toDate, toDayNumber } from './demand-points.js';

describe('linearScale', () => {
  it('maps both ends, and back', () => {
    const scale = linearScale([10, 20], [100, 0]);
    expect([scale(10), scale(15), scale(20)]).to.deep.equal([100, 50, 0]);
    expect(scale.invert(25)).to.equal(17.5);
  });

  it('does not divide by nothing', () => {
    expect(linearScale([5, 5], [0, 100])(5)).to.equal(0);
    expect(linearScale([0, 1], [7, 7]).invert(7)).to.equal(0);
  });
});

describe('valueTicks', () => {
  it('begins at nothing and reaches over the highest value in round steps', () => {
    for (const max of [0, 0.3, 1, 7, 23, 24.9, 100, 12_345]) {
      const marks = valueTicks(max);
      expect(marks[0]).to.equal(0);
      expect(marks.at(-1)).to.be.at.least(max);
      expect(marks.length).to.be.within(2, 8);
    }
    expect(valueTicks(23)).to.deep.equal([0, 5, 10, 15, 20, 25]);
  });
});

describe('dayTicks', () => {
  it('marks Mondays in short spans', () => {
    const days = dayTicks(toDayNumber('2026-11-01'), toDayNumber('2026-12-15'), 10);
    expect(days.every((day) => toDate(day).getUTCDay() === 1)).to.equal(true);
    expect(days.length).to.equal(7);
  });

  it('marks first days of months in long ones, January always among them', () => {
    const days = dayTicks(toDayNumber('2025-08-17'), toDayNumber('2027-01-20'), 6);
    expect(days.map((day) => toDate(day).toISOString().slice(0, 7))).to.deep.equal([
      '2025-10',
      '2026-01',
      '2026-04',
      '2026-07',
      '2026-10',
      '2027-01',
    ]);
  });
});
