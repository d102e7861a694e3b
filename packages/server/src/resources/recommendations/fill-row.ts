import { newForDays, type Recommender, type RowItem } from '@shelfwise/core/recommend';
import type { ProductCard, Reason, RecommendationRequest, RowFilling } from '@shelfwise/core/wire';
import type { Id } from '../../stores/documents.js';
import type { ShopCatalogue } from '../../in-memory/catalogue.js';
import type { VisitorHistory } from './visitor-history.js';

export type RowRequest = Omit<RecommendationRequest, 'key'>;

export interface ChosenProduct {
  card: ProductCard;
  reason: Reason;
}

export interface FilledRow {
  filledBy: RowFilling;
  personal: boolean;
  chosen: ChosenProduct[];
}

const dayMs = 86_400_000;

/** Fills a row from the model, then with the newest products: a shop without a model has those alone. */
export function fillRow(
  recommender: Recommender | undefined,
  catalogue: ShopCatalogue,
  request: RowRequest,
  history: VisitorHistory,
  now: Date,
): FilledRow {
  const page = describePage(catalogue, request, history);
  const row: FilledRow = recommender
    ? modelRow(recommender, catalogue, request, history, page)
    : { filledBy: 'new', personal: false, chosen: [] };
  const added = newestToTopUp(row.chosen, catalogue, request.limit, page).map(({ card, isNewSince }) => ({
    card,
    code: now.getTime() - isNewSince <= newForDays * dayMs ? ('new' as const) : ('more-from-shop' as const),
  }));
  const isAllAdded = row.chosen.length === 0 && added[0] !== undefined;
  return {
    ...row,
    ...(isAllAdded && { filledBy: added[0]!.code }),
    chosen: [...row.chosen, ...added.map(({ card, code }) => ({ card, reason: { code } }))],
  };
}

/** The request in group keys. A key that the catalogue does not know is left out. */
interface PageContext {
  product: string | undefined;
  cart: string[];
  viewed: string[];
  bought: string[];
  /** Groups that must not be shown. */
  hidden: Set<string>;
}

function describePage(catalogue: ShopCatalogue, request: RowRequest, history: VisitorHistory): PageContext {
  const groupsOf = (keys: readonly string[]) =>
    keys.flatMap((key) => catalogue.resolve(key)?.groupKey ?? (catalogue.groups.has(key) ? key : []));
  const groupsOfIds = (ids: readonly Id[]) =>
    ids.flatMap((id) => catalogue.productsById.get(id)?.groupKey ?? []);
  const product = request.product === undefined ? undefined : groupsOf([request.product])[0];
  const cart = groupsOf(request.cart);
  return {
    product,
    cart,
    viewed: [...groupsOfIds(history.viewed), ...groupsOf(request.recent)],
    bought: groupsOfIds(history.bought),
    hidden: new Set([
      ...(product === undefined ? [] : [product]),
      ...cart,
      ...groupsOf(request.exclude),
      ...groupsOfIds(history.disliked),
    ]),
  };
}

function modelRow(
  recommender: Recommender,
  catalogue: ShopCatalogue,
  request: RowRequest,
  history: VisitorHistory,
  page: PageContext,
): FilledRow {
  const titleOf = (item: number) => catalogue.groups.get(recommender.groupOf(item))?.[0]?.title;
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
      // The variant that this person bought is the one to buy again.
      const preferred = chosen.rung === 'buy-again' ? boughtVariant(catalogue, history, group) : undefined;
      return { card: catalogue.card(group, preferred)!, reason: toReason(chosen, titleOf) };
    }),
  };
}

function boughtVariant(catalogue: ShopCatalogue, history: VisitorHistory, group: string): string | undefined {
  const id = history.bought.findLast((one) => catalogue.productsById.get(one)?.groupKey === group);
  return id === undefined ? undefined : catalogue.productsById.get(id)?.key;
}

/** Products that came after the model was trained, and shops without a model: the newest ones fill the row. */
function newestToTopUp(
  chosen: readonly ChosenProduct[],
  catalogue: ShopCatalogue,
  limit: number,
  { hidden }: PageContext,
): { card: ProductCard; isNewSince: number }[] {
  const wanted = limit - chosen.length;
  const added: { card: ProductCard; isNewSince: number }[] = [];
  if (wanted <= 0) return added;
  const shown = new Set(chosen.map(({ card }) => card.group));
  for (const group of catalogue.newestGroups()) {
    if (added.length >= wanted) break;
    if (hidden.has(group) || shown.has(group)) continue;
    const card = catalogue.card(group);
    const variants = catalogue.groups.get(group) ?? [];
    const isNewSince = Math.min(...variants.map(({ createdAt }) => createdAt.getTime()));
    if (card) added.push({ card, isNewSince });
  }
  return added;
}

function toReason(
  { code, because, category }: RowItem,
  titleOf: (item: number) => string | undefined,
): Reason {
  const product = because === undefined || code === 'goes-with-cart' ? undefined : titleOf(because);
  return { code, ...(product !== undefined && { product }), ...(category !== undefined && { category }) };
}
