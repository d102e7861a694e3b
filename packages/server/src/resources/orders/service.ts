import { isDeepStrictEqual } from 'node:util';
import type { Logger } from 'pino';
import {
  orderInput,
  type BatchResult,
  type OrderInput,
  type OrderOutput,
  type OrderPage,
} from '@shelfwise/core/wire';
import { hasFaults, parseEach, reject, type Fault, type Indexed } from '../../http/parse-each.js';
import { Problem } from '../../http/problem.js';
import type { Secrets } from '../../access/secrets.js';
import type { Id, OrderDocument, ShopDocument } from '../../stores/port/documents.js';
import { Conflict, NotFound } from '../../stores/port/store-errors.js';
import type { New, OrderWrite, PageRequest, Store } from '../../stores/port/store.js';
import { retryOnNotFound } from '../../stores/shared/retry-on-not-found.js';
import { isAhead } from '../../rules/days/is-ahead.js';
import { withoutUndefined } from '../../stores/shared/without-undefined.js';
import { isEnded, isNewerReport } from '../../rules/sales/order-report.js';
import { orderWrite } from '../../rules/sales/order-effects.js';
import { createPageLinks } from './page-links.js';

export interface OrderService {
  /** Each order is parsed on its own. One that says what is known already is a duplicate. */
  record(shop: ShopDocument, mode: 'live' | 'import', orders: readonly unknown[]): Promise<BatchResult>;
  get(shop: ShopDocument, key: string): Promise<OrderOutput>;
  list(shop: ShopDocument, page: PageRequest): Promise<OrderPage>;
  /**
   * A page says that this visitor placed that order. Where the order is not here yet the link waits for it. False when
   * the order is linked already, or when a page's word does not count for it. `NotFound` when the visitor was erased
   * meanwhile.
   */
  linkVisitor(shop: ShopDocument, orderKey: string, userId: Id, client: string): Promise<boolean>;
}

/** Products that orders name and the catalogue does not: the owner's own data, so there may be many. */
const maxStubs = 100_000;
const maxAttempts = 5;

