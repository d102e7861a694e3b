import type { DailySalesDocument } from '../port/documents.js';

/** One entry for each product and day: most orders of a call fall on the same few days. */
export function sumSales(sales: readonly DailySalesDocument[]): DailySalesDocument[] {
  const totals = new Map<string, DailySalesDocument>();
  for (const sale of sales) {
    const key = `${sale.productId}${sale.day}`;
    const total = totals.get(key);
    if (total) {
      total.quantity += sale.quantity;
      total.wholesaleQuantity += sale.wholesaleQuantity;
      total.revenue += sale.revenue;
    } else totals.set(key, { ...sale });
  }
  return [...totals.values()];
}
