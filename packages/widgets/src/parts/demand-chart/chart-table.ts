import { html, type TemplateResult } from 'lit';
import { tenths, type ChartText } from './chart-text.js';
import type { DemandPoint } from './demand-points.js';
import type { FanBand } from './fan-bands.js';

/** The chart's figures as a table, newest first: what is ahead matters most. */
export function renderChartTable(
  points: readonly DemandPoint[],
  bands: readonly FanBand[],
  words: ChartText,
): TemplateResult {
  const [widest] = bands;
  const range = ({ quantiles }: DemandPoint) =>
    widest && quantiles
      ? `${words.count(quantiles[widest.low]!)}–${words.count(quantiles[widest.high]!)}`
      : '';
  const sold = ({ sold, daysOut }: DemandPoint) =>
    sold === undefined ? '' : words.count(sold) + (daysOut ? ` (${words.out(daysOut)})` : '');
  return html`<div class="rows" role="region" aria-label=${words.viewed('caption')} tabindex="0">
    <table>
      <caption class="visually-hidden">
        ${words.viewed('caption')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${words.viewed('column')}</th>
          <th scope="col">${words.text('columnSold')}</th>
          <th scope="col">${words.text('columnExpected')}</th>
          <th scope="col">${words.viewed('columnRange', { tenths: widest ? tenths(widest) : 0 })}</th>
        </tr>
      </thead>
      <tbody>
        ${points.toReversed().map(
          (point) =>
            html`<tr>
              <th scope="row">${words.when(point)}</th>
              <td>${sold(point)}</td>
              <td>${point.expected === undefined ? '' : words.count(point.expected)}</td>
              <td>${range(point)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
