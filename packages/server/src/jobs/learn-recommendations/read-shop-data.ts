import {
  SequencesBuilder,
  type RecommendableItem,
  type Sequences,
  type ShopData,
} from '@shelfwise/core/recommend';
import type { InteractionType } from '@shelfwise/core/wire';
import { dayMs } from '../../rules/days/durations.js';
import { isEnded } from '../../rules/sales/order-report.js';
import type { Id, ProductDocument, ShopDocument } from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';
import { withoutUndefined } from '../../stores/port/without-undefined.js';
import { VisitCollector } from './collect-visits.js';

/** Interactions that show interest. Purchases come from orders; dislikes and removals show none. */
const looks: readonly InteractionType[] = ['view', 'add_to_cart', 'wishlist', 'like'];

export interface ShopCounts {
  products: number;
  groups: number;
  orders: number;
  baskets: number;
  interactions: number;
  visits: number;
}

export interface Steering {
  signal: AbortSignal;
  progress(fraction: number): void;
}

/**
 * Reads a shop's data for the recommender: variants joined in groups, orders as baskets without wholesale
 * lines, page views and carts as visits. It reads in batches and holds numbers in typed arrays.
 */
export async function readShopData(
  store: Store,
  shop: ShopDocument,
  now: Date,
  steering: Steering,
): Promise<{ data: ShopData; counts: Record<keyof ShopCounts, number> }> {
  const catalogue = await readCatalogue(store, shop.id, steering.signal);
  steering.progress(0.1);
  const reading = { store, shop, steering, itemOf: catalogue.itemOf, personOf: numberPeople() };
  const { baskets, orders } = await readBaskets(reading);
  const visits = await readVisits(reading);
  return {
    data: { items: catalogue.items, baskets, visits, today: now.getTime() / dayMs },
    counts: {
      products: catalogue.products,
      groups: catalogue.items.length,
      orders,
      baskets: baskets.days.length,
      interactions: await store.interactions.count(shop.id),
      visits: visits.days.length,
    },
  };
}

interface Reading {
  store: Store;
  shop: ShopDocument;
  steering: Steering;
  itemOf: ReadonlyMap<Id, number>;
  personOf: (userId: Id | undefined) => number;
}

/** Numbers visitors in the order in which they are met. A guest is -1. */
function numberPeople(): Reading['personOf'] {
  const people = new Map<Id, number>();
  return (userId) => {
    if (userId === undefined) return -1;
    const number = people.get(userId) ?? people.size;
    people.set(userId, number);
    return number;
  };
}

async function readBaskets({ store, shop, steering, itemOf, personOf }: Reading) {
  const wholesaleFrom = shop.settings.wholesaleFrom ?? Infinity;
  const baskets = new SequencesBuilder();
  let orders = 0;
  for await (const batch of store.orders.iterate(shop.id)) {
    steering.signal.throwIfAborted();
    steering.progress(0.2);
    for (const order of batch) {
      orders++;
      if (isEnded(order.status)) continue;
      const items = new Set<number>();
      for (const line of order.lines) {
        const item = itemOf.get(line.productId);
        if (item !== undefined && line.quantity < wholesaleFrom) items.add(item);
      }
      if (items.size > 0) {
        baskets.add([...items], order.placedAt.getTime() / dayMs, personOf(order.userId));
      }
    }
  }
  return { baskets: baskets.build(), orders };
}

async function readVisits({ store, shop, steering, itemOf, personOf }: Reading): Promise<Sequences> {
  const visits = new VisitCollector();
  for await (const batch of store.interactions.iterate(shop.id, undefined, undefined, looks)) {
    steering.signal.throwIfAborted();
    steering.progress(0.4);
    for (const interaction of batch) {
      const item = itemOf.get(interaction.productId);
      if (item !== undefined) visits.add(interaction, item, personOf(interaction.userId));
    }
  }
  return visits.build();
}

/** Numbers the groups in order of their keys, so that the same catalogue always gives the same numbers. */
async function readCatalogue(store: Store, shopId: Id, signal: AbortSignal) {
  const groups = new Map<string, ProductDocument[]>();
  let products = 0;
  for await (const batch of store.products.iterate(shopId)) {
    signal.throwIfAborted();
    for (const product of batch) {
      if (product.source !== 'catalogue' || product.deletedAt) continue;
      products++;
      const variants = groups.get(product.groupKey);
      if (variants) variants.push(product);
      else groups.set(product.groupKey, [product]);
    }
  }
  const itemOf = new Map<Id, number>();
  const keys = [...groups.keys()].sort();
  const items = keys.map((key, item): RecommendableItem => {
    const variants = groups.get(key)!;
    for (const variant of variants) itemOf.set(variant.id, item);
    return toItem(key, variants);
  });
  return { items, itemOf, products };
}

function toItem(group: string, variants: readonly ProductDocument[]): RecommendableItem {
  const first = variants.reduce((a, b) => (a.key <= b.key ? a : b));
  return withoutUndefined({
    group,
    title: first.title,
    description: first.description,
    categories: first.categories,
    brand: first.brand,
    attributes: first.attributes,
    price: first.salePrice ?? first.price,
    addedDay: Math.min(...variants.map(({ createdAt }) => createdAt.getTime())) / dayMs,
  });
}
