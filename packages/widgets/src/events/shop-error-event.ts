/** Fired when an error occurs inside an element. The page may log it. */
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
