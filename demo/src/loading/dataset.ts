import type { ShopProduct } from '../catalogue/catalogue.js';

/** What a data source hands to the loader, whether it is the demo's own data or an owner's file. */
export interface ShopOrder {
  key: string;
  /** RFC 3339. */
  placedAt: string;
  customer?: string;
  lines: { product: string; quantity: number; unitPrice: number }[];
  status: 'delivered' | 'cancelled';
  /** When it was placed or last changed, milliseconds. */
  changedAt: number;
}

export interface StockEntry {
  product: string;
  stockLevel: number;
  onOrder: number;
  lastRestocked?: string;
  supplier: string;
  leadTime: { mean: number; sd: number };
  minimumOrder: number;
  packSize: number;
  /** Pence. */
  unitCost: number;
}

/** A customer whom the demo's switch offers. */
export interface KnownCustomer {
  key: string;
  /** "The candle lover". */
  name: string;
  /** What they bought, in a sentence. */
  story: string;
}

export interface Dataset {
  products: ShopProduct[];
  /** Oldest first. */
  orders: ShopOrder[];
  /** Absent when nobody knows: nothing is invented for an owner's own orders. */
  stock?: StockEntry[];
  customers: KnownCustomer[];
  /** Only when the data has been moved in time. */
  shiftWeeks?: number;
}

/** Lines of at least this many units are wholesale: 4 % of the lines, 45 % of the units. */
export const wholesaleFrom = 48;
