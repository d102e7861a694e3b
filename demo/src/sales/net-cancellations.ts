import type { Cancellation, Sale } from './read-lines.js';

/**
 * Takes each cancellation off what the same customer bought of the same product before, newest purchase first, as far
 * as it reaches. What is left over (bought before the data begins, or by a guest) is counted and forgotten: a return
 * that matches nothing must not make sales negative.
 */
export interface NettedLine {
  code: string;
  /** Units bought. */
  bought: number;
  /** Units kept. */
  quantity: number;
  price: number;
}

export interface NettedSale {
  invoice: string;
  at: number;
  customer?: string;
  lines: NettedLine[];
  /** When a cancellation last changed it. */
  changedAt?: number;
}

export interface NettedHistory {
  sales: NettedSale[];
  unitsCancelled: number;
  unitsUnmatched: number;
}

/** Both lists oldest first; only what happened until `until` (same clock) counts. */
export function netCancellations(sales: Sale[], cancellations: Cancellation[], until: number): NettedHistory {
  const netted: NettedSale[] = [];
  const purchases = new Map<string, { sale: NettedSale; line: NettedLine }[]>();
  const nameOf = (customer: string, code: string) => `${customer}|${code}`;
  // Only purchases that something cancels need to be remembered: one in forty.
  const cancelled = new Set(cancellations.map(({ customer = '', code }) => nameOf(customer, code)));
  const customers = new Set(cancellations.map(({ customer }) => customer));
  let next = 0;
  let unitsCancelled = 0;
  let unitsUnmatched = 0;

  const cancelUntil = (time: number) => {
    for (; next < cancellations.length; next += 1) {
      const cancellation = cancellations[next]!;
      if (cancellation.at > time) return;
      let left = cancellation.quantity;
      const stack = purchases.get(nameOf(cancellation.customer ?? '', cancellation.code)) ?? [];
      while (left > 0 && stack.length > 0) {
        const { sale, line } = stack.at(-1)!;
        const taken = Math.min(left, line.quantity);
        line.quantity -= taken;
        left -= taken;
        unitsCancelled += taken;
        sale.changedAt = cancellation.at;
        if (line.quantity === 0) stack.pop();
      }
      unitsUnmatched += Math.max(0, left);
    }
  };

  for (const sale of sales) {
    if (sale.at > until) break;
    // Strictly before: a cancellation in the same minute may cancel this very sale.
    cancelUntil(sale.at - 1);
    const lines = sale.lines.map(({ code, quantity, price }) => ({
      code,
      bought: quantity,
      quantity,
      price,
    }));
    const copy: NettedSale = {
      invoice: sale.invoice,
      at: sale.at,
      lines,
      ...(sale.customer !== undefined && { customer: sale.customer }),
    };
    netted.push(copy);
    if (sale.customer === undefined || !customers.has(sale.customer)) continue;
    for (const line of lines) {
      const name = nameOf(sale.customer, line.code);
      if (!cancelled.has(name)) continue;
      const stack = purchases.get(name);
      if (stack) stack.push({ sale: copy, line });
      else purchases.set(name, [{ sale: copy, line }]);
    }
  }
  cancelUntil(until);
  return { sales: netted, unitsCancelled, unitsUnmatched };
}
