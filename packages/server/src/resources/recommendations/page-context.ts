import type { RecommendationRequest } from '@shelfwise/core/wire';
import type { ShopCatalogue } from '../../following/shop-catalogue.js';
import type { Id, ProductDocument } from '../../stores/port/documents.js';
import type { VisitorHistory } from './visitor-history.js';

export type RowRequest = Omit<RecommendationRequest, 'key'>;

/** The request in group keys. Keys that the catalogue does not know are left out. */
export interface PageContext extends Opened {
  product: string | undefined;
  cart: string[];
  viewed: string[];
  bought: string[];
  /** Groups that must not be shown. */
  hidden: Set<string>;
}

/** The variant of each group that the visitor saw last. They know it by its title. */
interface Opened {
  viewedVariants: ReadonlyMap<string, ProductDocument>;
  boughtVariants: ReadonlyMap<string, ProductDocument>;
}

export function describePage(
  catalogue: ShopCatalogue,
  request: RowRequest,
  history: VisitorHistory,
): PageContext {
  const groupsOf = (keys: readonly string[]) =>
    keys.flatMap((key) => catalogue.resolve(key)?.groupKey ?? (catalogue.groups.has(key) ? key : []));
  const productsOf = (ids: readonly Id[]) => ids.flatMap((id) => catalogue.productsById.get(id) ?? []);
  const groupsOfIds = (ids: readonly Id[]) => productsOf(ids).map(({ groupKey }) => groupKey);
  const product = request.product === undefined ? undefined : groupsOf([request.product])[0];
  const cart = groupsOf(request.cart);
  const opened = [...request.recent, ...(request.product === undefined ? [] : [request.product])];
  return {
    product,
    cart,
    viewed: [...groupsOfIds(history.viewed), ...groupsOf(request.recent)],
    bought: groupsOfIds(history.bought),
    viewedVariants: lastOfEachGroup([
      ...productsOf(history.viewed),
      ...opened.flatMap((key) => catalogue.resolve(key) ?? []),
    ]),
    boughtVariants: lastOfEachGroup(productsOf(history.bought)),
    hidden: new Set([
      ...(product === undefined ? [] : [product]),
      ...cart,
      ...groupsOf(request.exclude),
      ...groupsOfIds(history.disliked),
    ]),
  };
}

function lastOfEachGroup(products: readonly ProductDocument[]): Map<string, ProductDocument> {
  return new Map(products.map((product) => [product.groupKey, product]));
}
