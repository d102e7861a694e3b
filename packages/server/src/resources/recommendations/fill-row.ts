import type { Recommender, RowItem } from '@shelfwise/core/recommend';
import type { Reason } from '@shelfwise/core/wire';
import type { ShopCatalogue } from '../../following/shop-catalogue.js';
import {
  dropExpiredNew,
  type ChosenProduct,
  type FilledRow,
  type Row,
} from '../../rules/merchandising/drop-expired-new.js';
import { withoutUndefined } from '../../stores/port/without-undefined.js';
import { describePage, type PageContext, type RowRequest } from './page-context.js';
import type { VisitorHistory } from './visitor-history.js';

/**
 * Fills a row from the model, then tops it up with the newest products. A shop without a model has only
 * those.
 */
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
  const added = newestProducts(row.chosen, catalogue, request.limit, page);
  const variantsOf = (group: string) => catalogue.groups.get(group) ?? [];
  return dropExpiredNew({ ...row, chosen: [...row.chosen, ...added] }, variantsOf, now);
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
      // Names the variant that this visitor bought or looked at.
      const known =
        chosen.rung === 'buy-again'
          ? boughtVariants.get(group)
          : chosen.rung === 'recently-viewed'
            ? viewedVariants.get(group)
            : undefined;
      return { card: catalogue.card(group, known?.key)!, reason: toReason(chosen, causeOf(chosen)) };
    }),
  };

  /** The title of the variant that led to an item. The visitor may never have seen the other variants. */
  function causeOf({ because, code }: RowItem): string | undefined {
    if (because === undefined || code === 'goes-with-cart') return undefined;
    const met = code === 'because-you-bought' ? boughtVariants : viewedVariants;
    return met.get(recommender.groupOf(because))?.title ?? titleOf(because);
  }
}

/**
 * The newest products, for the places that the model left empty: it does not know products from after its
 * training.
 */
function newestProducts(
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
  return withoutUndefined({ code, product, category });
}
