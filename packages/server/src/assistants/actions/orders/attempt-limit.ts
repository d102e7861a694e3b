import { createHourlyLimit } from '../../../access/hourly-limit.js';
import type { Id } from '../../../stores/port/documents.js';

/** Bounds guesses at orders over all conversations. Counted in this process. */
export class AttemptLimit {
  private readonly orders;
  private readonly clients;

  /** Guesses an hour. */
  constructor({ perOrder = 5, perClient = 20 } = {}) {
    this.orders = createHourlyLimit(perOrder);
    this.clients = createHourlyLimit(perClient);
  }

  /** Counts one guess; false when there were too many for this order or from this client. */
  async take(shopId: Id, order: string, client: string | undefined): Promise<boolean> {
    const isOrderLeft = await this.orders.take(shopId, order);
    const isClientLeft = client === undefined || (await this.clients.take(shopId, client));
    return isOrderLeft && isClientLeft;
  }

  /** Takes back a guess that was right. */
  async giveBack(shopId: Id, order: string, client: string | undefined): Promise<void> {
    await this.orders.giveBack(shopId, order);
    if (client !== undefined) await this.clients.giveBack(shopId, client);
  }
}
