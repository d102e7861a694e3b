import { createHourlyLimit } from '../../../access/hourly-limit.js';
import type { Id } from '../../../stores/port/documents.js';

/** Bounds guessing at orders, whatever conversation the guesses come in. Counted in this process. */
export interface AttemptLimit {
  /** Counts one guess; false when there were too many for this order or from this client. */
  take(shopId: Id, order: string, client: string | undefined): Promise<boolean>;
  /** The guess was right: it does not count. */
  giveBack(shopId: Id, order: string, client: string | undefined): Promise<void>;
}

export function createAttemptLimit({ perOrder = 5, perClient = 20 } = {}): AttemptLimit {
  const orders = createHourlyLimit(perOrder);
  const clients = createHourlyLimit(perClient);
  return {
    async take(shopId, order, client) {
      const isOrderLeft = await orders.take(shopId, order);
      const isClientLeft = client === undefined || (await clients.take(shopId, client));
      return isOrderLeft && isClientLeft;
    },
    async giveBack(shopId, order, client) {
      await orders.giveBack(shopId, order);
      if (client !== undefined) await clients.giveBack(shopId, client);
    },
  };
}
