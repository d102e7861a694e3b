import type { Logger } from 'pino';
import {
  orderInput,
  type BatchResult,
  type OrderInput,
  type OrderOutput,
  type OrderPage,
} from '@shelfwise/core/wire';
import type { Secrets } from '../../access/secrets.js';
import { parseEach, type Indexed } from '../../http/parse-each.js';
import { Problem } from '../../http/problem.js';
import {
  buildLinkWrite,
  buildOrderWrite,
  type OrderContext,
  type OrderPerson,
} from '../../rules/sales/build-order.js';
import { isFreshLink } from '../../rules/sales/page-link.js';
import type { Id, OrderDocument, ShopDocument } from '../../stores/port/documents.js';
import { NotFound } from '../../stores/port/store-errors.js';
import { retryOnConflict } from '../../stores/shared/retry-on-conflict.js';
import type { OrderWrite, PageRequest, Store } from '../../stores/port/store.js';
import { retryOnNotFound } from '../../stores/shared/retry-on-not-found.js';
import { withoutUndefined } from '../../stores/port/without-undefined.js';
import type { StockAdviceService } from '../inventory/stock-advice.js';
import { toOrderOutput } from './order-output.js';
import { PageLinks } from './page-links.js';
import { latestReports, selectKnown, selectTimely } from './select-reports.js';

/**
 * Stubs for products that orders name and the catalogue does not have. The owner sends them, so there may be
 * many.
 */
const maxStubs = 100_000;
const maxAttempts = 5;

export interface OrderServiceOptions {
  store: Pick<Store, 'orders' | 'products' | 'visitors' | 'waitingLinks'>;
  secrets: Pick<Secrets, 'digest'>;
  clock: () => Date;
  log: Pick<Logger, 'warn'>;
  stockAdvice?: Pick<StockAdviceService, 'onStockChanged'>;
  /** Runs each call of an import. */
  duringImport?: <T>(shop: ShopDocument, work: () => Promise<T>) => Promise<T>;
}

/** Records orders, the only truth for sales, and all that follows from them. */
export class OrderService {
  private readonly store: OrderServiceOptions['store'];
  private readonly secrets: OrderServiceOptions['secrets'];
  private readonly clock: () => Date;
  private readonly log: Pick<Logger, 'warn'>;
  private readonly stockAdvice: OrderServiceOptions['stockAdvice'];
  private readonly duringImport: NonNullable<OrderServiceOptions['duringImport']>;
  private readonly pageLinks: PageLinks;

  constructor(options: OrderServiceOptions) {
    this.store = options.store;
    this.secrets = options.secrets;
    this.clock = options.clock;
    this.log = options.log;
    this.stockAdvice = options.stockAdvice;
    this.duringImport = options.duringImport ?? ((_shop, work) => work());
    this.pageLinks = new PageLinks(options);
  }

  /** Parses each order on its own. A report that says nothing new counts as a duplicate. */
  async record(
    shop: ShopDocument,
    mode: 'live' | 'import',
    orders: readonly unknown[],
  ): Promise<BatchResult> {
    return mode === 'import'
      ? this.duringImport(shop, () => this.recordNow(shop, mode, orders))
      : this.recordNow(shop, mode, orders);
  }

  async get(shop: ShopDocument, key: string): Promise<OrderOutput> {
    const order = await this.store.orders.findByKey(shop.id, key);
    if (!order) throw new Problem('not-found');
    return (await this.toOutputs(shop, [order]))[0]!;
  }

  async list(shop: ShopDocument, page: PageRequest): Promise<OrderPage> {
    const { items, nextCursor } = await this.store.orders.list(shop.id, page);
    return withoutUndefined({ items: await this.toOutputs(shop, items), nextCursor });
  }

  /**
   * Stores a page's claim that this visitor placed that order. If the order has not been reported yet, the link waits
   * for it. Returns false when the order has an owner already, or when a page's claim does not count for it. Throws
   * `NotFound` when the visitor was erased in the meantime.
   */
  async linkVisitor(shop: ShopDocument, orderKey: string, userId: Id, client: string): Promise<boolean> {
    if (await this.store.orders.findByKey(shop.id, orderKey)) return this.link(shop, orderKey, userId);
    if (!(await this.pageLinks.wait(shop, orderKey, userId, client))) return false;
    // The order may have been recorded between the two calls, without seeing the waiting link.
    await this.link(shop, orderKey, userId);
    return true;
  }

