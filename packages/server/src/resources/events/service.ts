import { isbot } from 'isbot';
import {
  pageEvent,
  type BatchResult,
  type Consent,
  type EventBatch,
  type VisitorClaim,
} from '@shelfwise/core/wire';
import type { CatalogueCache } from '../../following/catalogue-cache.js';
import { parseEach, reject, type Indexed, type Rejection } from '../../http/parse-each.js';
import { effectiveConsent } from '../../rules/people/consent.js';
import type { Id, InteractionDocument, ShopDocument } from '../../stores/port/documents.js';
import { NotFound } from '../../stores/port/store-errors.js';
import type { AppendResult, New, Store } from '../../stores/port/store.js';
import { withoutUndefined } from '../../stores/port/without-undefined.js';
import type { OrderService } from '../orders/service.js';
import type { VisitorService } from '../visitors/service.js';
import { sortEvents, type ProductEvent } from './sort-events.js';

/** The sender of a batch, as the route knows it. */
export interface EventSource {
  userAgent: string;
  /** A pseudonym of the sending address, by which waiting links are counted. It is stored nowhere. */
  client: string;
}

/**
 * Stubs for keys seen on pages and unknown to the catalogue, per shop. Enough for a new shop, useless to a
 * vandal.
 */
const maxStubs = 2000;

/** A visitor who is erased again and again while a batch is being written is given up. */
const maxAttempts = 3;

/** The events of a batch that are stored under its visitor. */
interface Personal {
  onProducts: Indexed<ProductEvent>[];
  purchases: string[];
  session: string | undefined;
  client: EventSource['client'];
}
interface Kept extends AppendResult {
  rejected: Rejection[];
}

export interface EventServiceOptions {
  store: Pick<Store, 'products' | 'interactions' | 'recommendationLog'>;
  catalogue: CatalogueCache;
  visitors: Pick<VisitorService, 'identify'>;
  orders: Pick<OrderService, 'linkVisitor'>;
  clock: () => Date;
  /** Counts events for metrics. */
  count?: (outcome: 'accepted' | 'duplicate' | 'rejected' | 'dropped', events: number) => void;
}

/** Stores the events of pages, as far as consent allows. */
export class EventService {
  private readonly store: EventServiceOptions['store'];
  private readonly catalogue: CatalogueCache;
  private readonly visitors: EventServiceOptions['visitors'];
  private readonly orders: EventServiceOptions['orders'];
  private readonly clock: () => Date;
  private readonly count: NonNullable<EventServiceOptions['count']>;

  constructor(options: EventServiceOptions) {
    this.store = options.store;
    this.catalogue = options.catalogue;
    this.visitors = options.visitors;
    this.orders = options.orders;
    this.clock = options.clock;
    this.count = options.count ?? (() => undefined);
  }

  /**
   * Stores the events that may be kept. Events of bots, and events that the visitor's consent does not cover,
   * are dropped silently: they count neither as accepted nor as rejected.
   */
  async ingest(shop: ShopDocument, batch: EventBatch, source: EventSource): Promise<BatchResult> {
    if (isbot(source.userAgent)) {
      this.count('dropped', batch.events.length);
      return { accepted: 0, duplicates: 0, rejected: [] };
    }
    const { parsed, rejected } = parseEach(pageEvent, 'events', batch.events);
    const { onProducts, purchases, shown, attributed, ...sorted } = sortEvents(
      parsed,
      this.clock().getTime(),
    );
    const consent = effectiveConsent(shop.settings, batch.visitor);
    const personal = { onProducts, purchases, session: batch.session, client: source.client };
    const kept = await this.keepPersonal(shop, batch.visitor, consent, personal);
    rejected.push(...sorted.rejected, ...kept.rejected);
    // Statistics of a row of recommendations say nothing about a person, so they need no consent.
    const logged =
      shown.length > 0
        ? await this.store.recommendationLog.appendEvents(shop.id, shown)
        : { accepted: 0, duplicates: 0 };
    if (attributed.length > 0) await this.store.recommendationLog.appendEvents(shop.id, attributed);

    const accepted = kept.accepted + logged.accepted;
    const duplicates = kept.duplicates + logged.duplicates;
    this.count('accepted', accepted);
    this.count('duplicate', duplicates);
    this.count('rejected', rejected.length);
    this.count('dropped', batch.events.length - accepted - duplicates - rejected.length);
    rejected.sort((a, b) => a.index - b.index);
    return { accepted, duplicates, rejected };
  }

  /**
   * Stores events under the visitor of the claim, and again when that visitor was erased or merged in
   * between.
   */
  private async keepPersonal(
    shop: ShopDocument,
    claim: VisitorClaim,
    consent: Consent,
    personal: Personal,
  ): Promise<Kept> {
    let userId = await this.visitors.identify(shop, claim, consent);
    for (let attempt = 1; userId !== null; attempt++) {
      try {
        return await this.keepUnder(shop, userId, personal);
      } catch (error) {
        if (!(error instanceof NotFound) || attempt === maxAttempts) throw error;
        userId = await this.visitors.identify(shop, claim, consent, userId);
      }
    }
    return { accepted: 0, duplicates: 0, rejected: [] };
  }

  /** Throws `NotFound` when the visitor does not exist any more. */
  private async keepUnder(
    shop: ShopDocument,
    userId: Id,
    { onProducts, purchases, session, client }: Personal,
  ): Promise<Kept> {
    const kept = await this.keepInteractions(shop, onProducts, userId, session);
    for (const order of purchases) {
      if (await this.orders.linkVisitor(shop, order, userId, client)) kept.accepted += 1;
      else kept.duplicates += 1;
    }
    return kept;
  }

  private async keepInteractions(
    shop: ShopDocument,
    events: readonly Indexed<ProductEvent>[],
    userId: Id,
    sessionId: string | undefined,
  ): Promise<Kept> {
    const ids = await this.resolveProducts(shop, new Set(events.map(({ value }) => value.product)));
    const rejected: Rejection[] = [];
    const interactions: New<InteractionDocument>[] = [];
    for (const { index, value } of events) {
      const productId = ids.get(value.product);
      if (productId === undefined) {
        rejected.push(reject(index, [{ code: 'unknown-product', pointer: `/events/${index}/product` }]));
        continue;
      }
      interactions.push(
        withoutUndefined({
          userId,
          productId,
          interactionType: value.type,
          timestamp: new Date(value.at),
          eventId: value.id,
          sessionId,
          quantity: value.quantity,
          price: value.price,
        }),
      );
    }
    if (interactions.length === 0) return { accepted: 0, duplicates: 0, rejected };
    return { ...(await this.store.interactions.appendMany(shop.id, interactions)), rejected };
  }

  /** Product ids by key: from memory, else from the store, as stubs while there is room for them. */
  private async resolveProducts(shop: ShopDocument, keys: ReadonlySet<string>): Promise<Map<string, Id>> {
    const ids = new Map<string, Id>();
    if (keys.size === 0) return ids;
    const catalogue = await this.catalogue.get(shop);
    for (const key of keys) {
      const product = catalogue.resolve(key);
      if (product) ids.set(key, product.id);
    }
    const missing = [...keys].filter((key) => !ids.has(key));
    if (missing.length === 0) return ids;
    const found = await this.store.products.ensureStubs(shop.id, missing, maxStubs);
    for (const [key, product] of found) ids.set(key, product.id);
    return ids;
  }
}
