import type { ProductCard, Placement, RowFilling } from '@shelfwise/core/wire';

/** Fired when a row has loaded its products. The list is empty when there is nothing to show. */
export class ShopRecsLoadEvent extends Event {
  static readonly type = 'shop-recs-load';
  readonly detail: { placement: Placement; filledBy: RowFilling; items: ProductCard[] };
  constructor(detail: { placement: Placement; filledBy: RowFilling; items: ProductCard[] }) {
    super(ShopRecsLoadEvent.type, { bubbles: true, composed: true });
    this.detail = detail;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'shop-recs-load': ShopRecsLoadEvent;
  }
}
