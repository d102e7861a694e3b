import { parse } from 'csv-parse/sync';
import { categorize, type CategoryPath } from './categories.js';
import { titleColors } from './colors.js';
import { describe } from './description.js';
import { findFamilies } from './families.js';
import { titleFeatures, type Pattern } from './features.js';
import { usualPrice, type PricedSale } from './prices.js';
import { foldCode, isProductCode, isProductTitle } from './product-code.js';
import { readableTitle } from './readable-title.js';

/** The shop's own catalogue, as its pages and its Shelfwise account know it. */
export interface ShopProduct {
  code: string;
  /** Joins variants of one product. */
  family?: string;
  variantTitle?: string;
  title: string;
  description: string;
  category: CategoryPath;
  colors: string[];
  material?: string;
  pattern: Pattern;
  /** Pence. */
  price: number;
  salePrice?: number;
  /** Not sold for a year: its page stays, but it cannot be bought. */
  discontinued: boolean;
  /** Units sold in the last 90 days, for sorting. */
  popularity: number;
}

export type Titles = Map<string, string>;

const dayMs = 86_400_000;
const discontinuedAfterDays = 365;
const popularityDays = 90;

/** Codes that differ in case are one product; the capital spelling's title stands first in the file and wins. */
export function readTitles(csv: string): Titles {
  const rows = parse<{ stock_code: string; description: string }>(csv, { columns: true });
  const titles: Titles = new Map();
  for (const { stock_code, description } of rows) {
    const code = foldCode(stock_code);
    if (!isProductCode(code) || !isProductTitle(description) || titles.has(code)) continue;
    titles.set(code, readableTitle(description));
  }
  return titles;
}

export interface SoldLine extends PricedSale {
  quantity: number;
}

/** `sold`: each product's sales under the wholesale limit, oldest first. A product never sold has no price: left out. */
export function buildCatalogue(titles: Titles, sold: Map<string, SoldLine[]>, now: number): ShopProduct[] {
  const codes = [...titles.keys()].filter((code) => sold.has(code)).sort();
  const titled = codes.map((code) => ({ code, title: titles.get(code)! }));
  const variants = new Map(
    findFamilies(titled).flatMap(({ key, members }) =>
      members.map(({ code, variantTitle }) => [code, { family: key, variantTitle }] as const),
    ),
  );
  return titled.flatMap(({ code, title }) => {
    const sales = sold.get(code) ?? [];
    const price = usualPrice(sales);
    if (price === undefined) return [];
    const category = categorize(title);
    const colors = titleColors(title);
    const features = titleFeatures(title);
    const lastSold = sales.at(-1)?.at ?? 0;
    return [
      {
        code,
        ...variants.get(code),
        title,
        description: describe(category, colors, features),
        category,
        colors,
        ...(features.material !== undefined && { material: features.material }),
        pattern: features.pattern,
        ...price,
        discontinued: lastSold < now - discontinuedAfterDays * dayMs,
        popularity: unitsSince(sales, now - popularityDays * dayMs),
      },
    ];
  });
}

function unitsSince(sales: SoldLine[], since: number): number {
  let units = 0;
  for (let i = sales.length - 1; i >= 0 && sales[i]!.at >= since; i -= 1) units += sales[i]!.quantity;
  return units;
}
