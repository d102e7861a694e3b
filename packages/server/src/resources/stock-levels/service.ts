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
import type { Id, ShopDocument } from '../../stores/port/documents.js';
import type { Audit, Store } from '../../stores/port/store.js';
import { isAhead } from '../../rules/days/is-ahead.js';

export interface StockLevelService {
  /** A stated level wins over an older one; an older report is a duplicate. */
  setLevels(shop: ShopDocument, levels: readonly unknown[], actor: string): Promise<BatchResult>;
  /** Receipts, returns and corrections, each once by (reference, product). */
  applyMovements(shop: ShopDocument, movements: readonly unknown[], actor: string): Promise<BatchResult>;
}

/** A clock that goes back by more was set anew. */
const sameMomentMs = 1000;

export function createStockLevelService({
  store,
  clock,
  log,
  onStockChanged = async () => undefined,
}: {
  store: Pick<Store, 'inventory' | 'products'>;
  clock: () => Date;
  log: Pick<Logger, 'warn'>;
  onStockChanged?: (shop: ShopDocument, productIds: Id[]) => Promise<void>;
}): StockLevelService {
  let lastHeard = 0;
  /** No two calls are heard in one moment: a movement without a date is later than the count heard before it. */
  const hear = (): Date => {
    const now = clock().getTime();
    const isNext = now > lastHeard || lastHeard - now > sameMomentMs;
    lastHeard = isNext ? now : lastHeard + 1;
    return new Date(lastHeard);
  };

  /** Keeps those whose product exists and whose time has come; names the others. */
  async function withProducts<T extends { product: string }>(
    shop: ShopDocument,
    field: 'levels' | 'movements',
    timeField: 'asOf' | 'at',
    entries: Indexed<T>[],
    rejected: Rejection[],
  ): Promise<(T & { productId: Id; time: Date })[]> {
    const now = hear();
    const keys = entries.map(({ value }) => value.product);
    // Makes no stubs, and keeps those there are until their stock is written.
    const products = await store.products.ensureStubs(shop.id, keys, 0);
    return entries.flatMap(({ index, value }) => {
      const product = products.get(value.product);
      const stated = (value as Record<string, unknown>)[timeField] as string | undefined;
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

  const audited =
    (actor: string, action: string): Audit =>
    (count) => ({ at: clock(), actor, action, detail: { count } });

  async function finish(
    shop: ShopDocument,
    productIds: Id[],
    result: { accepted: number; duplicates: number },
    rejected: Rejection[],
  ): Promise<BatchResult> {
    try {
      // Also of what was known already: who sends again may have heard of no success.
      if (productIds.length > 0) await onStockChanged(shop, productIds);
    } catch (error) {
      // The stock is written and acknowledged; the alerts follow with the next change of stock or forecast.
      log.warn({ err: error, shopId: shop.id }, 'stock alerts not brought up to date');
    }
    rejected.sort((a, b) => a.index - b.index);
    return { ...result, rejected };
  }

  return {
    async setLevels(shop, levels, actor) {
      const { parsed, rejected } = parseEach(stockLevelInput, 'levels', levels);
      const known = await withProducts(shop, 'levels', 'asOf', parsed, rejected);
      const result = await store.inventory.setLevels(
        shop.id,
        known.map(({ productId, stockLevel, time, onOrder, lastRestocked, simulated }) => ({
          productId,
          stockLevel,
          asOf: time,
          ...(onOrder !== undefined && { onOrder }),
          ...(lastRestocked !== undefined && { lastRestocked: new Date(lastRestocked) }),
          ...(simulated !== undefined && { simulated }),
        })),
        actor,
        audited(actor, 'stock.set-levels'),
      );
      const productIds = known.map(({ productId }) => productId);
      return finish(shop, productIds, result, rejected);
    },

    async applyMovements(shop, movements, actor) {
      const { parsed, rejected } = parseEach(stockMovementInput, 'movements', movements);
      const known = await withProducts(shop, 'movements', 'at', parsed, rejected);
      const result = await store.inventory.applyMovements(
        shop.id,
        known.map(({ productId, quantity, reason, reference, time }) => ({
          productId,
          quantity,
          reason,
          reference,
          at: time,
          by: actor,
        })),
        audited(actor, 'stock.apply-movements'),
      );
      const productIds = known.map(({ productId }) => productId);
      return finish(shop, productIds, result, rejected);
    },
  };
}
