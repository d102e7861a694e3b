import type { AlertDocument, ShopDocument } from '../stores/port/documents.js';

/** The notifier port: tells an owner outside of the dashboard that alerts were opened, for example by e-mail. */
export interface Notifier {
  /** For the log. */
  readonly name: string;
  /**
   * Receives every opened alert of a shop once, over all processes, as kind and values: the notifier words them. It
   * must not throw for alerts that the owner does not want; an error is logged and the alerts are not sent again.
   */
  notify(shop: ShopDocument, alerts: readonly AlertDocument[]): Promise<void>;
}
