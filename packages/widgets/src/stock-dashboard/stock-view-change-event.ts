/** The owner chose other filters, another order or another page. */
export class StockViewChangeEvent extends Event {
  static readonly type = 'shop-stock-view-change';

  /** @param view as the property of the same name takes it back: the query of an address, without its `?` */
  constructor(readonly view: string) {
    super(StockViewChangeEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'shop-stock-view-change': StockViewChangeEvent;
  }
}
