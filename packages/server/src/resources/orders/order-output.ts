import type { OrderOutput } from '@shelfwise/core/wire';
import type { Id, OrderDocument } from '../../stores/port/documents.js';
import { withoutUndefined } from '../../stores/port/without-undefined.js';

/** An order as the API returns it. Digests and our own ids stay inside. */
export function toOrderOutput(order: OrderDocument, productKeys: ReadonlyMap<Id, string>): OrderOutput {
  return withoutUndefined({
    key: order.key,
    placedAt: order.placedAt.toISOString(),
    currency: order.currency,
    customer: order.customerKey,
    lines: order.lines.map(({ productId, quantity, unitPrice }) => ({
      product: productKeys.get(productId) ?? 'unknown',
      quantity,
      unitPrice,
    })),
    status: order.status,
    shipments: order.shipments,
  });
}
