import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { stepAsideStyles } from './step-aside.styles.js';

/** A finger trembles, and a page settles: less than this is no scrolling. */
const leastPx = 8;

type Host = ReactiveControllerHost & HTMLElement & { readonly renderRoot: HTMLElement | DocumentFragment };

/**
 * Keeps the chat's button from lying over what the shopper is at: while the page is scrolled down, until it is scrolled
 * up, and while the focus is under it (WCAG 2.4.11, focus not obscured). Sets `aside` on its host, which is drawn small.
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
    // A page that springs back from its end was not scrolled up.
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
    // Who comes to the button with the keyboard sees it whole.
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

  /** By the host's box, which stays where the button is when it is not aside. */
  private isOver(element: Element | undefined): boolean {
    if (!element?.isConnected) return false;
    const [mine, its] = [this.host, element].map((one) => one.getBoundingClientRect()) as [DOMRect, DOMRect];
    return its.right > mine.left && its.left < mine.right && its.bottom > mine.top && its.top < mine.bottom;
  }
}
