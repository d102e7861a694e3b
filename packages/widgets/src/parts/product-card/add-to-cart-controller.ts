import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ProductCard } from '@shelfwise/core/wire';
import { ShopAddToCartEvent } from '../../events/shop-add-to-cart-event.js';
import { pageContext } from '../../internal/page-context.js';
import { safeUrl } from '../../internal/safe-url.js';

export type AddState = 'idle' | 'adding' | 'added' | 'failed';

/**
 * Asks the page to put a product into its cart, and remembers how that went. A page that does not take the event gets
 * the shopper's wish in the only way left: their browser goes to the product.
 */
export class AddToCartController implements ReactiveController {
  private readonly states = new Map<string, AddState>();

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    /** Leaves for a product's page; replaced in tests. */
    private readonly visit: (url: string) => void = (url) => location.assign(url),
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.states.clear();
  }

  stateOf(product: string): AddState {
    return this.states.get(product) ?? 'idle';
  }

  async add(item: ProductCard, requestId?: string): Promise<void> {
    const { product } = item;
    if (this.stateOf(product) === 'adding') return;
    const event = new ShopAddToCartEvent({ product, quantity: 1 });
    this.host.dispatchEvent(event);
    if (!event.defaultPrevented) {
      const url = safeUrl(item.url);
      if (url !== undefined) this.visit(url);
      return;
    }
    this.change(product, 'adding');
    try {
      await event.finished;
      pageContext().track({
        type: 'add_to_cart',
        product,
        quantity: 1,
        price: item.salePrice ?? item.price,
        ...(requestId !== undefined && { requestId }),
      });
      this.change(product, 'added');
    } catch {
      // The shop's own cart said no; it knows why, the shopper is told that.
      this.change(product, 'failed');
    }
  }

  private change(product: string, state: AddState) {
    this.states.set(product, state);
    this.host.requestUpdate();
  }
}
