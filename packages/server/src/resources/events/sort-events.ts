import type { PageEvent } from '@shelfwise/core/wire';
import { reject, type Indexed, type Rejection } from '../../http/parse-each.js';
import { isAhead } from '../../rules/days/is-ahead.js';
import type { RecommendationEventDocument } from '../../stores/port/documents.js';
import { weekMs } from '../../rules/days/durations.js';

/** Events that waited longer in a browser's queue are history, which only an import may bring. */
const maxAgeMs = weekMs;

/** Orders that one batch may claim for its visitor. A thank-you page names one. */
const maxPurchases = 5;

export type ProductEvent = Exclude<PageEvent, { type: 'purchase' | 'impression' | 'click' }>;
export type LogEvent = Omit<RecommendationEventDocument, 'shopId'>;

export interface SortedEvents {
  onProducts: Indexed<ProductEvent>[];
  /** Keys of the orders that the visitor placed. */
  purchases: string[];
  /** Impressions and clicks of recommendations. */
  shown: LogEvent[];
  /** Events on products that a row of recommendations led to, once more for its statistics. */
  attributed: LogEvent[];
  rejected: Rejection[];
}

/** Sorts the events of a batch by where they are stored, and refuses those with a wrong time. */
export function sortEvents(events: readonly Indexed<PageEvent>[], now: number): SortedEvents {
  const sorted: SortedEvents = { onProducts: [], purchases: [], shown: [], attributed: [], rejected: [] };
  for (const { index, value } of events) {
    if (isAhead(value.at, now)) {
      sorted.rejected.push(reject(index, [{ code: 'event-in-future', pointer: `/events/${index}/at` }]));
    } else if (value.at < now - maxAgeMs) {
      sorted.rejected.push(reject(index, [{ code: 'event-too-old', pointer: `/events/${index}/at` }]));
    } else {
      place(sorted, index, value);
    }
  }
  return sorted;
}

function place(sorted: SortedEvents, index: number, value: PageEvent): void {
  if (value.type === 'impression' || value.type === 'click') {
    const products = 'products' in value ? value.products : [value.product];
    sorted.shown.push(toLogEvent(value, value.type, products));
  } else if (value.type === 'purchase') {
    if (sorted.purchases.length < maxPurchases) sorted.purchases.push(value.order);
    else sorted.rejected.push(reject(index, [{ code: 'too-many-requests', pointer: `/events/${index}` }]));
  } else {
    sorted.onProducts.push({ index, value });
    if (value.type === 'add_to_cart' && value.requestId !== undefined) {
      const { id, at, requestId } = value;
      sorted.attributed.push(toLogEvent({ id, at, requestId }, 'add_to_cart', [value.product]));
    }
  }
}

function toLogEvent(
  event: { id: string; at: number; requestId: string },
  type: LogEvent['type'],
  products: string[],
): LogEvent {
  return { eventId: event.id, requestId: event.requestId, type, products, at: new Date(event.at) };
}
