import type { ProductCard } from '@shelfwise/core/wire';

/** A shopper follows a recommended product. `preventDefault()` keeps the page where it is. */
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
