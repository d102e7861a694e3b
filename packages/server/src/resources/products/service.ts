import {
  productInput,
  type BatchResult,
  type ProductInput,
  type ProductOutput,
  type ProductPage,
} from '@shelfwise/core/wire';
import type { Logger } from 'pino';
import { parseEach } from '../../http/parse-each.js';
import { Problem } from '../../http/problem.js';
import type { Id, ProductDocument, ShopDocument } from '../../stores/port/documents.js';
import type { New, PageRequest, Store } from '../../stores/port/store.js';
import { withoutUndefined } from '../../stores/shared/without-undefined.js';

export interface ProductService {
  put(shop: ShopDocument, product: ProductInput, actor: string): Promise<ProductOutput>;
  /** Each is parsed on its own: the good ones are kept, the bad ones named. */
  putMany(shop: ShopDocument, products: readonly unknown[], actor: string): Promise<BatchResult>;
  get(shop: ShopDocument, key: string): Promise<ProductOutput>;
  list(shop: ShopDocument, page: PageRequest): Promise<ProductPage>;
  delete(shop: ShopDocument, key: string, actor: string): Promise<void>;
}

export function createProductService({
  store,
  clock,
  log,
  onTakenOff = async () => undefined,
  duringImport = (_shop, work) => work(),
}: {
  store: Pick<Store, 'products'>;
  clock: () => Date;
  log: Pick<Logger, 'warn'>;
  /** Called after a product was deleted: nobody orders it again. */
  onTakenOff?: (shop: ShopDocument, productIds: Id[]) => Promise<void>;
  /** Runs each call that brings many. */
  duringImport?: <T>(shop: ShopDocument, work: () => Promise<T>) => Promise<T>;
}): ProductService {
  async function find(shop: ShopDocument, key: string): Promise<ProductDocument> {
    const product = await store.products.findByKey(shop.id, key);
    if (!product || product.deletedAt || product.source === 'page') throw new Problem('not-found');
    return product;
  }

  const putMany: ProductService['putMany'] = async (shop, products, actor) => {
    const { parsed, rejected } = parseEach(productInput, 'products', products);
    const result = { accepted: 0, duplicates: 0 };
    if (parsed.length > 0) {
      Object.assign(
        result,
        await store.products.upsertMany(
          shop.id,
          parsed.map(({ value }) => toDocument(value)),
          (count) => ({ at: clock(), actor, action: 'product.put-many', detail: { count } }),
        ),
      );
    }
    return { ...result, rejected };
  };

  return {
    async put(shop, product, actor) {
      const { key } = product;
      await store.products.upsertMany(shop.id, [toDocument(product)], () => ({
        at: clock(),
        actor,
        action: 'product.put',
        target: key,
      }));
      return toOutput(await find(shop, key));
    },

    putMany: (shop, products, actor) => duringImport(shop, () => putMany(shop, products, actor)),

    async get(shop, key) {
      return toOutput(await find(shop, key));
    },

    async list(shop, page) {
      const { items, nextCursor } = await store.products.list(shop.id, page);
      return { items: items.map(toOutput), ...(nextCursor !== undefined && { nextCursor }) };
    },

    async delete(shop, key, actor) {
      const at = clock();
      const audit = () => ({ at, actor, action: 'product.delete', target: key });
      if (!(await store.products.delete(shop.id, key, at, audit))) throw new Problem('not-found');
      const product = await store.products.findByKey(shop.id, key);
      try {
        if (product?.deletedAt) await onTakenOff(shop, [product.id]);
      } catch (error) {
        // It is off the shop; its alerts follow with the next change of its stock.
        log.warn({ err: error, shopId: shop.id }, 'stock alerts not brought up to date');
      }
    },
  };
}

function toDocument(input: ProductInput): New<ProductDocument, 'deletedAt'> {
  const { rating, ...fields } = input;
  return {
    ...withoutUndefined(fields),
    ...(rating && { rating: withoutUndefined(rating) }),
    groupKey: input.groupKey ?? input.key,
    categories: input.categories ?? [],
    attributes: input.attributes ?? {},
    aliases: input.aliases ?? [],
    source: 'catalogue',
  };
}

function toOutput(product: ProductDocument): ProductOutput {
  const { id: _id, shopId: _shopId, source: _source, createdAt: _createdAt, ...shown } = product;
  return { ...shown, updatedAt: product.updatedAt.toISOString() };
}
