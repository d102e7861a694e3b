import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { stepAsideStyles } from './step-aside.styles.js';

/** Smaller scroll movements are ignored, because fingers tremble and pages settle. */
const leastPx = 8;

type Host = ReactiveControllerHost & HTMLElement & { readonly renderRoot: HTMLElement | DocumentFragment };

/**
 * Keeps the chat's button from covering the content in use: while the shopper scrolls down, and while the
 * focused element is under the button (WCAG 2.4.11, focus not obscured). It sets `aside` on its host, which
 * then draws the button small.
 */
export class StepAsideController implements ReactiveController {
  private top = scrollY;
  private isReadingOn = false;
  private focused: Element | undefined;

  constructor(private readonly host: Host) {
    (host.renderRoot as ShadowRoot).adoptedStyleSheets.push(stepAsideStyles.styleSheet!);
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('scroll', this.handleScroll, { passive: true });
    addEventListener('resize', this.decide);
    addEventListener('focusin', this.handleFocus);
    addEventListener('focusout', this.handleBlur);
  }

  hostDisconnected(): void {
    removeEventListener('scroll', this.handleScroll);
    removeEventListener('resize', this.decide);
    removeEventListener('focusin', this.handleFocus);
    removeEventListener('focusout', this.handleBlur);
  }

  private readonly handleScroll = (): void => {
    // A page that bounces back at its end was not scrolled up.
    const end = document.documentElement.scrollHeight - innerHeight;
    const top = Math.max(0, Math.min(scrollY, end));
    if (Math.abs(top - this.top) >= leastPx || top === 0) {
      this.isReadingOn = top > this.top;
      this.top = top;
    }
    this.decide();
  };

  private readonly handleFocus = (event: FocusEvent): void => {
    const path = event.composedPath();
    const isOurs = path.includes(this.host);
    this.focused = !isOurs && path[0] instanceof Element ? path[0] : undefined;
    // A keyboard user who reaches the button sees it in full size.
    if (isOurs) this.isReadingOn = false;
    this.decide();
  };

  private readonly handleBlur = (): void => {
    this.focused = undefined;
    this.decide();
  };

  private readonly decide = (): void => {
    this.host.toggleAttribute('aside', this.isReadingOn || this.isOver(this.focused));
  };

  /** Uses the host's box, which stays in place while the button is small. */
  private isOver(element: Element | undefined): boolean {
    if (!element?.isConnected) return false;
    const [mine, its] = [this.host, element].map((one) => one.getBoundingClientRect()) as [DOMRect, DOMRect];
    return its.right > mine.left && its.left < mine.right && its.bottom > mine.top && its.top < mine.bottom;
  }
}