export function createOrderService({
  store,
  secrets,
  clock,
  log,
  onStockChanged = async () => undefined,
  duringImport = (_shop, work) => work(),
}: {
  store: Pick<Store, 'orders' | 'products' | 'visitors' | 'waitingLinks'>;
  secrets: Pick<Secrets, 'digest'>;
  clock: () => Date;
  log: Pick<Logger, 'warn'>;
  /** Called after live orders moved stock. */
  onStockChanged?: (shop: ShopDocument, productIds: Id[]) => Promise<void>;
  /** Runs each call of an import. */
  duringImport?: <T>(shop: ShopDocument, work: () => Promise<T>) => Promise<T>;
}): OrderService {
  const pageLinks = createPageLinks({ store, clock });

  async function resolveProducts(shop: ShopDocument, orders: Indexed<OrderInput>[]) {
    const keys = [...new Set(orders.flatMap(({ value }) => value.lines.map((line) => line.product)))];
    const found = await store.products.ensureStubs(shop.id, keys, maxStubs);
    return new Map([...found].map(([key, { id }]): [string, Id] => [key, id]));
  }

  /** Whose order it is: the customer the owner names, else the visitor, where they are known. */
  async function resolvePeople(shop: ShopDocument, orders: Indexed<OrderInput>[]): Promise<PersonOf> {
    const customers = [...new Set(orders.flatMap(({ value }) => value.customer ?? []))];
    const customerIds =
      customers.length > 0
        ? await store.visitors.ensureCustomers(shop.id, customers, clock())
        : new Map<string, Id>();
    const visitorIds = new Map<string, Id>();
    for (const key of new Set(orders.flatMap(({ value }) => value.visitor ?? []))) {
      const visitor = await store.visitors.findByKey(shop.id, key);
      if (visitor) visitorIds.set(key, visitor.id);
    }
    const placed = orders.map(({ value }) => ({ key: value.key, placedAt: new Date(value.placedAt) }));
    const linked = await pageLinks.find(shop, placed);
    return ({ key, customer, visitor }: OrderInput) => ({
      told:
        (customer === undefined ? undefined : customerIds.get(customer)) ??
        (visitor === undefined ? undefined : visitorIds.get(visitor)),
      byPage: linked.get(key),
    });
  }

  function toOrder(
    shop: ShopDocument,
    input: OrderInput,
    former: OrderDocument | null,
    movesStock: boolean,
    ids: Map<string, Id>,
    person: ReturnType<PersonOf>,
  ): New<OrderDocument> {
    const digest = (kind: 'email' | 'postcode', value: string | undefined) =>
      value === undefined ? undefined : secrets.digest(shop.id, kind, value);
    return withoutUndefined({
      key: input.key,
      placedAt: new Date(input.placedAt),
      // Money stays what it was when the shop's currency changes.
      currency: input.currency ?? former?.currency ?? shop.settings.currency,
      // A later report may know less, as a platform's webhook does: it does not take away who and where to.
      userId: person.told ?? former?.userId ?? person.byPage,
      customerKey: input.customer ?? former?.customerKey,
      lines: input.lines.map((line) => ({
        productId: ids.get(line.product)!,
        quantity: line.quantity,
        unitPrice: line.unitPrice,
      })),
      status: input.status,
      shipments: input.shipments?.map(withoutUndefined) ?? former?.shipments ?? [],
      emailDigest: digest('email', input.email) ?? former?.emailDigest,
      postcodeDigest: digest('postcode', input.postcode) ?? former?.postcodeDigest,
      reportedAt: input.updatedAt === undefined ? former?.reportedAt : new Date(input.updatedAt),
      // Decided once: an imported order does not begin to move stock when its status changes later.
      stockMoved: (former ? former.stockMoved === true : movesStock) || undefined,
      revision: (former?.revision ?? 0) + 1,
    });
  }

  /** Reads, computes and writes; begins again when somebody else changed one of the orders in between. */
  async function writeChanges(
    shop: ShopDocument,
    keys: string[],
    build: (former: Map<string, OrderDocument>) => OrderWrite[],
  ): Promise<OrderWrite[]> {
    for (let attempt = 1; ; attempt++) {
      const writes = build(await store.orders.findByKeys(shop.id, keys));
      if (writes.length === 0) return writes;
      try {
        await store.orders.recordMany(shop.id, writes);
        return writes;
      } catch (error) {
        if (!(error instanceof Conflict) || attempt === maxAttempts) throw error;
      }
    }
  }

  const recordNow: OrderService['record'] = async (shop, mode, orders) => {
    const { parsed, rejected } = parseEach(orderInput, 'orders', orders);
    const now = clock().getTime();
    const timely = parsed.filter(({ index, value }) => {
      const faults = (['placedAt', 'updatedAt'] as const).flatMap((field): Fault[] => {
        const at = value[field];
        const isFault = at !== undefined && isAhead(Date.parse(at), now);
        return isFault ? [{ code: 'event-in-future', pointer: `/orders/${index}/${field}` }] : [];
      });
      if (hasFaults(faults)) rejected.push(reject(index, faults));
      return faults.length === 0;
    });
    const ids = await resolveProducts(shop, timely);
    // The last report of an order in a call is the one that holds; those before it are duplicates.
    const byKey = new Map<string, OrderInput>();
    let known = 0;
    for (const { index, value } of timely) {
      const faults = value.lines.flatMap(({ product }, line): Fault[] =>
        ids.has(product)
          ? []
          : [{ code: 'unknown-product', pointer: `/orders/${index}/lines/${line}/product` }],
      );
      if (hasFaults(faults)) {
        rejected.push(reject(index, faults));
      } else {
        known += 1;
        const said = byKey.get(value.key);
        if (!said || isNewerReport(reportOf(said), reportOf(value))) byKey.set(value.key, value);
      }
    }
    const movesStock = mode === 'live' && shop.settings.stockSource === 'orders';
    const writes = await retryOnNotFound(async () => {
      const personOf = await resolvePeople(shop, timely);
      return writeChanges(shop, [...byKey.keys()], (former) =>
        [...byKey.values()].flatMap((input) => {
          const before = former.get(input.key) ?? null;
          if (before && !isNewerReport(heldReport(before), reportOf(input))) return [];
          const next = toOrder(shop, input, before, movesStock, ids, personOf(input));
          if (before && saysTheSame(before, next)) return [];
          const dated = before && input.updatedAt === undefined ? heardAt(next, clock()) : next;
          const write = orderWrite(before, dated, shop.settings, clock());
          // A level that the shop reports knows what its orders took and gave back.
          return [shop.settings.stockSource === 'orders' ? write : { ...write, movements: [] }];
        }),
      );
    });
    const moved = new Set(writes.flatMap((write) => write.movements.map(({ productId }) => productId)));
    try {
      if (moved.size > 0) await onStockChanged(shop, [...moved]);
    } catch (error) {
      // The orders are written and acknowledged; the alerts follow with the next change of stock or forecast.
      log.warn({ err: error, shopId: shop.id }, 'stock alerts not brought up to date');
    }
    await takeUpLinks(shop, writes);
    rejected.sort((a, b) => a.index - b.index);
    return { accepted: writes.length, duplicates: known - writes.length, rejected };
  };

  return {
    record: (shop, mode, orders) =>
      mode === 'import'
        ? duringImport(shop, () => recordNow(shop, mode, orders))
        : recordNow(shop, mode, orders),

    async get(shop, key) {
      const order = await store.orders.findByKey(shop.id, key);
      if (!order) throw new Problem('not-found');
      return (await toOutputs(shop, [order]))[0]!;
    },

    async list(shop, page) {
      const { items, nextCursor } = await store.orders.list(shop.id, page);
      return {
        items: await toOutputs(shop, items),
        ...(nextCursor !== undefined && { nextCursor }),
      };
    },

    async linkVisitor(shop, orderKey, userId, client) {
      if (await store.orders.findByKey(shop.id, orderKey)) return link(shop, orderKey, userId);
      if (!(await pageLinks.wait(shop, orderKey, userId, client))) return false;
      // The order may have come between the two, without seeing the link that waits.
      await link(shop, orderKey, userId);
      return true;
    },
  };

  async function link(shop: ShopDocument, orderKey: string, userId: Id): Promise<boolean> {
    const writes = await writeChanges(shop, [orderKey], (former) => {
      const before = former.get(orderKey);
      if (!before || before.userId !== undefined || !pageLinks.isFresh(before.placedAt)) return [];
      const { id: _id, shopId: _shopId, updatedAt: _updatedAt, ...order } = before;
      const next = { ...order, userId, revision: before.revision + 1 };
      return [orderWrite(before, next, shop.settings, clock())];
    });
    return writes.length > 0;
  }

  /** Links that came to wait while the orders were being written, and that found no order yet. */
  async function takeUpLinks(shop: ShopDocument, writes: readonly OrderWrite[]): Promise<void> {
    const unlinked = writes.map(({ order }) => order).filter(({ userId }) => userId === undefined);
    const fresh = unlinked.filter(({ placedAt }) => pageLinks.isFresh(placedAt));
    for (const [key, userId] of await pageLinks.find(shop, fresh)) {
      try {
        await link(shop, key, userId);
      } catch (error) {
        // Who was erased meanwhile is linked to nothing.
        if (!(error instanceof NotFound)) throw error;
      }
    }
  }

  async function toOutputs(shop: ShopDocument, orders: OrderDocument[]): Promise<OrderOutput[]> {
    const productIds = [...new Set(orders.flatMap((order) => order.lines.map((line) => line.productId)))];
    const products = await store.products.findByIds(shop.id, productIds);
    const keys = new Map(products.map((product) => [product.id, product.key]));
    return orders.map((order) => ({
      key: order.key,
      placedAt: order.placedAt.toISOString(),
      currency: order.currency,
      ...(order.customerKey !== undefined && { customer: order.customerKey }),
      lines: order.lines.map((line) => ({
        product: keys.get(line.productId) ?? 'unknown',
        quantity: line.quantity,
        unitPrice: line.unitPrice,
      })),
      status: order.status,
      shipments: order.shipments,
    }));
  }
}

/** Whose an order is: by the owner's word, and by a page's. */
type PersonOf = (order: OrderInput) => { told: Id | undefined; byPage: Id | undefined };

const reportOf = ({ status, updatedAt }: OrderInput) => ({
  status,
  updatedAt: updatedAt === undefined ? undefined : new Date(updatedAt),
});

/** A change without a date of its own came to be when we heard of it, and no sooner than the version before it. */
const heardAt = (change: New<OrderDocument>, now: Date): New<OrderDocument> =>
  change.reportedAt && change.reportedAt > now ? change : { ...change, reportedAt: now };

/** An ended order without a date of its own ended when we heard of it. */
const heldReport = ({ status, reportedAt, updatedAt }: OrderDocument) => ({
  status,
  updatedAt: reportedAt ?? (isEnded(status) ? updatedAt : undefined),
});

/** Whether a report brings nothing new. */
function saysTheSame(held: OrderDocument, next: New<OrderDocument>): boolean {
  const { id: _id, shopId: _shopId, updatedAt: _at, revision: _held, countedWith: _with, ...before } = held;
  const { revision: _next, ...after } = next;
  return isDeepStrictEqual(before, after);
}
