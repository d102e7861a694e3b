import { expect } from '@open-wc/testing';
import { dayFrom, inventoryDetail, inventoryItem } from '../../../test/owner-server.js';
import { describeNow } from './chart-summary.js';
import { ChartText } from './chart-text.js';
import type { DemandForecast, DemandHistory } from './demand-points.js';
import { fanBands } from './fan-bands.js';

const usual = inventoryDetail(inventoryItem(0));

function said(history: DemandHistory, forecast?: DemandForecast, view: 'day' | 'week' = 'day'): string {
  return describeNow(history, forecast, fanBands(forecast?.levels ?? []), new ChartText('en-GB', view));
}

/** So many days a year ahead, of which December alone sells. */
function christmasAhead(): DemandForecast {
  const isSeason = (day: string) => day.slice(5, 7) === '12';
  const ahead = Array.from({ length: 364 }, (_, index) => dayFrom(index - 200));
  return {
    ...usual.forecast!,
    days: ahead.map((day) => ({ day, mean: isSeason(day) ? 900 : 0, quantiles: [0, 0, 0, 0, 0] })),
    weeks: Array.from({ length: 52 }, (_, index) => ({
      from: ahead[7 * index]!,
      to: ahead[7 * index + 6]!,
      mean: isSeason(ahead[7 * index]!) ? 6300 : 0,
      quantiles: [0, 0, 0, 0, 1],
    })),
  };
}

describe('what the chart says of now', () => {
  it('tells the last and the next four weeks, and the range of the first, the same by day and by week', () => {
    const words =
      'In the 28 days until 21 Nov 2026: sold 58, out of stock on 3 days. ' +
      'Expected in the 28 days from 22 Nov 2026: about 64. ' +
      'Week of 22 Nov 2026 to 28 Nov 2026: likely between 9 and 24 (8 weeks of 10).';
    expect(said(usual.history, usual.forecast)).to.equal(words);
    expect(said(usual.history, usual.forecast, 'week')).to.equal(words);
  });

  it('says of what sells at Christmas alone that nothing sells now', () => {
    const lastChristmas = [{ day: dayFrom(-330), quantity: 40_000 }];
    const words = said(lastChristmas, christmasAhead());
    expect(words).to.contain('until 5 May 2026: sold 0.');
    expect(words).to.contain('Expected in the 28 days from 6 May 2026: about 0.');
    expect(words).to.contain('likely between 0 and 1 ');
  });

  it('gives two figures of an estimate at most, and all of what was counted', () => {
    const days = usual.forecast!.days.map((day) => ({ ...day, mean: 44.1234 }));
    const many = usual.history.map((day) => ({ ...day, quantity: 41 }));
    const words = said(many, { ...usual.forecast!, days });
    expect(words).to.contain('sold 1,148,');
    expect(words).to.contain('about 1,200.');
  });

  it('names what it knows alone: fewer days, wholesale, no forecast, no weeks, no means', () => {
    const few = usual.history.slice(-3).map((day) => ({ ...day, quantity: 2, wholesale: 48 }));
    expect(said(few)).to.equal('In the 3 days until 21 Nov 2026: sold 6, and 144 wholesale.');
    expect(said(few.slice(-1))).to.equal('On 21 Nov 2026: sold 2, and 48 wholesale.');
    const days = usual.forecast!.days.slice(0, 5);
    const older = { ...usual.forecast!, days, weeks: undefined };
    expect(said([], older)).to.equal('Expected in the 5 days from 22 Nov 2026: about 12.');
    const meanless = days.map(({ day, quantiles }) => ({ day, quantiles }));
    expect(said(few, { ...older, days: meanless })).to.not.contain('Expected');
  });
});
