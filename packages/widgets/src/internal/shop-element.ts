import { LitElement, type CSSResultGroup } from 'lit';
import { ShopErrorEvent } from '../events/shop-error-event.js';
import { define } from './define.js';
import { hostStyles } from './host.styles.js';
import { pageContext, type PageContext, type PageState } from './page-context.js';

/**
 * What every element of ours shares: styles of the host, the page's language and direction, the page's context, a
 * guarded definition, and an error boundary: what fails inside stays inside and is told by a `shop-error` event.
 */
export class ShopElement extends LitElement {
  static override styles: CSSResultGroup = hostStyles;

  /** Registers the element under a tag, unless that is taken. */
  static define(this: CustomElementConstructor, tag: string): void {
    define(tag, this);
  }

  protected readonly page: PageContext = pageContext();
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

  /** Called when the page's context has changed; to be overridden. */
  protected pageChanged(_changed: ReadonlySet<keyof PageState>): void {
    this.requestUpdate();
  }

  /**
   * Language for texts and numbers: the nearest `lang`, else the shop's, else English. A page in plain `en` of a shop
   * in `en-GB` means the shop's own English: it decides how dates are written.
   */
  protected get locale(): string {
    const near = nearestLang(this);
    const shop = this.page.state.settings?.locale ?? 'en';
    return near === '' || near === shop.split('-')[0] ? shop : near;
  }

  /** Whether text runs from right to left where the element stands. */
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

  protected report(error: unknown): void {
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

/** The nearest `lang`, also outside the shadow root that an element of ours stands in. */
function nearestLang(element: Element): string {
  const lang = element.closest('[lang]')?.getAttribute('lang');
  if (lang) return lang;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? nearestLang(root.host) : '';
}
