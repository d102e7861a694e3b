import { createLocalizer, type Localizer } from '../../internal/localizer.js';
import { chartMessages, type ChartMessages } from './demand-chart.messages.js';
import { toDate, type DemandPoint } from './demand-points.js';
import { levelIndex, type FanBand } from './fan-bands.js';

/** What the chart says, in the page's language. */
export class ChartText {
  private readonly words: Localizer<ChartMessages>;

  constructor(locale: string) {
    this.words = createLocalizer(locale, chartMessages);
  }

  text(name: keyof ChartMessages, values?: Record<string, string | number>): string {
    return this.words.text(name, values);
  }

  count(value: number): string {
    return this.words.number(value, { maximumFractionDigits: Math.abs(value) < 10 ? 1 : 0 });
  }

  date(day: number): string {
    return this.words.date(toDate(day), { dateStyle: 'medium', timeZone: 'UTC' });
  }

  /** "Mon, 3 Mar 2025", or a week by its two ends. */
  when({ from, to }: DemandPoint): string {
    const options: Intl.DateTimeFormatOptions = {
      ...(from === to && { weekday: 'short' }),
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      timeZone: 'UTC',
    };
    const day = (number: number) => this.words.date(toDate(number), options);
    return from === to ? day(from) : this.text('week', { from: day(from), to: day(to) });
  }

  /** A mark below the chart: the day for short spans; else the month, and the year where it begins. */
  tick(day: number, spanDays: number): string {
    const date = toDate(day);
    if (spanDays < 70) return this.words.date(date, { day: 'numeric', month: 'short', timeZone: 'UTC' });
    const isYear = date.getUTCMonth() === 0;
    return this.words.date(date, {
      month: 'short',
      ...(isYear && spanDays > 300 && { year: 'numeric' }),
      timeZone: 'UTC',
    });
  }

  /** Everything about one position, as it is read out and shown. */
  reading(point: DemandPoint, levels: readonly number[], bands: readonly FanBand[]): string {
    return `${this.when(point)}: ${this.values(point, levels, bands).join(', ')}`;
  }

  private values(point: DemandPoint, levels: readonly number[], bands: readonly FanBand[]): string[] {
    const parts: string[] = [];
    if (point.sold !== undefined) parts.push(this.text('sold', { count: this.count(point.sold) }));
    if (point.wholesale) parts.push(this.text('wholesale', { count: this.count(point.wholesale) }));
    if (point.isStockedOut) parts.push(this.text('stockedOut'));
    if (!point.quantiles) return parts;
    const median = point.quantiles[levelIndex(levels, 0.5)];
    if (median !== undefined) parts.push(this.text('likely', { count: this.count(median) }));
    const [widest] = bands;
    if (widest) parts.push(this.range(point.quantiles, widest));
    return parts;
  }

  private range(quantiles: readonly number[], band: FanBand): string {
    return this.text('range', {
      low: this.count(quantiles[band.low] ?? 0),
      high: this.count(quantiles[band.high] ?? 0),
      tenths: tenths(band),
    });
  }
}

/** 80 % reads "8 days of 10". */
export function tenths(band: FanBand): number {
  return Math.round(band.share * 10);
}
