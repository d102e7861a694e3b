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
import type { ProductDocument, ShopDocument } from '../../stores/port/documents.js';
import type { New, PageRequest, Store } from '../../stores/port/store.js';
import { withoutUndefined } from '../../stores/port/without-undefined.js';
import type { StockAdviceService } from '../inventory/stock-advice.js';

export interface ProductServiceOptions {
  store: Pick<Store, 'products'>;
  /** Closes the alerts of a deleted product. */
  stockAdvice?: Pick<StockAdviceService, 'refresh'>;
  clock: () => Date;
  log: Pick<Logger, 'warn'>;
  /** Runs each call that brings many products. */
  duringImport?: <T>(shop: ShopDocument, work: () => Promise<T>) => Promise<T>;
}

/** The shop's catalogue, as its server sends it. */
export class ProductService {
  private readonly store: ProductServiceOptions['store'];
  private readonly stockAdvice: ProductServiceOptions['stockAdvice'];
  private readonly clock: () => Date;
  private readonly log: Pick<Logger, 'warn'>;
  private readonly duringImport: NonNullable<ProductServiceOptions['duringImport']>;

  constructor(options: ProductServiceOptions) {
    this.store = options.store;
    this.stockAdvice = options.stockAdvice;
    this.clock = options.clock;
    this.log = options.log;
    this.duringImport = options.duringImport ?? ((_shop, work) => work());
  }

  async put(shop: ShopDocument, product: ProductInput, actor: string): Promise<ProductOutput> {
    const { key } = product;
    await this.store.products.upsertMany(shop.id, [toDocument(product)], () => ({
      at: this.clock(),
      actor,
      action: 'product.put',
      target: key,
    }));
    return toOutput(await this.find(shop, key));
  }

  /** Parses each product on its own: good ones are stored, bad ones are named. */
  async putMany(shop: ShopDocument, products: readonly unknown[], actor: string): Promise<BatchResult> {
    return this.duringImport(shop, async () => {
      const { parsed, rejected } = parseEach(productInput, 'products', products);
      if (parsed.length === 0) return { accepted: 0, duplicates: 0, rejected };
      const documents = parsed.map(({ value }) => toDocument(value));
      const result = await this.store.products.upsertMany(shop.id, documents, (count) => ({
        at: this.clock(),
        actor,
        action: 'product.put-many',
        detail: { count },
      }));
      return { ...result, rejected };
    });
  }

  async get(shop: ShopDocument, key: string): Promise<ProductOutput> {
    return toOutput(await this.find(shop, key));
  }

  async list(shop: ShopDocument, page: PageRequest): Promise<ProductPage> {
    const { items, nextCursor } = await this.store.products.list(shop.id, page);
    return withoutUndefined({ items: items.map(toOutput), nextCursor });
  }

  async delete(shop: ShopDocument, key: string, actor: string): Promise<void> {
    const at = this.clock();
    const audit = () => ({ at, actor, action: 'product.delete', target: key });
    if (!(await this.store.products.delete(shop.id, key, at, audit))) throw new Problem('not-found');
    const product = await this.store.products.findByKey(shop.id, key);
    try {
      if (product?.deletedAt) await this.stockAdvice?.refresh(shop, [product.id]);
    } catch (error) {
      // The product is deleted. Its alerts follow with the next change of its stock.
      this.log.warn({ err: error, shopId: shop.id }, 'stock alerts not brought up to date');
    }
  }

  private async find(shop: ShopDocument, key: string): Promise<ProductDocument> {
    const product = await this.store.products.findByKey(shop.id, key);
    if (!product || product.deletedAt || product.source === 'page') throw new Problem('not-found');
    return product;
  }
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
