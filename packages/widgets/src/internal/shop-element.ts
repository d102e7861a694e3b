import { LitElement, type CSSResultGroup } from 'lit';
import { ShopErrorEvent } from '../events/shop-error-event.js';
import { define } from './define.js';
import { hostStyles } from './host.styles.js';
import { nearestLang } from './nearest-lang.js';
import { pageContext, type PageContext, type PageState } from './page-context.js';

/**
 * Base class of our elements. It has the styles of the host, the page's language and direction, the page's context, a
 * guarded definition, and an error boundary: an error inside is reported by a `shop-error` event and never reaches
 * the page.
 */
export class ShopElement extends LitElement {
  static override styles: CSSResultGroup = hostStyles;

  /** Registers the element under a tag, unless that is taken. */
  static define(this: CustomElementConstructor, tag: string): void {
    define(tag, this);
  }

  readonly page: PageContext = pageContext();
  private unsubscribe: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.unsubscribe = this.page.subscribe((changed) => {
      this.guard(() => this.pageChanged(changed));
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unsubscribe?.();
  }

  /** Called when the page's context has changed. Subclasses override it. */
  protected pageChanged(_changed: ReadonlySet<keyof PageState>): void {
    this.requestUpdate();
  }

  /**
   * Language for texts and numbers: the nearest `lang`, else the shop's, else English. A page in plain `en` of a shop
   * in `en-GB` uses `en-GB`, which decides how dates are written.
   */
  get locale(): string {
    const near = nearestLang(this);
    const shop = this.page.state.settings?.locale ?? 'en';
    return near === '' || near === shop.split('-')[0] ? shop : near;
  }

  /** Whether the text around the element runs from right to left. */
  protected get isRightToLeft(): boolean {
    return getComputedStyle(this).direction === 'rtl';
  }

  /** Runs our code so that nothing it throws reaches the page. */
  protected guard(work: () => unknown): void {
    try {
      const result = work();
      if (result instanceof Promise) result.catch((error: unknown) => this.report(error));
    } catch (error) {
      this.report(error);
    }
  }

  report(error: unknown): void {
    this.dispatchEvent(new ShopErrorEvent(error));
  }

  protected override performUpdate(): void {
    try {
      super.performUpdate();
    } catch (error) {
      this.report(error);
    }
  }
}
