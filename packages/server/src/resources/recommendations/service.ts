import { createRecommender, type Recommender, type RecommenderModel } from '@shelfwise/core/recommend';
import { personalPlacements } from '@shelfwise/core/wire';
import type { ModelRegistry } from '../../following/model-registry.js';
import type { Id, ShopDocument } from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';
import type { CatalogueCache } from '../../following/catalogue-cache.js';
import { AnswerCache, type ReadyAnswer } from './answer-cache.js';
import { fillRow, type FilledRow } from './fill-row.js';
import type { RowRequest } from './page-context.js';
import type { RecommendationService } from './recommendation-service.js';
import { createRequestLog } from './request-log.js';
import { rowText, withReasons } from './row-text.js';
import { timeOrderedUuid } from './time-ordered-uuid.js';
import { createVisitorHistory, emptyHistory } from './visitor-history.js';

/** Fallbacks that use what the visitor did: only these placements read the store. */
const readsHistory: ReadonlySet<string> = new Set(personalPlacements);

export interface RecommendationServiceOptions {
  store: Pick<Store, 'visitors' | 'interactions' | 'recommendationLog'>;
  catalogue: CatalogueCache;
  models: Pick<ModelRegistry, 'get'>;
  clock: () => Date;
  log: { warn(details: object, message: string): void };
  /** Told of each answer whether it was kept ready. */
  count?: (from: 'kept' | 'made') => void;
  /** The customer whom the owner's server vouched for, or null for a token that does not hold. */
  verifyCustomerToken?: (shopId: Id, token: string) => Promise<string | null>;
}

export function createRecommendationService(options: RecommendationServiceOptions): RecommendationService {
  const { catalogue, models } = options;
  const readHistory = createVisitorHistory(options);
  const answers = new AnswerCache();
  const requestLog = createRequestLog(options);
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

  /** What rows of this shop are made of now. */
  async function read(shop: ShopDocument) {
    const [shopCatalogue, loaded] = await Promise.all([
      catalogue.get(shop),
      models.get<RecommenderModel>(shop.id, 'recommender'),
    ]);
    return {
      shopCatalogue,
      recommender: loaded ? recommenderOf(loaded.model) : undefined,
      modelVersion: loaded?.manifest.version,
    };
  }

  function logRequest(
    { id }: ShopDocument,
    { placement }: RowRequest,
    at: Date,
    shown: Pick<ReadyAnswer, 'filledBy' | 'products'>,
    modelVersion: number | undefined,
  ): string {
    const requestId = timeOrderedUuid(at);
    requestLog.add(id, {
      requestId,
      at,
      placement,
      filledBy: shown.filledBy,
      ...(modelVersion !== undefined && { modelVersion }),
      products: shown.products as string[],
    });
    return requestId;
  }

  return {
    async recommend(shop, request, now) {
      const { shopCatalogue, recommender, modelVersion } = await read(shop);
      const history = readsHistory.has(request.placement)
        ? await readHistory(shop.id, request.visitor)
        : emptyHistory;
      const row = fillRow(recommender, shopCatalogue, request, history, now);
      const { placement } = request;
      const { filledBy, personal } = row;
      const requestId = logRequest(shop, request, now, { filledBy, products: productsOf(row) }, modelVersion);
      return { requestId, placement, filledBy, personal, ...withReasons(row.chosen) };
    },

    async answer(shop, request, now) {
      const { shopCatalogue, recommender, modelVersion } = await read(shop);
      const name = isPersonal(request) ? undefined : nameOf(shop.id, request);
      const state = { cards: shopCatalogue.cardRevision, modelVersion };
      let ready = name === undefined ? undefined : answers.get(name, state, now);
      options.count?.(ready ? 'kept' : 'made');
      if (!ready) {
        const history =
          name === undefined && readsHistory.has(request.placement)
            ? await readHistory(shop.id, request.visitor)
            : emptyHistory;
        const row = fillRow(recommender, shopCatalogue, request, history, now);
        const { filledBy, goodUntil } = row;
        ready = {
          text: rowText(request, row),
          filledBy,
          products: productsOf(row),
          ...(goodUntil !== undefined && { goodUntil }),
        };
        // Nothing was waited for since the state was read: an answer to nobody in particular reads no history.
        if (name !== undefined) answers.set(name, state, ready);
      }
      const requestId = logRequest(shop, request, now, ready, modelVersion);
      return `{"requestId":"${requestId}",${ready.text}}`;
    },

    close: () => requestLog.flush(),
  };
}

function productsOf({ chosen }: FilledRow): string[] {
  return chosen.map(({ card }) => card.product);
}

function isPersonal({ cart, recent, visitor }: RowRequest): boolean {
  return cart.length + recent.length > 0 || visitor.key !== undefined || visitor.token !== undefined;
}

/** Everything of a request that its answer depends on, when nothing in it is personal. */
function nameOf(shopId: Id, { placement, product, category, exclude, rows, limit }: RowRequest): string {
  return JSON.stringify([shopId, placement, product, category, exclude, rows, limit]);
}
