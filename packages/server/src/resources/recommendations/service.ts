import { randomUUID } from 'node:crypto';
import {
  createRecommender,
  type Recommender,
  type RecommenderModel,
  type RowItem,
} from '@shelfwise/core/recommend';
import type { ProductCard, Reason, RecommendationRequest } from '@shelfwise/core/wire';
import type { ModelRegistry } from '../../jobs/model-registry.js';
import type { Id, ShopDocument } from '../../stores/documents.js';
import type { Store } from '../../stores/store.js';
import type { CatalogueCache, ShopCatalogue } from '../products/catalogue.js';
import type { RecommendationService } from './recommendation-service.js';
import { createVisitorHistory, emptyHistory, type VisitorHistory } from './visitor-history.js';

/** Fallbacks that use what the visitor did: only these placements read the store. */
const personalPlacements: ReadonlySet<string> = new Set(['for-you', 'recently-viewed', 'buy-again', 'cart']);

export interface RecommendationServiceOptions {
  store: Pick<Store, 'visitors' | 'interactions' | 'recommendationLog'>;
  catalogue: CatalogueCache;
  models: Pick<ModelRegistry, 'get'>;
  clock: () => Date;
  log: { warn(details: object, message: string): void };
  /** The customer whom the owner's server vouched for, or null for a token that does not hold. */
  verifyCustomerToken?: (shopId: Id, token: string) => Promise<string | null>;
}

type Request = Omit<RecommendationRequest, 'key'>;

interface Chosen {
  card: ProductCard;
  reason: Reason;
}

export function createRecommendationService(options: RecommendationServiceOptions): RecommendationService {
  const { store, catalogue, models, log } = options;
  const readHistory = createVisitorHistory(options);
  /** One a model: it holds scratch memory. A model that was swapped out takes its recommender with it. */
  const recommenders = new WeakMap<RecommenderModel, Recommender>();

  function recommenderOf(model: RecommenderModel): Recommender {
    let recommender = recommenders.get(model);
    if (!recommender) {
      recommender = createRecommender(model);
      recommenders.set(model, recommender);
    }
    return recommender;
  }

  return {
    async recommend(shop, request, now) {
      const [shopCatalogue, loaded, history] = await Promise.all([
        catalogue.get(shop),
        models.get<RecommenderModel>(shop.id, 'recommender'),
        personalPlacements.has(request.placement) ? readHistory(shop.id, request.visitor) : emptyHistory,
      ]);
      const page = describePage(shopCatalogue, request, history);
      const row = loaded
        ? modelRow(recommenderOf(loaded.model), shopCatalogue, request, history, page)
        : { filledBy: 'bestsellers' as const, personal: false, chosen: [] };
      topUpWithNewest(row.chosen, shopCatalogue, request.limit, page);
      const requestId = randomUUID();
      logRequest(shop, request, requestId, now, row, loaded?.manifest.version);
      return {
        requestId,
        placement: request.placement,
        filledBy: row.filledBy,
        personal: row.personal,
        ...withReasons(row.chosen),
      };
    },
  };

  function logRequest(
    shop: ShopDocument,
    request: Request,
    requestId: string,
    at: Date,
    row: { filledBy: string; chosen: readonly Chosen[] },
    modelVersion: number | undefined,
  ): void {
    store.recommendationLog
      .appendRequest({
        shopId: shop.id,
        requestId,
        at,
        placement: request.placement,
        filledBy: row.filledBy,
        ...(modelVersion !== undefined && { modelVersion }),
        products: row.chosen.map(({ card }) => card.product),
      })
      .catch((error: unknown) => {
        // A lost line loses statistics; the shopper still gets the row.
        log.warn({ err: error, shopId: shop.id }, 'recommendation request not logged');
      });
  }
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

function describePage(catalogue: ShopCatalogue, request: Request, history: VisitorHistory): PageContext {
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
  request: Request,
  history: VisitorHistory,
  page: PageContext,
) {
  const titleOf = (item: number) => catalogue.groups.get(recommender.groupOf(item))?.[0]?.title;
  const itemsOf = (groups: readonly string[]) => groups.flatMap((group) => recommender.itemOf(group) ?? []);
  const row = recommender.row({
    placement: request.placement,
    product: page.product === undefined ? undefined : recommender.itemOf(page.product),
    category: request.category,
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
function topUpWithNewest(
  chosen: Chosen[],
  catalogue: ShopCatalogue,
  limit: number,
  { hidden }: PageContext,
): void {
  if (chosen.length >= limit) return;
  const shown = new Set(chosen.map(({ card }) => card.group));
  for (const group of catalogue.newestGroups()) {
    if (chosen.length >= limit) return;
    if (hidden.has(group) || shown.has(group)) continue;
    const card = catalogue.card(group);
    if (card) chosen.push({ card, reason: { code: 'new' } });
  }
}

function toReason(
  { code, because, category }: RowItem,
  titleOf: (item: number) => string | undefined,
): Reason {
  const product = because === undefined || code === 'goes-with-cart' ? undefined : titleOf(because);
  return { code, ...(product !== undefined && { product }), ...(category !== undefined && { category }) };
}

/** A reason that all share stands once, with the row; otherwise each item carries its own. */
function withReasons(chosen: readonly Chosen[]): { reason?: Reason; items: ProductCard[] } {
  const first = chosen[0]?.reason;
  const isShared = first && chosen.every(({ reason }) => isSameReason(reason, first));
  return isShared
    ? { reason: first, items: chosen.map(({ card }) => card) }
    : { items: chosen.map(({ card, reason }) => ({ ...card, reason })) };
}

function isSameReason(a: Reason, b: Reason): boolean {
  return a.code === b.code && a.product === b.product && a.category === b.category;
}
