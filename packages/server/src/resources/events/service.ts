import { isbot } from 'isbot';
import {
  pageEvent,
  type BatchResult,
  type Consent,
  type EventBatch,
  type PageEvent,
  type VisitorClaim,
} from '@shelfwise/core/wire';
import { parseEach, reject, type Indexed, type Rejection } from '../../http/parse-each.js';
import type {
  Id,
  InteractionDocument,
  RecommendationEventDocument,
  ShopDocument,
} from '../../stores/port/documents.js';
import { NotFound } from '../../stores/port/store-errors.js';
import type { AppendResult, New, Store } from '../../stores/port/store.js';
import type { OrderService } from '../orders/service.js';
import type { CatalogueCache } from '../../following/catalogue-cache.js';
import { isAhead } from '../../rules/days/is-ahead.js';
import { effectiveConsent, type VisitorService } from '../visitors/service.js';

/** What the route knows beside the parsed batch. */
export interface EventSource {
  userAgent: string;
  /** Stands for the address that sends, so that what waits for it can be counted; a pseudonym, kept nowhere. */
  client: string;
  /** The body as it came: tells "said nothing about consent" from "refused". */
  body: unknown;
}

export interface EventService {
  /**
   * Keeps what may be kept. Events of bots and events that the visitor's consent does not cover are dropped without
   * a word: they count neither as accepted nor as rejected.
   */
  ingest(shop: ShopDocument, batch: EventBatch, source: EventSource): Promise<BatchResult>;
}

/** What lay longer in a browser's queue is history, which only an import may bring. */
const maxAgeMs = 7 * 24 * 3600_000;
/** Keys seen on pages and unknown to the catalogue, per shop: enough for a new shop, useless to a vandal. */
const maxStubs = 2000;

/** Orders that one batch may say to be its visitor's: a thank-you page names one. */
const maxPurchases = 5;

/** Who is erased again and again while a batch is being written is left alone. */
const maxAttempts = 3;

type ProductEvent = Exclude<PageEvent, { type: 'purchase' | 'impression' | 'click' }>;
interface Personal {
  onProducts: Indexed<ProductEvent>[];
  purchases: string[];
  session: string | undefined;
  client: EventSource['client'];
}
interface Kept {
  result: AppendResult;
  rejected: Rejection[];
}
type LogEvent = Omit<RecommendationEventDocument, 'shopId'>;

