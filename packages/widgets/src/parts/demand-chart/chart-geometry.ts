import { bisectCenter } from 'd3-array';
import { area, line } from 'd3-shape';
import { dayTicks, linearScale, valueTicks, type LinearScale } from './chart-scale.js';
import type { ChartPoints, DemandPoint } from './demand-points.js';
import type { FanBand } from './fan-bands.js';
import { highestShown } from './value-range.js';

/** Everything that is drawn, in pixels of a box of the given size. */
export interface ChartGeometry {
  width: number;
  height: number;
  /** Where the plot begins and ends, in the direction of reading, and its upper edge. */
  start: number;
  end: number;
  top: number;
  x: LinearScale;
  /** What is higher than the plot ends at its upper edge. */
  y: (value: number) => number;
  points: readonly DemandPoint[];
  history: string;
  /** Between the history and the ground. */
  ground: string;
  expected: string;
  bands: { share: number; path: string }[];
  /** Where the shade of the waiting time begins and ends; absent without a forecast. */
  wait?: { x: number; width: number };
  /** Where today is. */
  today?: number;
  stockouts: { x: number; width: number }[];
  /** Points higher than the plot. */
  cut: { x: number; value: number }[];
  valueTicks: number[];
  dayTicks: number[];
  /** From the first day to the last. */
  spanDays: number;
}

export interface ChartInput extends ChartPoints {
  /** Days without stock, each from its beginning to its end. */
  stockouts: readonly DemandPoint[];
  bands: readonly FanBand[];
  /** Days until an order placed at the next occasion arrives. */
  protectionDays: number;
  width: number;
  isRightToLeft: boolean;
}

export const chartHeight = 280;
const margin = { top: 24, bottom: 26, axis: 40, end: 10 };

export function chartGeometry(input: ChartInput): ChartGeometry {
  const { history, forecast, bands, width, isRightToLeft } = input;
  const points = [...history, ...forecast];
  const first = (points[0]?.from ?? 0) - 0.5;
  const last = (points.at(-1)?.to ?? 1) + 0.5;
  const highest = highestShown(points, bands);
  const marks = valueTicks(highest);
  // Time runs the way the language reads.
  const [start, end] = isRightToLeft ? [width - margin.axis, margin.end] : [margin.axis, width - margin.end];
  const x = linearScale([first, last], [start, end]);
  const most = marks.at(-1)!;
  const height = linearScale([0, most], [chartHeight - margin.bottom, margin.top]);
  const y = (value: number) => height(Math.min(value, most));
  const span = (from: number, to: number) => ({
    x: Math.min(x(from), x(to)),
    width: Math.abs(x(to) - x(from)),
  });
  const between = (
    of: readonly DemandPoint[],
    low: (point: DemandPoint) => number,
    high: (point: DemandPoint) => number,
  ) =>
    area<DemandPoint>()
      .x((point) => x(centerOf(point)))
      .y0((point) => y(low(point)))
      .y1((point) => y(high(point)))([...of]) ?? '';
  const ahead = forecast[0];
  return {
    width,
    height: chartHeight,
    start,
    end,
    top: margin.top,
    x,
    y,
    points,
    history: pathOf(history, x, (point) => y(point.sold ?? 0)),
    ground: between(
      history,
      () => 0,
      (point) => point.sold ?? 0,
    ),
    expected: pathOf(
      forecast.filter(({ expected }) => expected !== undefined),
      x,
      (point) => y(point.expected!),
    ),
    bands: bands.map(({ share, low, high }) => ({
      share,
      path: between(
        forecast,
        ({ quantiles }) => quantiles?.[low] ?? 0,
        ({ quantiles }) => quantiles?.[high] ?? 0,
      ),
    })),
    ...(ahead && {
      today: x(ahead.from - 0.5),
      wait: span(ahead.from - 0.5, Math.min(last, ahead.from - 0.5 + input.protectionDays)),
    }),
    stockouts: input.stockouts
      .filter((day) => day.from > first && day.to < last)
      .map((day) => span(day.from - 0.5, day.to + 0.5)),
    cut: history
      .filter(({ sold = 0 }) => sold > most)
      .map((point) => ({ x: x(centerOf(point)), value: point.sold! })),
    valueTicks: marks,
    dayTicks: dayTicks(first + 0.5, last - 0.5, Math.max(2, Math.floor(width / 80))),
    spanDays: last - first - 1,
  };
}

/** The point nearest to a horizontal position. */
export function pointAt({ points, x }: ChartGeometry, position: number): number {
  return bisectCenter(points.map(centerOf), x.invert(position));
}

export function centerOf(point: DemandPoint): number {
  return (point.from + point.to) / 2;
}

function pathOf(points: readonly DemandPoint[], x: LinearScale, y: (point: DemandPoint) => number): string {
  return (
    line<DemandPoint>()
      .x((point) => x(centerOf(point)))
      .y(y)([...points]) ?? ''
  );
}
