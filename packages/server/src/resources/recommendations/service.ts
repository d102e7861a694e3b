import { createRecommender, type Recommender, type RecommenderModel } from '@shelfwise/core/recommend';
import { personalPlacements, type RecommendationResponse } from '@shelfwise/core/wire';
import type { CustomerTokenService } from '../../access/customer-tokens.js';
import type { CatalogueCache } from '../../following/catalogue-cache.js';
import type { ModelRegistry } from '../../following/model-registry.js';
import type { ShopCatalogue } from '../../following/shop-catalogue.js';
import type { FilledRow } from '../../rules/merchandising/drop-expired-new.js';
import { withReasons } from '../../rules/merchandising/shared-reason.js';
import type { Id, ShopDocument } from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';
import { withoutUndefined } from '../../stores/port/without-undefined.js';
import { AnswerCache, type ReadyAnswer } from './answer-cache.js';
import { fillRow } from './fill-row.js';
import type { RowRequest } from './page-context.js';
import { RequestLog } from './request-log.js';
import { rowText } from './row-text.js';
import { timeOrderedUuid } from './time-ordered-uuid.js';
import { emptyHistory, VisitorHistoryReader } from './visitor-history.js';

/** Placements that use the visitor's history. Only these read the store. */
const readsHistory: ReadonlySet<string> = new Set(personalPlacements);

export interface RecommendationServiceOptions {
  store: Pick<Store, 'visitors' | 'interactions' | 'recommendationLog'>;
  catalogue: CatalogueCache;
  models: Pick<ModelRegistry, 'get'>;
  clock: () => Date;
  log: { warn(details: object, message: string): void };
  /** Counts answers by whether they were kept ready. */
  count?: (from: 'kept' | 'made') => void;
  verifyCustomerToken?: CustomerTokenService['verifyCustomerToken'];
}

/** The state that rows of a shop are made from. */
interface RowState {
  catalogue: ShopCatalogue;
  recommender: Recommender | undefined;
  modelVersion: number | undefined;
}

/** Fills rows of recommendations. It never throws for lack of data. */
export class RecommendationService {
  private readonly catalogue: CatalogueCache;
  private readonly models: RecommendationServiceOptions['models'];
  private readonly count: NonNullable<RecommendationServiceOptions['count']>;
  private readonly history: VisitorHistoryReader;
  private readonly requestLog: RequestLog;
  private readonly answers = new AnswerCache();
  /** One recommender per model, because it holds scratch memory. It goes when the model is swapped out. */
  private readonly recommenders = new WeakMap<RecommenderModel, Recommender>();

  constructor(options: RecommendationServiceOptions) {
    this.catalogue = options.catalogue;
    this.models = options.models;
    this.count = options.count ?? (() => undefined);
    this.history = new VisitorHistoryReader(options);
    this.requestLog = new RequestLog(options);
  }

  /** Applies fallbacks, exclusions and reasons, and logs the request. */
  async recommend(shop: ShopDocument, request: RowRequest, now: Date): Promise<RecommendationResponse> {
    const state = await this.readState(shop);
    const row = await this.fill(shop, state, request, now);
    const { placement } = request;
    const { filledBy, personal } = row;
    const shown = { filledBy, products: productsOf(row) };
    const requestId = this.logRequest(shop, request, now, shown, state);
    return { requestId, placement, filledBy, personal, ...withReasons(row.chosen) };
  }

  /**
   * The same as JSON text. Answers that use nothing of a visitor are kept ready until catalogue or model
   * changes.
   */
  async answer(shop: ShopDocument, request: RowRequest, now: Date): Promise<string> {
    const state = await this.readState(shop);
    const name = isPersonal(request) ? undefined : answerName(shop.id, request);
    const version = { cards: state.catalogue.cardRevision, modelVersion: state.modelVersion };
    let ready = name === undefined ? undefined : this.answers.get(name, version, now);
    this.count(ready ? 'kept' : 'made');
    if (!ready) {
      ready = toReadyAnswer(request, await this.fill(shop, state, request, now));
      if (name !== undefined) this.answers.set(name, version, ready);
    }
    const requestId = this.logRequest(shop, request, now, ready, state);
    return `{"requestId":"${requestId}",${ready.text}}`;
  }

  /** Writes the requests that are not logged yet. */
  close(): Promise<void> {
    return this.requestLog.flush();
  }

  private async readState(shop: ShopDocument): Promise<RowState> {
    const [catalogue, loaded] = await Promise.all([
      this.catalogue.get(shop),
      this.models.get<RecommenderModel>(shop.id, 'recommender'),
    ]);
    return {
      catalogue,
      recommender: loaded ? this.recommenderOf(loaded.model) : undefined,
      modelVersion: loaded?.manifest.version,
    };
  }

  private async fill(
    shop: ShopDocument,
    { catalogue, recommender }: RowState,
    request: RowRequest,
    now: Date,
  ): Promise<FilledRow> {
    // A request without a visitor waits for nothing here, so its answer belongs to the state that was read.
    const history =
      isPersonal(request) && readsHistory.has(request.placement)
        ? await this.history.read(shop.id, request.visitor)
        : emptyHistory;
    return fillRow(recommender, catalogue, request, history, now);
  }

  private recommenderOf(model: RecommenderModel): Recommender {
    let recommender = this.recommenders.get(model);
    if (!recommender) {
      recommender = createRecommender(model);
      this.recommenders.set(model, recommender);
    }
    return recommender;
  }

  private logRequest(
    { id }: ShopDocument,
    { placement }: RowRequest,
    at: Date,
    { filledBy, products }: Pick<ReadyAnswer, 'filledBy' | 'products'>,
    { modelVersion }: RowState,
  ): string {
    const requestId = timeOrderedUuid(at);
    const request = { requestId, at, placement, filledBy, modelVersion, products: products as string[] };
    this.requestLog.add(id, withoutUndefined(request));
    return requestId;
  }
}

function toReadyAnswer(request: RowRequest, row: FilledRow): ReadyAnswer {
  const { filledBy, goodUntil } = row;
  return withoutUndefined({ text: rowText(request, row), filledBy, products: productsOf(row), goodUntil });
}

function productsOf({ chosen }: FilledRow): string[] {
  return chosen.map(({ card }) => card.product);
}

function isPersonal({ cart, recent, visitor }: RowRequest): boolean {
  return cart.length + recent.length > 0 || visitor.key !== undefined || visitor.token !== undefined;
}

/** Everything that the answer to a request without a visitor depends on. */
function answerName(shopId: Id, { placement, product, category, exclude, rows, limit }: RowRequest): string {
  return JSON.stringify([shopId, placement, product, category, exclude, rows, limit]);
}
