import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { pageContext } from '../internal/page-context.js';

/** Half of a card, for one second: the advertising industry's definition of "viewable". */
const visibleShare = 0.5;
const visibleMs = 1000;

/** Reports which recommended products were visible, each once per response of the server. */
export class ImpressionController implements ReactiveController {
  private observer: IntersectionObserver | undefined;
  private requestId = '';
  private readonly seen = new Set<string>();
  private readonly inView = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.observer?.disconnect();
    clearTimeout(this.timer);
    this.inView.clear();
  }

  /** Observes the cards of a response. Each card has its product in `data-product`. */
  watch(requestId: string, cards: Iterable<HTMLElement>): void {
    if (requestId !== this.requestId) this.seen.clear();
    this.requestId = requestId;
    this.observer?.disconnect();
    this.inView.clear();
    this.observer = new IntersectionObserver((entries) => this.handle(entries), { threshold: visibleShare });
    for (const card of cards) if (!this.seen.has(card.dataset.product ?? '')) this.observer.observe(card);
  }

  private handle(entries: IntersectionObserverEntry[]) {
    for (const { isIntersecting, target } of entries) {
      const product = (target as HTMLElement).dataset.product ?? '';
      if (isIntersecting) this.inView.add(product);
      else this.inView.delete(product);
    }
    clearTimeout(this.timer);
    if (this.inView.size > 0) this.timer = setTimeout(() => this.tell(), visibleMs);
  }

  private tell() {
    const products = [...this.inView].filter((product) => !this.seen.has(product));
    if (products.length === 0) return;
    products.forEach((product) => this.seen.add(product));
    pageContext().track({ type: 'impression', requestId: this.requestId, products });
  }
}
