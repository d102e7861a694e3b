import { randomUUID } from 'node:crypto';
import { ObjectId } from 'bson';
import type {
  Id,
  InteractionDocument,
  OrderDocument,
  ProductDocument,
  StockMovementDocument,
} from '../../src/stores/port/documents.js';
import type { New, OrderWrite, Store } from '../../src/stores/port/store.js';

/** What each part of the contract works with. `shop` and `otherShop` are fresh in every test. */
export interface ContractContext {
  store: Store;
  shop: Id;
  otherShop: Id;
  now: Date;
}

export const randomId = (): Id => new ObjectId().toHexString();
export const at = (text: string) => new Date(`2026-11-${text}Z`);

/** A visitor of the shop. */
export async function aVisitor(store: Store, shop: Id): Promise<Id> {
  const consent = { analytics: true, personalization: true, functionality: true };
  return (await store.visitors.touch(shop, randomId(), consent, at('20T10:00:00'))).id;
}

export async function collect<T>(batches: AsyncIterable<T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const batch of batches) all.push(...batch);
  return all;
}

/** What moved the stock of a product, newest first. */
export async function ledgerOf(store: Store, shop: Id, product: Id): Promise<StockMovementDocument[]> {
  const movements = await collect(store.raw.dump(shop, 'stockMovements'));
  return movements
    .filter(({ productId }) => productId === product)
    .reverse()
    .sort((a, b) => b.at.getTime() - a.at.getTime());
}

export const aProduct = (
  key: string,
  part: Partial<ProductDocument> = {},
): New<ProductDocument, 'deletedAt'> => ({
  key,
  groupKey: key,
  title: `Title of ${key}`,
  url: `/p/${key}`,
  price: 250,
  categories: [],
  attributes: {},
  availability: 'in_stock',
  hidden: false,
  aliases: [],
  source: 'catalogue',
  ...part,
});

export const anInteraction = (
  userId: Id,
  productId: Id,
  part: Partial<New<InteractionDocument>> = {},
): New<InteractionDocument> => ({
  userId,
  productId,
  interactionType: 'view',
  timestamp: at('20T10:00:00'),
  eventId: randomUUID(),
  ...part,
});

export const anOrder = (key: string, part: Partial<New<OrderDocument>> = {}): New<OrderDocument> => ({
  key,
  placedAt: at('20T10:00:00'),
  currency: 'GBP',
  lines: [{ productId: randomId(), quantity: 2, unitPrice: 250 }],
  status: 'placed',
  shipments: [],
  revision: 1,
  ...part,
});

export const aWrite = (order: New<OrderDocument>, part: Partial<OrderWrite> = {}): OrderWrite => ({
  order,
  interactions: [],
  withdrawnEventIds: [],
  movements: [],
  sales: [],
  ...part,
});
