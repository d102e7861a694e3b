import { html, nothing, svg, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { visitStorage } from '../../internal/safe-storage.js';
import { ShopElement } from '../../internal/shop-element.js';
import { centerOf, chartGeometry, pointAt, type ChartGeometry } from './chart-geometry.js';
import { renderLegend } from './chart-legend.js';
import { renderChartTable } from './chart-table.js';
import { describeNow } from './chart-summary.js';
import { ChartText } from './chart-text.js';
import { chartStyles } from './demand-chart.styles.js';
import {
  dailyPoints,
  historyPoints,
  recentDays,
  usualView,
  weeklyPoints,
  type ChartPoints,
  type ChartView,
  type DemandForecast,
  type DemandHistory,
} from './demand-points.js';
import { fanBands, type FanBand } from './fan-bands.js';

const fewDays = 35;
/** Half the width of "Jan 2027": a mark at the edge keeps its label inside. */
const halfLabel = 27;

/** What the owner chose, for all charts that are opened on this page. */
const choice = () => `shelfwise-chart-view:${location.pathname}`;

/**
 * What sold, what is expected, and the range in which it likely falls: by day for the last three months (on a telephone
 * five weeks), or by week for all there is. What sells on few days is shown by week, until the owner chooses; the choice holds for the page.
 *
 * ```html
 * <demand-chart></demand-chart>
 * <script type="module">chart.history = […]; chart.forecast = {…}; chart.protectionDays = 21;</script>
 * ```
 * The plot is a slider for the keyboard: its value text reads the day or week under the cursor. The same figures stand
 * in a table below. With no data it says so.
 *
 * @summary Sales history with what is expected ahead and its likely range.
 * @cssproperty --shop-accent - Color of the forecast.
 */
export class DemandChart extends ShopElement {
  static override styles = [ShopElement.styles, chartStyles];

  /** Oldest day first; days without sales may be left out. */
  @property({ attribute: false }) history: DemandHistory = [];
  @property({ attribute: false }) forecast: DemandForecast | undefined;
  /** Days until the next order arrives: delivery time and the time between orders. */
  @property({ type: Number, attribute: 'protection-days' }) protectionDays = 0;
  /** Absent: as the owner chose before, else what suits the product. */
  @property() view: ChartView | undefined;

  @state() private width = 0;
  @state() private cursor: number | undefined;
  @state() private isTableOpen = false;
  private points: ChartPoints = { history: [], forecast: [] };

  private readonly resize = new ResizeObserver(([entry]) => {
    // In the next frame: the chart's own new height would be news again, which browsers report to the page as an error.
    if (entry) requestAnimationFrame(() => (this.width = Math.round(entry.contentRect.width)));
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
    const causes = ['history', 'forecast', 'view', 'width', 'protectionDays'];
    if (this.hasUpdated && !causes.some((name) => changed.has(name))) return;
    this.cursor = undefined;
    const { history, forecast } = this;
    // Three pixels a day at least: on a telephone a month, and what it takes to see the next delivery.
    const days = this.width < 3 * 2 * recentDays ? fewDays : recentDays;
    this.points =
      this.shownView === 'week'
        ? weeklyPoints(history, forecast)
        : dailyPoints(history, forecast, { back: days, ahead: Math.max(days, this.protectionDays + 7) });
  }

  private get shownView(): ChartView {
    if (!this.hasWeeks) return 'day';
    if (this.view) return this.view;
    const chosen = visitStorage.read(choice());
    return chosen === 'week' || chosen === 'day' ? chosen : usualView(this.history, this.forecast);
  }

  /** Whether there is anything to be shown by week: a forecast of an older server tells days only. */
  private get hasWeeks(): boolean {
    if (this.forecast) return (this.forecast.weeks?.length ?? 0) > 0;
    return historyPoints(this.history, undefined).length >= 14;
  }

  private choose(view: ChartView): void {
    this.view = view;
    visitStorage.write(choice(), view);
  }

  private handleKey(event: KeyboardEvent, count: number): void {
    const forward = this.isRightToLeft ? 'ArrowLeft' : 'ArrowRight';
    const back = this.isRightToLeft ? 'ArrowRight' : 'ArrowLeft';
    const page = this.shownView === 'week' ? 4 : 7;
    const steps: Record<string, number> = {
      [forward]: 1,
      [back]: -1,
      ArrowUp: 1,
      ArrowDown: -1,
      PageUp: page,
      PageDown: -page,
      Home: -count,
      End: count,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    this.cursor = Math.min(count - 1, Math.max(0, (this.cursor ?? this.todayIndex) + step));
  }

  /** The end of the history: where the keyboard begins. */
  private get todayIndex(): number {
    return Math.max(0, this.points.history.length - 1);
  }

  private handlePointer(event: PointerEvent, geometry: ChartGeometry): void {
    const left = (event.currentTarget as Element).getBoundingClientRect().left;
    this.cursor = pointAt(geometry, event.clientX - left);
  }

  protected override render(): TemplateResult {
    const words = new ChartText(this.locale, this.shownView);
    const { history, forecast } = this.points;
    if (history.length + forecast.length === 0) return html`<p>${words.text('nothing')}</p>`;
    const bands = fanBands(this.forecast?.levels ?? []);
    const geometry = chartGeometry({
      history,
      forecast,
      stockouts: historyPoints(this.history, this.forecast).filter(({ daysOut }) => daysOut),
      bands,
      protectionDays: this.protectionDays,
      width: Math.max(240, this.width),
      isRightToLeft: this.isRightToLeft,
    });
    const index = this.cursor ?? this.todayIndex;
    const reading = words.reading(geometry.points[index]!, bands);
    return html`<figure>
      <div class="top">
        <p class="reading" aria-hidden="true">${reading}</p>
        ${this.renderViews(words)}
      </div>
      <div
        class="plot"
        role="slider"
        tabindex="0"
        aria-label=${words.viewed('cursor')}
        aria-describedby="summary hint"
        aria-valuemin="0"
        aria-valuemax=${geometry.points.length - 1}
        aria-valuenow=${index}
        aria-valuetext=${reading}
        @keydown=${(event: KeyboardEvent) => this.handleKey(event, geometry.points.length)}
        @pointermove=${(event: PointerEvent) => this.handlePointer(event, geometry)}
        @pointerdown=${(event: PointerEvent) => this.handlePointer(event, geometry)}
        @pointerleave=${() => (this.cursor = undefined)}
      >
        ${this.renderDrawing(geometry, words)}
      </div>
      <figcaption>
        <p id="summary">${describeNow(this.history, this.forecast, bands, words)}</p>
        <span id="hint" class="visually-hidden">${words.viewed('hint')}</span>
        ${renderLegend(bands, geometry, words)}
      </figcaption>
      ${this.renderTable(bands, words)}
    </figure>`;
  }

  private renderTable(bands: readonly FanBand[], words: ChartText): TemplateResult {
    const { history, forecast } = this.points;
    return html`<details
      @toggle=${(event: Event) => (this.isTableOpen = (event.target as HTMLDetailsElement).open)}
    >
      <summary>${words.text('table')}</summary>
      ${this.isTableOpen ? renderChartTable([...history, ...forecast], bands, words) : nothing}
    </details>`;
  }

  private renderViews(words: ChartText): TemplateResult | typeof nothing {
    if (!this.hasWeeks) return nothing;
    const button = (view: ChartView, label: string) =>
      html`<button
        type="button"
        aria-pressed=${this.shownView === view ? 'true' : 'false'}
        @click=${() => this.choose(view)}
      >
        ${label}
      </button>`;
    return html`<div class="views" role="group" aria-label=${words.text('view')}>
      ${button('day', words.text('byDay'))}${button('week', words.text('byWeek'))}
    </div>`;
  }

  private renderDrawing(geometry: ChartGeometry, words: ChartText): TemplateResult {
    const { width, height, start, end, top, x, y, wait, today, cut } = geometry;
    const bottom = y(0);
    return html`<svg width=${width} height=${height} viewBox="0 0 ${width} ${height}" aria-hidden="true">
      ${wait ? svg`<rect class="wait" x=${wait.x} y=${top} width=${wait.width} height=${bottom - top}></rect>` : nothing}
      ${geometry.valueTicks.map(
        (value) =>
          svg`<line class="grid" x1=${start} x2=${end} y1=${y(value)} y2=${y(value)}></line>
            <text class="end" x=${this.isRightToLeft ? start + 6 : start - 6} y=${y(value) + 4}>${words.mark(value)}</text>`,
      )}
      ${geometry.dayTicks.map(
        (day) => svg`<line class="grid" x1=${x(day)} x2=${x(day)} y1=${bottom} y2=${bottom + 5}></line>
            <text class="middle" x=${Math.min(width - halfLabel, Math.max(halfLabel, x(day)))} y=${height - 6}>${words.tick(day, geometry.spanDays)}</text>`,
      )}
      ${geometry.bands.map(
        ({ share, path }) => svg`<path class=${share > 0.5 ? 'band' : 'band half'} d=${path}></path>`,
      )}
      ${geometry.stockouts.map(
        (out) =>
          svg`<rect class="out" x=${out.x} y=${bottom} width=${Math.max(1, out.width)} height="5"></rect>`,
      )}
      <path class="ground" d=${geometry.ground}></path>
      <path class="history" d=${geometry.history}></path>
      <path class="expected" d=${geometry.expected}></path>
      ${cut.map(({ x: at }) => svg`<path class="cut" d=${`M${at} ${top - 9}l5 8h-10z`}></path>`)}
      ${
        today === undefined
          ? nothing
          : svg`<line class="today" x1=${today} x2=${today} y1=${top - 8} y2=${bottom}></line>
            <text class="middle now" x=${today} y=${top - 12}>${words.text('today')}</text>`
      }
      ${this.renderCursor(geometry)}
    </svg>`;
  }

  private renderCursor({ points, x, y, top }: ChartGeometry): unknown {
    const point = this.cursor === undefined ? undefined : points[this.cursor];
    if (!point) return nothing;
    const at = x(centerOf(point));
    const value = point.sold ?? point.expected;
    return svg`<line class="cursor" x1=${at} x2=${at} y1=${top} y2=${y(0)}></line>
      ${
        value === undefined
          ? nothing
          : svg`<circle class=${point.quantiles ? 'dot ahead' : 'dot'} cx=${at} cy=${y(value)} r="4"></circle>`
      }`;
  }
}

DemandChart.define('demand-chart');

declare global {
  interface HTMLElementTagNameMap {
    'demand-chart': DemandChart;
  }
}
