/**
 * A shopper wants a product. The page takes it by `preventDefault()` and puts it into its own cart; nobody taking it
 * leads the shopper to the product's page instead. A page that needs time says so: `event.waitUntil(promise)`; a
 * promise that fails is shown to the shopper as "could not be added".
 */
export class ShopAddToCartEvent extends Event {
  static readonly type = 'shop-add-to-cart';
  readonly detail: { product: string; quantity: number };
  private readonly pending: Promise<unknown>[] = [];

  constructor(detail: { product: string; quantity: number }) {
    super(ShopAddToCartEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.detail = detail;
  }

  /** Keeps the button waiting until the shop's cart has answered. */
  waitUntil(work: Promise<unknown>): void {
    this.pending.push(work);
  }

  /** Settled when everything given to `waitUntil` is. */
  get finished(): Promise<unknown> {
    return Promise.all(this.pending);
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'shop-add-to-cart': ShopAddToCartEvent;
  }
}
