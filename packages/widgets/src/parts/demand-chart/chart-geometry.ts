import { bisectCenter, max } from 'd3-array';
import { area, line } from 'd3-shape';
import { dayTicks, linearScale, valueTicks, type LinearScale } from './chart-scale.js';
import type { DemandPoint } from './demand-points.js';
import { levelIndex, type FanBand } from './fan-bands.js';

/** Everything that is drawn, in pixels of a box of the given size. */
export interface ChartGeometry {
  width: number;
  height: number;
  x: LinearScale;
  y: LinearScale;
  points: readonly DemandPoint[];
  history: string;
  median: string;
  bands: { share: number; path: string }[];
  /** Where the shade of the waiting time begins and ends; absent without a forecast. */
  wait?: { x: number; width: number };
  /** Where today is. */
  today?: number;
  stockouts: { x: number; width: number }[];
  valueTicks: number[];
  dayTicks: number[];
}

export interface ChartInput {
  history: readonly DemandPoint[];
  forecast: readonly DemandPoint[];
  levels: readonly number[];
  bands: readonly FanBand[];
  /** Days until an order placed at the next occasion arrives. */
  protectionDays: number;
  width: number;
  isRightToLeft: boolean;
}

export const chartHeight = 260;
const margin = { top: 10, bottom: 26, axis: 38, end: 10 };

export function chartGeometry(input: ChartInput): ChartGeometry {
  const { history, forecast, levels, bands, width, isRightToLeft } = input;
  const points = [...history, ...forecast];
  const first = (points[0]?.from ?? 0) - 0.5;
  const last = (points.at(-1)?.to ?? 1) + 0.5;
  const marks = valueTicks(highest(points, bands));
  // Time runs the way the language reads.
  const [start, end] = isRightToLeft ? [width - margin.axis, margin.end] : [margin.axis, width - margin.end];
  const x = linearScale([first, last], [start, end]);
  const y = linearScale([0, marks.at(-1)!], [chartHeight - margin.bottom, margin.top]);
  const quantile = (index: number) => (point: DemandPoint) => y(point.quantiles?.[index] ?? 0);
  const middle = levelIndex(levels, 0.5);
  const span = (from: number, to: number) => ({
    x: Math.min(x(from), x(to)),
    width: Math.abs(x(to) - x(from)),
  });
  const ahead = forecast[0];
  return {
    width,
    height: chartHeight,
    x,
    y,
    points,
    history: pathOf(history, x, (point) => y(point.sold ?? 0)),
    median: middle === -1 ? '' : pathOf(forecast, x, quantile(middle)),
    bands: bands.map(({ share, low, high }) => ({
      share,
      path:
        area<DemandPoint>()
          .x((point) => x(centerOf(point)))
          .y0(quantile(low))
          .y1(quantile(high))([...forecast]) ?? '',
    })),
    ...(ahead && {
      today: x(ahead.from - 0.5),
      wait: span(ahead.from - 0.5, Math.min(last, ahead.from - 0.5 + input.protectionDays)),
    }),
    stockouts: history
      .filter((point) => point.isStockedOut)
      .map((point) => span(point.from - 0.5, point.to + 0.5)),
    valueTicks: marks,
    dayTicks: dayTicks(Math.ceil(first), Math.floor(last), Math.max(2, Math.floor(width / 80))),
  };
}

/** The point nearest to a horizontal position. */
export function pointAt({ points, x }: ChartGeometry, position: number): number {
  return bisectCenter(points.map(centerOf), x.invert(position));
}

export function centerOf(point: DemandPoint): number {
  return (point.from + point.to) / 2;
}

function highest(points: readonly DemandPoint[], bands: readonly FanBand[]): number {
  const top = bands[0]?.high;
  return (
    max(points, (point) =>
      Math.max(point.sold ?? 0, (top === undefined ? undefined : point.quantiles?.[top]) ?? 0),
    ) ?? 1
  );
}

function pathOf(points: readonly DemandPoint[], x: LinearScale, y: (point: DemandPoint) => number): string {
  return (
    line<DemandPoint>()
      .x((point) => x(centerOf(point)))
      .y(y)([...points]) ?? ''
  );
}
