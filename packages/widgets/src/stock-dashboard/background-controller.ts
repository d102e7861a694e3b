import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { pageBackground } from '../internal/page-background.js';

/**
 * Keeps `--page-background` at the color that the page shows behind an element: what is sticky or opens over the page
 * covers what is behind it. Follows a system that turns dark, and pages that switch by a class or an attribute.
 */
export class BackgroundController implements ReactiveController {
  private readonly scheme = matchMedia('(prefers-color-scheme: dark)');
  private readonly switched = new MutationObserver(() => this.measure());

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
  }

  hostConnected(): void {
    this.scheme.addEventListener('change', this.measure);
    // A page that fades from one color to the other has it only at the end.
    document.addEventListener('transitionend', this.measure);
    for (const element of [document.documentElement, document.body])
      this.switched.observe(element, { attributes: true });
  }

  hostDisconnected(): void {
    this.scheme.removeEventListener('change', this.measure);
    document.removeEventListener('transitionend', this.measure);
    this.switched.disconnect();
  }

  readonly measure = (): void => {
    this.host.style.setProperty('--page-background', pageBackground(this.host) ?? 'Canvas');
  };
}
