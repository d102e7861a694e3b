/** Something failed inside one of our elements. The page need not do anything; it may log it. */
export class ShopErrorEvent extends Event {
  static readonly type = 'shop-error';
  readonly detail: { error: unknown };
  constructor(error: unknown) {
    super(ShopErrorEvent.type, { bubbles: true, composed: true });
    this.detail = { error };
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'shop-error': ShopErrorEvent;
  }
}
