import type { StockEntry } from './dataset.js';
import type { ShelfwiseApi } from './shelfwise-api.js';
import { toLevel, type StatedLevel, type StockChange } from './to-wire.js';

export type Progress = (step: string, done: number, total: number) => void;

/** What the simulation did to the stock of products whose level it has told before. */
export function changesSince(before: Record<string, number>, stock: readonly StockEntry[]): StockChange[] {
  const at = new Date().toISOString();
  return stock.flatMap(({ product, stockLevel }) => {
    const quantity = stockLevel - (before[product] ?? stockLevel);
    if (quantity === 0) return [];
    return [{ product, quantity, reason: 'adjustment' as const, reference: `simulated/${at}`, at }];
  });
}

export const tellChanges = (api: ShelfwiseApi, changes: readonly StockChange[]): Promise<void> =>
  api.postAll('/v1/stock-movements', 'movements', [...changes], { batchSize: 2000 });

export const tellLevels = (api: ShelfwiseApi, levels: StatedLevel[], progress: Progress): Promise<void> =>
  api.postAll('/v1/stock-levels', 'levels', levels, {
    batchSize: 2000,
    onBatch: (done) => progress('stock', done, levels.length),
  });

/**
 * What only a level can say: how much is on order, when something last came, and the stock of a product that is new. A
 * level is of a moment, and the one held is known to be of this moment only if it was the same before and after. That of
 * a product that is being sold just now is left to the next start.
 */
export async function tellOnOrder(
  api: ShelfwiseApi,
  stock: readonly StockEntry[],
  progress: Progress,
): Promise<void> {
  const held = async () =>
    new Map((await api.inventory()).map(({ product, stockLevel }) => [product, stockLevel]));
  const before = await held();
  const asOf = new Date().toISOString();
  const after = await held();
  const levels = stock.flatMap((entry) => {
    const level = after.get(entry.product);
    if (level !== before.get(entry.product)) return [];
    return [
      { ...toLevel(entry), stockLevel: level === undefined ? entry.stockLevel : Math.max(0, level), asOf },
    ];
  });
  await tellLevels(api, levels, progress);
}
