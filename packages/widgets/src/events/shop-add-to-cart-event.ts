/**
 * Fired when a shopper presses "add to cart". The page calls `preventDefault()` and puts the product into its
 * own cart. Otherwise the browser opens the product's page. A page that needs time calls
 * `event.waitUntil(promise)`. If the promise rejects, the shopper sees that the product was not added.
 */
export class ShopAddToCartEvent extends Event {
  static readonly type = 'shop-add-to-cart';
  readonly detail: { product: string; quantity: number };
  private readonly pending: Promise<unknown>[] = [];

  constructor(detail: { product: string; quantity: number }) {
    super(ShopAddToCartEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.detail = detail;
  }

  /** Keeps the button busy until the shop's cart has responded. */
  waitUntil(work: Promise<unknown>): void {
    this.pending.push(work);
  }

  /** Settles when all promises that were passed to `waitUntil` have settled. */
  get finished(): Promise<unknown> {
    return Promise.all(this.pending);
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'shop-add-to-cart': ShopAddToCartEvent;
  }
}
