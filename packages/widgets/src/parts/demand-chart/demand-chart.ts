import { html, nothing, svg, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ShopElement } from '../../internal/shop-element.js';
import { centerOf, chartGeometry, pointAt, type ChartGeometry } from './chart-geometry.js';
import { renderLegend } from './chart-legend.js';
import { renderChartTable } from './chart-table.js';
import { ChartText } from './chart-text.js';
import { chartStyles } from './demand-chart.styles.js';
import {
  forecastPoints,
  historyPoints,
  weekly,
  type DemandForecast,
  type DemandHistory,
  type DemandPoint,
} from './demand-points.js';
import { fanBands, levelIndex } from './fan-bands.js';

/** Days of history in the near view; more are shown by week. */
const recentDays = 91;

/**
 * What sold each day, and the range in which the next days likely fall.
 *
 * ```html
 * <demand-chart></demand-chart>
 * <script type="module">chart.history = […]; chart.forecast = {…}; chart.protectionDays = 21;</script>
 * ```
 * The plot is a slider for the keyboard: its value text reads the day under the cursor. The same figures stand in a
 * table below. With no data it says so.
 *
 * @summary Sales history with a fan of likely sales ahead.
 * @cssproperty --shop-accent - Color of the forecast.
 */
export class DemandChart extends ShopElement {
  static override styles = [ShopElement.styles, chartStyles];

  /** Oldest day first; days without sales may be left out. */
  @property({ attribute: false }) history: DemandHistory = [];
  @property({ attribute: false }) forecast: DemandForecast | undefined;
  /** Days until the next order arrives: delivery time and the time between orders. */
  @property({ type: Number, attribute: 'protection-days' }) protectionDays = 0;
  /** The last three months by day, or everything by week. */
  @property({ reflect: true }) span: 'recent' | 'everything' = 'recent';

  @state() private width = 0;
  @state() private cursor: number | undefined;
  @state() private isTableOpen = false;

