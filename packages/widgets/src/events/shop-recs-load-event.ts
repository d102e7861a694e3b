import type { Placement, ProductCard } from '@shelfwise/core/wire';

/** A row has its products; empty when there is nothing to show. */
export class ShopRecsLoadEvent extends Event {
  static readonly type = 'shop-recs-load';
  readonly detail: { placement: Placement; filledBy: Placement; items: ProductCard[] };
  constructor(detail: { placement: Placement; filledBy: Placement; items: ProductCard[] }) {
    super(ShopRecsLoadEvent.type, { bubbles: true, composed: true });
    this.detail = detail;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'shop-recs-load': ShopRecsLoadEvent;
  }
}
