import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A row that is wider than its place, moved by two buttons; a finger, a wheel and the Tab key work without us. */
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
   * The list is measured after the browser's own layout, never before it: that would have it lay out the page twice.
   * Another `content` in the same list is measured anew.
   */
  watch(list: HTMLElement | undefined, content: unknown): void {
    if (list === this.list && content === this.content) return;
    this.content = content;
    this.resized.disconnect();
    this.list = list;
    if (list) this.resized.observe(list);
    else this.tell(false, false);
  }

  /** Moves by what is in view, less a little, so that the eye keeps its place. */
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
    // Right-to-left rows scroll to negative positions; fractions of a pixel are not a place to go to.
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
