import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ProductCard } from '@shelfwise/core/wire';
import { ShopAddToCartEvent } from '../../events/shop-add-to-cart-event.js';
import { pageContext } from '../../internal/page-context.js';
import { safeUrl } from '../../internal/safe-url.js';

export type AddState = 'idle' | 'adding' | 'added' | 'failed';

/**
 * Asks the page to put a product into its cart, and keeps the state of the request. If the page does not
 * handle the event, the browser opens the product's page.
 */
export class AddToCartController implements ReactiveController {
  private readonly states = new Map<string, AddState>();

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    /** Opens a product's page. Tests replace it. */
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
      // The shop's cart refused the product. The shopper sees that it was not added.
      this.change(product, 'failed');
    }
  }

  private change(product: string, state: AddState) {
    this.states.set(product, state);
    this.host.requestUpdate();
  }
}