export function createEventService({
  store,
  catalogue,
  visitors,
  orders,
  clock,
  count = () => undefined,
}: {
  store: Pick<Store, 'products' | 'interactions' | 'recommendationLog'>;
  catalogue: CatalogueCache;
  visitors: Pick<VisitorService, 'identify'>;
  orders: Pick<OrderService, 'linkVisitor'>;
  clock: () => Date;
  /** For metrics. */
  count?: (outcome: 'accepted' | 'duplicate' | 'rejected' | 'dropped', events: number) => void;
}): EventService {
  /** Product ids by key: from memory, then from the store, as stubs while there is room for them. */
  async function resolveProducts(shop: ShopDocument, keys: Set<string>): Promise<Map<string, Id>> {
    const ids = new Map<string, Id>();
    if (keys.size === 0) return ids;
    const known = await catalogue.get(shop);
    for (const key of keys) {
      const product = known.resolve(key);
      if (product) ids.set(key, product.id);
    }
    const missing = [...keys].filter((key) => !ids.has(key));
    if (missing.length === 0) return ids;
    const found = await store.products.ensureStubs(shop.id, missing, maxStubs);
    for (const [key, product] of found) ids.set(key, product.id);
    return ids;
  }

  async function keepInteractions(
    shop: ShopDocument,
    events: Indexed<ProductEvent>[],
    userId: Id,
    sessionId: string | undefined,
    rejected: Rejection[],
  ): Promise<AppendResult> {
    const ids = await resolveProducts(shop, new Set(events.map(({ value }) => value.product)));
    const interactions: New<InteractionDocument>[] = [];
    for (const { index, value } of events) {
      const productId = ids.get(value.product);
      if (productId === undefined) {
        rejected.push(reject(index, [{ code: 'unknown-product', pointer: `/events/${index}/product` }]));
        continue;
      }
      interactions.push({
        userId,
        productId,
        interactionType: value.type,
        timestamp: new Date(value.at),
        eventId: value.id,
        ...(sessionId !== undefined && { sessionId }),
        ...(value.quantity !== undefined && { quantity: value.quantity }),
        ...(value.price !== undefined && { price: value.price }),
      });
    }
    if (interactions.length === 0) return { accepted: 0, duplicates: 0 };
    return store.interactions.appendMany(shop.id, interactions);
  }

  /** What of a batch stands under its visitor; `NotFound` when they are a visitor no more. */
  async function keepUnder(
    shop: ShopDocument,
    userId: Id,
    { onProducts, purchases, session, client }: Personal,
  ): Promise<Kept> {
    const rejected: Rejection[] = [];
    const result =
      onProducts.length > 0
        ? await keepInteractions(shop, onProducts, userId, session, rejected)
        : { accepted: 0, duplicates: 0 };
    for (const order of purchases) {
      if (await orders.linkVisitor(shop, order, userId, client)) result.accepted += 1;
      else result.duplicates += 1;
    }
    return { result, rejected };
  }

  /** The same under whom the claim names; anew when they were erased, here or by another process, in between. */
  async function keepPersonal(
    shop: ShopDocument,
    claim: VisitorClaim,
    consent: Consent,
    personal: Personal,
  ): Promise<Kept> {
    let userId = await visitors.identify(shop, claim, consent);
    for (let attempt = 1; userId !== null; attempt++) {
      try {
        return await keepUnder(shop, userId, personal);
      } catch (error) {
        if (!(error instanceof NotFound) || attempt === maxAttempts) throw error;
        userId = await visitors.identify(shop, claim, consent, userId);
      }
    }
    return { result: { accepted: 0, duplicates: 0 }, rejected: [] };
  }

  return {
    async ingest(shop, batch, { userAgent, client, body }) {
      if (isbot(userAgent)) {
        count('dropped', batch.events.length);
        return { accepted: 0, duplicates: 0, rejected: [] };
      }
      const { parsed, rejected } = parseEach(pageEvent, 'events', batch.events);
      const onProducts: Indexed<ProductEvent>[] = [];
      const purchases: string[] = [];
      const shown: LogEvent[] = [];
      const attributed: LogEvent[] = [];
      const now = clock().getTime();
      for (const { index, value } of parsed) {
        if (isAhead(value.at, now)) {
          rejected.push(reject(index, [{ code: 'event-in-future', pointer: `/events/${index}/at` }]));
        } else if (value.at < now - maxAgeMs) {
          rejected.push(reject(index, [{ code: 'event-too-old', pointer: `/events/${index}/at` }]));
        } else if (value.type === 'impression' || value.type === 'click') {
          shown.push(toLogEvent(value, value.type, 'products' in value ? value.products : [value.product]));
        } else if (value.type === 'purchase') {
          if (purchases.length < maxPurchases) purchases.push(value.order);
          else rejected.push(reject(index, [{ code: 'too-many-requests', pointer: `/events/${index}` }]));
        } else {
          onProducts.push({ index, value });
          if (value.type === 'add_to_cart' && value.requestId !== undefined) {
            attributed.push(
              toLogEvent({ ...value, requestId: value.requestId }, 'add_to_cart', [value.product]),
            );
          }
        }
      }

      const result = { accepted: 0, duplicates: 0 };
      const add = (done: { accepted: number; duplicates: number }) => {
        result.accepted += done.accepted;
        result.duplicates += done.duplicates;
      };
      const consent = effectiveConsent(shop, batch.visitor, body);
      const personal = { onProducts, purchases, session: batch.session, client };
      const kept = await keepPersonal(shop, batch.visitor, consent, personal);
      add(kept.result);
      rejected.push(...kept.rejected);
      // What a row of recommendations led to is about the row, not about a person: no consent is asked for it.
      if (shown.length > 0) add(await store.recommendationLog.appendEvents(shop.id, shown));
      if (attributed.length > 0) await store.recommendationLog.appendEvents(shop.id, attributed);

      count('accepted', result.accepted);
      count('duplicate', result.duplicates);
      count('rejected', rejected.length);
      count('dropped', batch.events.length - result.accepted - result.duplicates - rejected.length);
      rejected.sort((a, b) => a.index - b.index);
      return { ...result, rejected };
    },
  };
}

function toLogEvent(
  event: { id: string; at: number; requestId: string },
  type: LogEvent['type'],
  products: string[],
): LogEvent {
  return { eventId: event.id, requestId: event.requestId, type, products, at: new Date(event.at) };
}