  private async recordNow(
    shop: ShopDocument,
    mode: 'live' | 'import',
    orders: readonly unknown[],
  ): Promise<BatchResult> {
    const { parsed, rejected } = parseEach(orderInput, 'orders', orders);
    const timely = selectTimely(parsed, this.clock());
    const productIds = await this.resolveProducts(shop, timely.kept);
    const known = selectKnown(timely.kept, productIds);
    rejected.push(...timely.rejected, ...known.rejected);
    const latest = latestReports(known.kept);
    const keys = latest.map(({ key }) => key);
    const movesStock = mode === 'live' && shop.settings.stockSource === 'orders';
    const digest: OrderContext['digest'] = (kind, value) => this.secrets.digest(shop.id, kind, value);
    const writes = await retryOnNotFound(async () => {
      const personOf = await this.resolvePeople(shop, timely.kept);
      return this.writeChanges(shop, keys, (held) => {
        const context = { shop, movesStock, productIds, personOf, digest, now: this.clock() };
        return latest.flatMap((input) => buildOrderWrite(held.get(input.key), input, context) ?? []);
      });
    });
    await this.reportMoved(shop, writes);
    await this.takeUpLinks(shop, writes);
    rejected.sort((a, b) => a.index - b.index);
    return { accepted: writes.length, duplicates: known.kept.length - writes.length, rejected };
  }

  private async resolveProducts(
    shop: ShopDocument,
    orders: readonly Indexed<OrderInput>[],
  ): Promise<Map<string, Id>> {
    const keys = [...new Set(orders.flatMap(({ value }) => value.lines.map((line) => line.product)))];
    const found = await this.store.products.ensureStubs(shop.id, keys, maxStubs);
    return new Map([...found].map(([key, { id }]): [string, Id] => [key, id]));
  }

  /** Finds the owners of orders: the customer that the owner names, else the visitor if that one is known. */
  private async resolvePeople(
    shop: ShopDocument,
    orders: readonly Indexed<OrderInput>[],
  ): Promise<(order: OrderInput) => OrderPerson> {
    const customers = [...new Set(orders.flatMap(({ value }) => value.customer ?? []))];
    const customerIds =
      customers.length > 0
        ? await this.store.visitors.ensureCustomers(shop.id, customers, this.clock())
        : new Map<string, Id>();
    const visitorIds = new Map<string, Id>();
    for (const key of new Set(orders.flatMap(({ value }) => value.visitor ?? []))) {
      const visitor = await this.store.visitors.findByKey(shop.id, key);
      if (visitor) visitorIds.set(key, visitor.id);
    }
    const placed = orders.map(({ value }) => ({ key: value.key, placedAt: new Date(value.placedAt) }));
    const linked = await this.pageLinks.find(shop, placed);
    return ({ key, customer, visitor }) => ({
      named:
        (customer === undefined ? undefined : customerIds.get(customer)) ??
        (visitor === undefined ? undefined : visitorIds.get(visitor)),
      linked: linked.get(key),
    });
  }

  /** Reads, computes and writes. Starts again when one of the orders was changed in between. */
  private async writeChanges(
    shop: ShopDocument,
    keys: string[],
    build: (held: Map<string, OrderDocument>) => OrderWrite[],
  ): Promise<OrderWrite[]> {
    return retryOnConflict(
      async () => {
        const writes = build(await this.store.orders.findByKeys(shop.id, keys));
        if (writes.length > 0) await this.store.orders.recordMany(shop.id, writes);
        return writes;
      },
      { attempts: maxAttempts },
    );
  }

  private async reportMoved(shop: ShopDocument, writes: readonly OrderWrite[]): Promise<void> {
    const moved = new Set(writes.flatMap((write) => write.movements.map(({ productId }) => productId)));
    try {
      if (moved.size > 0) await this.stockAdvice?.onStockChanged(shop, [...moved]);
    } catch (error) {
      // The orders are written and acknowledged. The alerts follow with the next change of stock or forecast.
      this.log.warn({ err: error, shopId: shop.id }, 'stock alerts not brought up to date');
    }
  }

  private async link(shop: ShopDocument, orderKey: string, userId: Id): Promise<boolean> {
    const writes = await this.writeChanges(shop, [orderKey], (held) => {
      const order = held.get(orderKey);
      const now = this.clock();
      if (!order || order.userId !== undefined || !isFreshLink(order.placedAt, now)) return [];
      return [buildLinkWrite(order, userId, shop, now)];
    });
    return writes.length > 0;
  }

  /** Applies the links that began to wait while the orders were being written. */
  private async takeUpLinks(shop: ShopDocument, writes: readonly OrderWrite[]): Promise<void> {
    const unlinked = writes.map(({ order }) => order).filter(({ userId }) => userId === undefined);
    const fresh = unlinked.filter(({ placedAt }) => isFreshLink(placedAt, this.clock()));
    for (const [key, userId] of await this.pageLinks.find(shop, fresh)) {
      try {
        await this.link(shop, key, userId);
      } catch (error) {
        // A visitor who was erased in the meantime stays unlinked.
        if (!(error instanceof NotFound)) throw error;
      }
    }
  }

  private async toOutputs(shop: ShopDocument, orders: readonly OrderDocument[]): Promise<OrderOutput[]> {
    const productIds = [...new Set(orders.flatMap((order) => order.lines.map((line) => line.productId)))];
    const products = await this.store.products.findByIds(shop.id, productIds);
    const keys = new Map(products.map((product) => [product.id, product.key]));
    return orders.map((order) => toOrderOutput(order, keys));
  }
}
