import type { ShopSettings } from '@shelfwise/core/wire';

/** The shop's settings were saved; `settings` is what the server holds now. */
export class SettingsChangeEvent extends Event {
  static readonly type = 'owner-settings-change';

  constructor(readonly settings: ShopSettings) {
    super(SettingsChangeEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'owner-settings-change': SettingsChangeEvent;
  }
}
