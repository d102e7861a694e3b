import type { ShopProduct } from '../catalogue/catalogue.js';
import type { KnownCustomer, ShopOrder } from './dataset.js';

/**
 * Customers for the demo's switch: for each of a few kinds of taste, the customer whose baskets hold most of it. Only
 * customers who came back at least four times and bought at least twenty different things in single quantities are
 * asked, so that there is something to recommend from.
 */
const tastes: [string, (product: ShopProduct) => boolean][] = [
  ['The candle lover', ({ category }) => category[0] === 'Candles and lights'],
  ['The keen baker', ({ category }) => category[1] === 'Baking'],
  ['The jewellery box', ({ category }) => category[0] === 'Jewellery'],
  ['The party host', ({ category }) => category[0] === 'Party'],
  ['The card writer', ({ category }) => category[0] === 'Cards and stationery'],
  ['The gardener', ({ category }) => category[0] === 'Garden'],
  ['Early for Christmas', ({ category }) => category[1] === 'Christmas'],
  ['The bag collector', ({ category }) => category[1] === 'Bags'],
];
const minimumOrders = 4;
const minimumProducts = 20;
const wholesaleLine = 48;

interface Basket {
  orders: number;
  products: Map<string, number>;
  lastOrder: ShopOrder;
}

export function knownCustomers(orders: ShopOrder[], products: ShopProduct[]): KnownCustomer[] {
  const byCode = new Map(products.map((product) => [product.code, product]));
  const baskets = [...basketsByCustomer(orders)].filter(
    ([, { orders: count, products: bought }]) => count >= minimumOrders && bought.size >= minimumProducts,
  );
  const chosen = new Set<string>();
  return tastes.flatMap(([name, likes]) => {
    let best: { key: string; basket: Basket; share: number } | undefined;
    for (const [key, basket] of baskets) {
      if (chosen.has(key)) continue;
      let liked = 0;
      for (const code of basket.products.keys()) if (likes(byCode.get(code)!)) liked += 1;
      const share = liked / basket.products.size;
      if (best === undefined || share > best.share) best = { key, basket, share };
    }
    if (best === undefined || best.share === 0) return [];
    chosen.add(best.key);
    return [{ key: best.key, name, story: story(best.basket, byCode, likes) }];
  });
}

function basketsByCustomer(orders: ShopOrder[]): Map<string, Basket> {
  const baskets = new Map<string, Basket>();
  for (const order of orders) {
    if (order.customer === undefined || order.status === 'cancelled') continue;
    let basket = baskets.get(order.customer);
    if (!basket) baskets.set(order.customer, (basket = { orders: 0, products: new Map(), lastOrder: order }));
    basket.orders += 1;
    basket.lastOrder = order;
    for (const { product, quantity } of order.lines)
      if (quantity < wholesaleLine)
        basket.products.set(product, (basket.products.get(product) ?? 0) + quantity);
  }
  return baskets;
}

function story(
  { orders, products, lastOrder }: Basket,
  byCode: Map<string, ShopProduct>,
  likes: (product: ShopProduct) => boolean,
): string {
  const favourites = [...products]
    .map(([code, units]) => ({ product: byCode.get(code)!, units }))
    .filter(({ product }) => likes(product))
    .sort((a, b) => b.units - a.units || a.product.code.localeCompare(b.product.code))
    .slice(0, 3)
    .map(({ product }) => product.title);
  const month = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric' }).format(
    new Date(lastOrder.placedAt),
  );
  return `${orders} orders, the last in ${month}. Bought ${favourites.join(', ')} and ${products.size - favourites.length} other things.`;
}
