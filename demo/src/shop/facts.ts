import { money, roundMoney } from './money.js';

/** What a shop knows of its delivery; what is not known is absent, and then neither said nor charged. */
export interface Delivery {
  /** Smallest coins of the shop's currency, like all money here. */
  price?: number;
  freeFrom?: number;
  daysMin?: number;
  daysMax?: number;
}

/** The gift shop's own facts: its pages, its help and what it tells Shelfwise are all made of these. */
export const giftShopFacts = {
  delivery: {
    price: 395,
    freeFrom: 4000,
    daysMin: 2,
    daysMax: 4,
    countries: ['United Kingdom', 'Ireland', 'France', 'Germany', 'Netherlands', 'Belgium', 'Spain'],
  },
  deliveryAbroad: { price: 995, daysMin: 4, daysMax: 8 },
  returnDays: 30,
  payment: ['Visa', 'Mastercard', 'American Express', 'PayPal', 'Apple Pay'],
  email: 'hello@hartleyandwren.example',
  phone: '0113 496 0123',
  address: '12 Wharf Street, Leeds LS2 7EQ',
};

/** "2 to 4 days" */
export function deliveryDays({ daysMin, daysMax }: Delivery): string | undefined {
  const last = daysMax ?? daysMin;
  if (last === undefined) return undefined;
  const days = last === 1 ? '1 day' : `${last} days`;
  return daysMin !== undefined && daysMin !== last ? `${daysMin} to ${days}` : days;
}

/** "Delivery in 2 to 4 days, £3.95; free from £40", as far as it is known. */
export function deliveryPromise(delivery: Delivery): string | undefined {
  const { price, freeFrom } = delivery;
  const days = deliveryDays(delivery);
  if (days === undefined && price === undefined) return undefined;
  const cost = price === 0 ? 'free' : price === undefined ? undefined : money(price);
  const when = `Delivery${days === undefined ? '' : ` in ${days}`}`;
  const isEverFree = freeFrom !== undefined && price !== undefined && price > 0;
  return [
    [when, cost].filter((part) => part !== undefined).join(', '),
    ...(isEverFree ? [`free from ${roundMoney(freeFrom)}`] : []),
  ].join('; ');
}

/** Undefined where nobody said what delivery costs. */
export function deliveryCost({ price, freeFrom }: Delivery, goods: number): number | undefined {
  if (price === undefined) return undefined;
  return goods === 0 || (freeFrom !== undefined && goods >= freeFrom) ? 0 : price;
}
