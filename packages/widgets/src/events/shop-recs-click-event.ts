import type { ProductCard } from '@shelfwise/core/wire';

/** Fired when a shopper clicks a recommended product. `preventDefault()` stops the navigation. */
export class ShopRecsClickEvent extends Event {
  static readonly type = 'shop-recs-click';
  readonly detail: { item: ProductCard; requestId: string };
  constructor(detail: { item: ProductCard; requestId: string }) {
    super(ShopRecsClickEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.detail = detail;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'shop-recs-click': ShopRecsClickEvent;
  }
}
