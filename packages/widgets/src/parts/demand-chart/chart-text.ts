import { createLocalizer, type Localizer } from '../../internal/localizer.js';
import { isShort } from './chart-scale.js';
import { chartMessages, type ChartMessages } from './demand-chart.messages.js';
import { toDate, type ChartView, type DemandPoint } from './demand-points.js';
import type { FanBand } from './fan-bands.js';

/** Texts that come in two forms, one for each view: `columnDay` and `columnWeek`. */
type OfView<Name> = Name extends `${infer Start}Week` ? Start : never;

/** What the chart says, in the page's language. */
export class ChartText {
  private readonly words: Localizer<ChartMessages>;

  constructor(
    locale: string,
    private readonly view: ChartView,
  ) {
    this.words = createLocalizer(locale, chartMessages);
  }

  text(name: keyof ChartMessages, values?: Record<string, string | number>): string {
    return this.words.text(name, values);
  }

  /** The form of a text for the view. */
  viewed(name: OfView<keyof ChartMessages>, values?: Record<string, string | number>): string {
    const suffix = this.view === 'week' ? 'Week' : 'Day';
    return this.words.text(`${name}${suffix}` as keyof ChartMessages, values);
  }

  count(value: number): string {
    return this.words.number(value, { maximumFractionDigits: Math.abs(value) < 10 ? 1 : 0 });
  }

  /** As short as it can be, for the axis. */
  mark(value: number): string {
    return value < 10_000 ? this.count(value) : this.words.number(value, { notation: 'compact' });
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
    if (isShort(spanDays)) return this.words.date(date, { day: 'numeric', month: 'short', timeZone: 'UTC' });
    const isYear = date.getUTCMonth() === 0;
    return this.words.date(date, {
      month: 'short',
      ...(isYear && spanDays > 300 && { year: 'numeric' }),
      timeZone: 'UTC',
    });
  }

  /** Everything about one position, as it is read out and shown. */
  reading(point: DemandPoint, bands: readonly FanBand[]): string {
    const { expected, quantiles } = point;
    const [widest] = bands;
    const parts = [
      this.sales(point, this.view),
      expected !== undefined && this.text('expected', { count: this.count(expected) }),
      quantiles &&
        widest &&
        this.viewed('range', {
          low: this.count(quantiles[widest.low] ?? 0),
          high: this.count(quantiles[widest.high] ?? 0),
          tenths: tenths(widest),
        }),
    ];
    return `${this.when(point)}: ${parts.filter(Boolean).join(', ')}`;
  }

  /** What sold, of whichever kind, and what kept it from selling; empty ahead of today. */
  sales({ sold, wholesale, daysOut }: DemandPoint, span: ChartView = 'week'): string {
    return [
      sold !== undefined && this.text('sold', { count: this.count(sold) }),
      wholesale && this.text('wholesale', { count: this.count(wholesale) }),
      daysOut && this.out(daysOut, span),
    ]
      .filter(Boolean)
      .join(', ');
  }

  /** An estimate of many days: more than two figures of it would be false precision. */
  about(value: number): string {
    return value < 10 ? this.count(value) : this.words.number(value, { maximumSignificantDigits: 2 });
  }

  /** The range of a week ahead. */
  likely(week: DemandPoint, band: FanBand): string {
    const bound = (at: number) => this.count(week.quantiles?.[at] ?? 0);
    return this.text('likelyWeek', {
      week: this.when(week),
      low: bound(band.low),
      high: bound(band.high),
      tenths: tenths(band),
    });
  }

  out(days: number, span = this.view): string {
    return span === 'week' ? this.text('daysOut', { count: days }) : this.text('outOfStock');
  }
}

/** 80 % reads "8 days of 10". */
export function tenths(band: FanBand): number {
  return Math.round(band.share * 10);
}
