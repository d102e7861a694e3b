import { newForDays, type Recommender, type RowItem } from '@shelfwise/core/recommend';
import type { ProductCard, Reason, RowFilling } from '@shelfwise/core/wire';
import type { ShopCatalogue } from '../../following/shop-catalogue.js';
import { describePage, type PageContext, type RowRequest } from './page-context.js';
import type { VisitorHistory } from './visitor-history.js';

export interface ChosenProduct {
  card: ProductCard;
  reason: Reason;
}

export interface FilledRow {
  filledBy: RowFilling;
  personal: boolean;
  chosen: ChosenProduct[];
  /** Milliseconds since 1970 until which everything called new is; absent when nothing is called so. */
  goodUntil?: number;
}

/** A row without the end of what it says. */
type Row = Omit<FilledRow, 'goodUntil'>;

const newForMs = newForDays * 86_400_000;

/** Fills a row from the model, then with the newest products: a shop without a model has those alone. */
export function fillRow(
  recommender: Recommender | undefined,
  catalogue: ShopCatalogue,
  request: RowRequest,
  history: VisitorHistory,
  now: Date,
): FilledRow {
  const page = describePage(catalogue, request, history);
  const row: Row = recommender
    ? modelRow(recommender, catalogue, request, page)
    : { filledBy: 'new', personal: false, chosen: [] };
  const added = newestToTopUp(row.chosen, catalogue, request.limit, page);
  return callNew({ ...row, chosen: [...row.chosen, ...added] }, catalogue, now);
}

/** The model says what was new when it was trained; what is new now, the catalogue and the clock say. */
function callNew(row: Row, catalogue: ShopCatalogue, now: Date): FilledRow {
  let goodUntil = Infinity;
  const chosen = row.chosen.map((one): ChosenProduct => {
    if (one.reason.code !== 'new') return one;
    const variants = catalogue.groups.get(one.card.group) ?? [];
    const newUntil = Math.min(...variants.map(({ createdAt }) => createdAt.getTime())) + newForMs;
    if (newUntil < now.getTime()) return { ...one, reason: { code: 'more-from-shop' } };
    goodUntil = Math.min(goodUntil, newUntil);
    return one;
  });
  const isNoLongerNew =
    row.filledBy === 'new' && chosen.length > 0 && chosen.every(({ reason }) => reason.code !== 'new');
  return {
    ...row,
    chosen,
    ...(isNoLongerNew && { filledBy: 'more-from-shop' }),
    ...(goodUntil < Infinity && { goodUntil }),
  };
}

function modelRow(
  recommender: Recommender,
  catalogue: ShopCatalogue,
  request: RowRequest,
  page: PageContext,
): Row {
  const titleOf = (item: number) => catalogue.groups.get(recommender.groupOf(item))?.[0]?.title;
  const { viewedVariants, boughtVariants } = page;
  const itemsOf = (groups: readonly string[]) => groups.flatMap((group) => recommender.itemOf(group) ?? []);
  const row = recommender.row({
    placement: request.placement,
    product: page.product === undefined ? undefined : recommender.itemOf(page.product),
    category: request.category,
    rows: request.rows,
    cart: itemsOf(page.cart),
    viewed: itemsOf(page.viewed),
    bought: itemsOf(page.bought),
    limit: request.limit,
    accept(item) {
      const group = recommender.groupOf(item);
      return !page.hidden.has(group) && catalogue.card(group) !== undefined;
    },
    titleOf,
  });
  return {
    filledBy: row.filledBy,
    personal: row.personal,
    chosen: row.items.map((chosen) => {
      const group = recommender.groupOf(chosen.item);
      // The variant that this person bought is the one to buy again, the one they looked at the one to see again.
      const known =
        chosen.rung === 'buy-again'
          ? boughtVariants.get(group)
          : chosen.rung === 'recently-viewed'
            ? viewedVariants.get(group)
            : undefined;
      return { card: catalogue.card(group, known?.key)!, reason: toReason(chosen, causeOf(chosen)) };
    }),
  };

  /** The title under which this person met what led to an item: its other variants they may never have seen. */
  function causeOf({ because, code }: RowItem): string | undefined {
    if (because === undefined || code === 'goes-with-cart') return undefined;
    const met = code === 'because-you-bought' ? boughtVariants : viewedVariants;
    return met.get(recommender.groupOf(because))?.title ?? titleOf(because);
  }
}

/** Products that came after the model was trained, and shops without a model: the newest ones fill the row. */
function newestToTopUp(
  chosen: readonly ChosenProduct[],
  catalogue: ShopCatalogue,
  limit: number,
  { hidden }: PageContext,
): ChosenProduct[] {
  const wanted = limit - chosen.length;
  const added: ChosenProduct[] = [];
  if (wanted <= 0) return added;
  const shown = new Set(chosen.map(({ card }) => card.group));
  for (const group of catalogue.newestGroups()) {
    if (added.length >= wanted) break;
    if (hidden.has(group) || shown.has(group)) continue;
    const card = catalogue.card(group);
    if (card) added.push({ card, reason: { code: 'new' } });
  }
  return added;
}

function toReason({ code, category }: RowItem, product: string | undefined): Reason {
  return { code, ...(product !== undefined && { product }), ...(category !== undefined && { category }) };
}
