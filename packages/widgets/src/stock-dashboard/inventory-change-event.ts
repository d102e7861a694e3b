/** An owner changed what is known about buying a product again, or snoozed its alert. */
export class InventoryChangeEvent extends Event {
  static readonly type = 'shop-inventory-change';

  constructor(readonly product: string) {
    super(InventoryChangeEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'shop-inventory-change': InventoryChangeEvent;
  }
}
