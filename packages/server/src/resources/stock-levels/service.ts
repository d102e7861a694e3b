import type { Logger } from 'pino';
import { stockLevelInput, stockMovementInput, type BatchResult } from '@shelfwise/core/wire';
import {
  hasFaults,
  parseEach,
  reject,
  type Fault,
  type Indexed,
  type Rejection,
} from '../../http/parse-each.js';
import { isAhead } from '../../rules/days/is-ahead.js';
import type { Id, ShopDocument } from '../../stores/port/documents.js';
import type { Audit, Store } from '../../stores/port/store.js';
import { withoutUndefined } from '../../stores/port/without-undefined.js';
import type { StockAdviceService } from '../inventory/stock-advice.js';

/** A clock that goes back further was reset. */
const maxStepBackMs = 1000;

export interface StockLevelServiceOptions {
  store: Pick<Store, 'inventory' | 'products'>;
  stockAdvice?: Pick<StockAdviceService, 'onStockChanged'>;
  clock: () => Date;
  log: Pick<Logger, 'warn'>;
}

type Kept<T> = T & { productId: Id; time: Date };

/** Stock as the shop counts and moves it. Sales come from orders. */
export class StockLevelService {
  private readonly store: StockLevelServiceOptions['store'];
  private readonly stockAdvice: StockLevelServiceOptions['stockAdvice'];
  private readonly clock: () => Date;
  private readonly log: Pick<Logger, 'warn'>;
  private lastReceived = 0;

  constructor({ store, stockAdvice, clock, log }: StockLevelServiceOptions) {
    this.store = store;
    this.stockAdvice = stockAdvice;
    this.clock = clock;
    this.log = log;
  }

  /** A stated level replaces an older one. An older report counts as a duplicate. */
  async setLevels(shop: ShopDocument, levels: readonly unknown[], actor: string): Promise<BatchResult> {
    const { parsed, rejected } = parseEach(stockLevelInput, 'levels', levels);
    const known = await this.selectKnown(shop, parsed, rejected, {
      field: 'levels',
      timeField: 'asOf',
      timeOf: ({ asOf }) => asOf,
    });
    const result = await this.store.inventory.setLevels(
      shop.id,
      known.map(({ productId, stockLevel, time, onOrder, lastRestocked, simulated }) =>
        withoutUndefined({
          productId,
          stockLevel,
          asOf: time,
          onOrder,
          lastRestocked: lastRestocked === undefined ? undefined : new Date(lastRestocked),
          simulated,
        }),
      ),
      actor,
      this.audited(actor, 'stock.set-levels'),
    );
    return this.finish(shop, known, result, rejected);
  }

  /** Receipts, returns and corrections. Each counts once by (reference, product). */
  async applyMovements(
    shop: ShopDocument,
    movements: readonly unknown[],
    actor: string,
  ): Promise<BatchResult> {
    const { parsed, rejected } = parseEach(stockMovementInput, 'movements', movements);
    const known = await this.selectKnown(shop, parsed, rejected, {
      field: 'movements',
      timeField: 'at',
      timeOf: ({ at }) => at,
    });
    const result = await this.store.inventory.applyMovements(
      shop.id,
      known.map(({ productId, quantity, reason, reference, time }) => ({
        productId,
        quantity,
        reason,
        reference,
        at: time,
        by: actor,
      })),
      this.audited(actor, 'stock.apply-movements'),
    );
    return this.finish(shop, known, result, rejected);
  }

  /**
   * Keeps the entries with an existing product and a time that is not in the future, and names the others.
   */
  private async selectKnown<T extends { product: string }>(
    shop: ShopDocument,
    entries: readonly Indexed<T>[],
    rejected: Rejection[],
    {
      field,
      timeField,
      timeOf,
    }: { field: string; timeField: string; timeOf: (entry: T) => string | undefined },
  ): Promise<Kept<T>[]> {
    const now = this.receive();
    const keys = entries.map(({ value }) => value.product);
    // A limit of 0 makes no stubs, and keeps existing ones until their stock is written.
    const products = await this.store.products.ensureStubs(shop.id, keys, 0);
    return entries.flatMap(({ index, value }) => {
      const product = products.get(value.product);
      const stated = timeOf(value);
      const time = stated === undefined ? now : new Date(stated);
      const faults: Fault[] = [];
      if (!product) faults.push({ code: 'unknown-product', pointer: `/${field}/${index}/product` });
      if (isAhead(time.getTime(), now.getTime())) {
        faults.push({ code: 'event-in-future', pointer: `/${field}/${index}/${timeField}` });
      }
      if (hasFaults(faults)) rejected.push(reject(index, faults));
      return product && faults.length === 0 ? [{ ...value, productId: product.id, time }] : [];
    });
  }

  /**
   * The time of this call. No two calls get the same one, so an undated movement is later than the count
   * before it.
   */
  private receive(): Date {
    const now = this.clock().getTime();
    const isLater = now > this.lastReceived || this.lastReceived - now > maxStepBackMs;
    this.lastReceived = isLater ? now : this.lastReceived + 1;
    return new Date(this.lastReceived);
  }

  private audited(actor: string, action: string): Audit {
    return (count) => ({ at: this.clock(), actor, action, detail: { count } });
  }

  private async finish(
    shop: ShopDocument,
    known: readonly { productId: Id }[],
    result: { accepted: number; duplicates: number },
    rejected: Rejection[],
  ): Promise<BatchResult> {
    const productIds = known.map(({ productId }) => productId);
    try {
      // Also for unchanged levels: the caller may be retrying after a lost answer.
      if (productIds.length > 0) await this.stockAdvice?.onStockChanged(shop, productIds);
    } catch (error) {
      // The stock is written and acknowledged. The alerts follow with the next change of stock or forecast.
      this.log.warn({ err: error, shopId: shop.id }, 'stock alerts not brought up to date');
    }
    rejected.sort((a, b) => a.index - b.index);
    return { ...result, rejected };
  }
}
