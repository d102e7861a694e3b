import type { ShopRecs } from '../src/shop-recs/shop-recs.js';
import '../src/shop-recs/shop-recs.js';
import { waitUntil } from './page.js';

export const shadow = (row: ShopRecs) => row.shadowRoot!;
export const cards = (row: ShopRecs) => [...shadow(row).querySelectorAll<HTMLElement>('li[data-product]')];
export const names = (row: ShopRecs) => cards(row).map((card) => card.dataset.product);

export async function loaded(row: ShopRecs): Promise<ShopRecs> {
  await waitUntil(() => cards(row).length > 0, 'products have come');
  await row.updateComplete;
  return row;
}
