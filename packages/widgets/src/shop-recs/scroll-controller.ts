import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Scrolls a row with two buttons. Touch, wheel and the Tab key work without it. */
export class ScrollController implements ReactiveController {
  canGoBack = false;
  canGoOn = false;
  private list: HTMLElement | undefined;
  private content: unknown;
  private readonly resized = new ResizeObserver(() => this.measure());

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.resized.disconnect();
    this.list = undefined;
  }

  /**
   * Measures the list after the browser's own layout; an earlier measurement would force a second layout. New
   * `content` in the same list is measured again.
   */
  watch(list: HTMLElement | undefined, content: unknown): void {
    if (list === this.list && content === this.content) return;
    this.content = content;
    this.resized.disconnect();
    this.list = list;
    if (list) this.resized.observe(list);
    else this.tell(false, false);
  }

  /** Scrolls by 90 % of the visible width, so that the last item stays visible for orientation. */
  move(pages: 1 | -1): void {
    const { list } = this;
    if (!list) return;
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const toTheRight = getComputedStyle(list).direction === 'rtl' ? -pages : pages;
    list.scrollBy({
      left: toTheRight * list.clientWidth * 0.9,
      behavior: isCalm ? 'auto' : 'smooth',
    });
  }

  readonly measure = (): void => {
    const { list } = this;
    if (!list) return;
    // Right-to-left rows have negative scroll positions. Fractions of a pixel are ignored.
    const position = Math.abs(list.scrollLeft);
    this.tell(position > 1, position < list.scrollWidth - list.clientWidth - 1);
  };

  private tell(canGoBack: boolean, canGoOn: boolean) {
    if (canGoBack === this.canGoBack && canGoOn === this.canGoOn) return;
    this.canGoBack = canGoBack;
    this.canGoOn = canGoOn;
    this.host.requestUpdate();
  }
}
