import type { ShopProduct } from '../catalogue/catalogue.js';
import type { ShelfwiseAccount } from './shelfwise-account.js';

/**
 * What is left of each product. The shop keeps no count of its own: it asks where its orders are counted. A level
 * that nobody knows, or that cannot be asked for just now, is undefined and stops nobody from buying.
 */
export interface ShopStock {
  left(code: string): Promise<number | undefined>;
  leftOf(codes: string[]): Promise<Map<string, number>>;
  /** Codes of what is sold out, some seconds old at most: for lists. */
  soldOut(): Promise<ReadonlySet<string>>;
}

const listForMs = 10_000;

export function createShopStock(account: ShelfwiseAccount): ShopStock {
  let soldOut: ReadonlySet<string> = new Set();
  let readAt = -Infinity;
  let reading: Promise<void> | undefined;

  async function read(): Promise<void> {
    soldOut = (await account.soldOut()) ?? soldOut;
    readAt = performance.now();
    reading = undefined;
  }
  const left = async (code: string) => {
    const level = await account.stockLevel(code);
    return level === undefined ? undefined : Math.max(0, level);
  };

  return {
    left,
    async leftOf(codes) {
      const levels = await Promise.all(codes.map(async (code) => [code, await left(code)] as const));
      return new Map(
        levels.flatMap(([code, level]) => (level === undefined ? [] : [[code, level] as const])),
      );
    },
    async soldOut() {
      if (performance.now() - readAt > listForMs) reading ??= read();
      // Only the first list waits; later ones show what was known, while it is read anew.
      if (readAt === -Infinity) await reading;
      return soldOut;
    },
  };
}

/** What a shopper is told who wants more than there is; undefined when there is enough. */
export function shortage(
  { title }: ShopProduct,
  { wanted, left, inCart = 0 }: { wanted: number; left: number | undefined; inCart?: number },
): string | undefined {
  if (left === undefined || wanted <= left) return undefined;
  if (left === 0) return `“${title}” is out of stock.`;
  const there = `There ${left === 1 ? 'is' : 'are'} only ${left} of “${title}” left`;
  return inCart > 0 ? `${there}, and ${inCart} of them in your cart already.` : `${there}.`;
}
