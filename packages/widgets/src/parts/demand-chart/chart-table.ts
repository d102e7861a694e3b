import { html, type TemplateResult } from 'lit';
import { tenths, type ChartText } from './chart-text.js';
import type { DemandPoint } from './demand-points.js';
import { levelIndex, type FanBand } from './fan-bands.js';

/** The chart's figures as a table, newest first: what is ahead matters most. */
export function renderChartTable(
  points: readonly DemandPoint[],
  levels: readonly number[],
  bands: readonly FanBand[],
  words: ChartText,
): TemplateResult {
  const middle = levelIndex(levels, 0.5);
  const [widest] = bands;
  const range = ({ quantiles }: DemandPoint) =>
    widest && quantiles
      ? `${words.count(quantiles[widest.low]!)}–${words.count(quantiles[widest.high]!)}`
      : '';
  const median = ({ quantiles }: DemandPoint) =>
    quantiles && middle !== -1 ? words.count(quantiles[middle]!) : '';
  return html`<div class="rows" role="region" aria-label=${words.text('tableCaption')} tabindex="0">
    <table>
      <caption class="visually-hidden">
        ${words.text('tableCaption')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${words.text('columnDay')}</th>
          <th scope="col">${words.text('columnSold')}</th>
          <th scope="col">${words.text('columnLikely')}</th>
          <th scope="col">${words.text('columnRange', { tenths: widest ? tenths(widest) : 0 })}</th>
        </tr>
      </thead>
      <tbody>
        ${points.toReversed().map(
          (point) =>
            html`<tr>
              <th scope="row">${words.when(point)}</th>
              <td>${point.sold === undefined ? '' : words.count(point.sold)}</td>
              <td>${median(point)}</td>
              <td>${range(point)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
