import { html, nothing, svg, type TemplateResult } from 'lit';
import type { ChartGeometry } from './chart-geometry.js';
import { tenths, type ChartText } from './chart-text.js';
import type { FanBand } from './fan-bands.js';

/** Says what each mark is, beside a small piece of it; only marks that are drawn are named. */
export function renderLegend(
  bands: readonly FanBand[],
  geometry: ChartGeometry,
  words: ChartText,
): TemplateResult {
  const entries: [isDrawn: boolean, label: string, mark: unknown][] = [
    [geometry.history !== '', words.viewed('legend'), svg`<path class="history" d="M0 6H20"></path>`],
    [geometry.expected !== '', words.text('legendExpected'), svg`<path class="expected" d="M0 6H20"></path>`],
    ...bands.map((band): [boolean, string, unknown] => [
      geometry.today !== undefined,
      words.viewed('legendRange', { tenths: tenths(band) }),
      svg`<rect class=${band.share > 0.5 ? 'band' : 'band half'} width="20" height="12"></rect>`,
    ]),
    [
      geometry.wait !== undefined,
      words.text('legendWait'),
      svg`<rect class="wait" width="20" height="12"></rect>`,
    ],
    [
      geometry.stockouts.length > 0,
      words.text('legendOut'),
      svg`<rect class="out" y="4" width="20" height="4"></rect>`,
    ],
    [geometry.cut.length > 0, words.text('legendCut'), svg`<path class="cut" d="M10 2l5 8h-10z"></path>`],
  ];
  return html`<ul class="legend">
    ${entries.map(([isDrawn, label, mark]) =>
      isDrawn ? html`<li><svg width="20" height="12" aria-hidden="true">${mark}</svg>${label}</li>` : nothing,
    )}
  </ul>`;
}
