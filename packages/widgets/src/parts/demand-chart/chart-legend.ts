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
  return html`<ul class="legend">
    ${renderEntry(words.text('legendSold'), svg`<path class="history" d="M0 6H20"></path>`)}
    ${geometry.median ? renderEntry(words.text('legendLikely'), svg`<path class="median" d="M0 6H20"></path>`) : nothing}
    ${bands.map((band) =>
      renderEntry(
        words.text('legendRange', { tenths: tenths(band) }),
        svg`<rect class=${band.share > 0.5 ? 'band' : 'band half'} width="20" height="12"></rect>`,
      ),
    )}
    ${
      geometry.wait
        ? renderEntry(words.text('legendWait'), svg`<rect class="wait" width="20" height="12"></rect>`)
        : nothing
    }
    ${
      geometry.stockouts.length > 0
        ? renderEntry(words.text('legendOut'), svg`<rect class="out" y="4" width="20" height="4"></rect>`)
        : nothing
    }
  </ul>`;
}

function renderEntry(label: string, mark: unknown): TemplateResult {
  return html`<li><svg width="20" height="12" aria-hidden="true">${mark}</svg>${label}</li>`;
}