  private readonly resize = new ResizeObserver(([entry]) => {
    if (entry) this.width = Math.round(entry.contentRect.width);
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.resize.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resize.disconnect();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (['history', 'forecast', 'span'].some((name) => changed.has(name))) this.cursor = undefined;
  }

  private get points(): { history: DemandPoint[]; forecast: DemandPoint[] } {
    const history = historyPoints(this.history);
    const forecast = forecastPoints(this.forecast);
    if (this.span === 'everything') {
      return { history: weekly(history, 'end'), forecast: weekly(forecast, 'start') };
    }
    return { history: history.slice(-recentDays), forecast };
  }

  private handleKey(event: KeyboardEvent, count: number): void {
    const forward = this.isRightToLeft ? 'ArrowLeft' : 'ArrowRight';
    const back = this.isRightToLeft ? 'ArrowRight' : 'ArrowLeft';
    const steps: Record<string, number> = {
      [forward]: 1,
      [back]: -1,
      ArrowUp: 1,
      ArrowDown: -1,
      PageUp: 7,
      PageDown: -7,
      Home: -count,
      End: count,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    this.cursor = Math.min(count - 1, Math.max(0, (this.cursor ?? this.todayIndex) + step));
  }

  /** The last day of the history: where the keyboard begins. */
  private get todayIndex(): number {
    return Math.max(0, this.points.history.length - 1);
  }

  private handlePointer(event: PointerEvent, geometry: ChartGeometry): void {
    const left = (event.currentTarget as Element).getBoundingClientRect().left;
    this.cursor = pointAt(geometry, event.clientX - left);
  }

  protected override render(): TemplateResult {
    const words = new ChartText(this.locale);
    const { history, forecast } = this.points;
    if (history.length + forecast.length === 0) return html`<p>${words.text('nothing')}</p>`;
    const levels = this.forecast?.levels ?? [];
    const bands = fanBands(levels);
    const geometry = chartGeometry({
      history,
      forecast,
      levels,
      bands,
      protectionDays: this.protectionDays,
      width: Math.max(240, this.width),
      isRightToLeft: this.isRightToLeft,
    });
    const index = this.cursor ?? this.todayIndex;
    const reading = words.reading(geometry.points[index]!, levels, bands);
    return html`<figure>
      <div class="top">
        <p class="reading" aria-hidden="true">${reading}</p>
        ${this.renderSpans(words)}
      </div>
      <div
        class="plot"
        role="slider"
        tabindex="0"
        aria-label=${words.text('cursor')}
        aria-describedby="summary"
        aria-valuemin="0"
        aria-valuemax=${geometry.points.length - 1}
        aria-valuenow=${index}
        aria-valuetext=${reading}
        @keydown=${(event: KeyboardEvent) => this.handleKey(event, geometry.points.length)}
        @pointermove=${(event: PointerEvent) => this.handlePointer(event, geometry)}
        @pointerdown=${(event: PointerEvent) => this.handlePointer(event, geometry)}
        @pointerleave=${() => (this.cursor = undefined)}
      >
        ${this.renderDrawing(geometry, words, levels)}
      </div>
      <figcaption>
        <span id="summary" class="visually-hidden">${summaryOf(geometry, levels, words)}</span>
        ${renderLegend(bands, geometry, words)}
      </figcaption>
      <details @toggle=${(event: Event) => (this.isTableOpen = (event.target as HTMLDetailsElement).open)}>
        <summary>${words.text('table')}</summary>
        ${this.isTableOpen ? renderChartTable(geometry.points, levels, bands, words) : nothing}
      </details>
    </figure>`;
  }

  private renderSpans(words: ChartText): TemplateResult | typeof nothing {
    if (this.history.length <= recentDays) return nothing;
    const choice = (span: 'recent' | 'everything') =>
      html`<button
        type="button"
        aria-pressed=${this.span === span ? 'true' : 'false'}
        @click=${() => (this.span = span)}
      >
        ${words.text(span)}
      </button>`;
    return html`<div class="spans" role="group" aria-label=${words.text('span')}>
      ${choice('recent')}${choice('everything')}
    </div>`;
  }

  private renderDrawing(
    geometry: ChartGeometry,
    words: ChartText,
    levels: readonly number[],
  ): TemplateResult {
    const { width, height, x, y, wait, today } = geometry;
    const bottom = y(0);
    const [start, end] = [x.invert(0), x.invert(width)];
    const axisX = this.isRightToLeft ? width : 0;
    return html`<svg width=${width} height=${height} viewBox="0 0 ${width} ${height}" aria-hidden="true">
      ${geometry.valueTicks.map(
        (value) =>
          svg`<line class="grid" x1=${x(start) + 34} x2=${x(end)} y1=${y(value)} y2=${y(value)}></line>
            <text x=${axisX} y=${y(value) + 4}>${words.count(value)}</text>`,
      )}
      ${geometry.dayTicks.map(
        (day) => svg`<text class="middle" x=${x(day)} y=${height - 6}>${words.tick(day, end - start)}</text>`,
      )}
      ${wait ? svg`<rect class="wait" x=${wait.x} y="10" width=${wait.width} height=${bottom - 10}></rect>` : nothing}
      ${geometry.bands.map(
        ({ share, path }) => svg`<path class=${share > 0.5 ? 'band' : 'band half'} d=${path}></path>`,
      )}
      ${geometry.stockouts.map(
        (out) =>
          svg`<rect class="out" x=${out.x} y=${bottom} width=${Math.max(1, out.width)} height="4"></rect>`,
      )}
      <path class="history" d=${geometry.history}></path>
      <path class="median" d=${geometry.median}></path>
      ${today === undefined ? nothing : svg`<line class="today" x1=${today} x2=${today} y1="10" y2=${bottom}></line>`}
      ${this.renderCursor(geometry, levels)}
    </svg>`;
  }

  private renderCursor({ points, x, y }: ChartGeometry, levels: readonly number[]): unknown {
    const point = this.cursor === undefined ? undefined : points[this.cursor];
    if (!point) return nothing;
    const at = x(centerOf(point));
    const value = point.sold ?? point.quantiles?.[levelIndex(levels, 0.5)];
    return svg`<line class="cursor" x1=${at} x2=${at} y1="10" y2=${y(0)}></line>
      ${
        value === undefined
          ? nothing
          : svg`<circle class=${point.quantiles ? 'dot ahead' : 'dot'} cx=${at} cy=${y(value)} r="4"></circle>`
      }`;
  }
}

function summaryOf({ points }: ChartGeometry, levels: readonly number[], words: ChartText): string {
  const past = points.filter((point) => point.sold !== undefined);
  const ahead = points.filter((point) => point.quantiles);
  const middle = levelIndex(levels, 0.5);
  const sentences: string[] = [];
  if (past.length > 0) {
    sentences.push(
      words.text('summary', { from: words.date(past[0]!.from), to: words.date(past.at(-1)!.to) }),
    );
  }
  if (ahead.length > 0 && middle !== -1) {
    const mean = ahead.reduce((sum, point) => sum + (point.quantiles?.[middle] ?? 0), 0) / ahead.length;
    sentences.push(
      words.text('summaryAhead', { until: words.date(ahead.at(-1)!.to), median: words.count(mean) }),
    );
  }
  return [...sentences, words.text('hint')].join(' ');
}

DemandChart.define('demand-chart');

declare global {
  interface HTMLElementTagNameMap {
    'demand-chart': DemandChart;
  }
}
