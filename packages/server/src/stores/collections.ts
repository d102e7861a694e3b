import type {
  AlertDocument,
  ApiKeyDocument,
  AuditDocument,
  ConversationDocument,
  ConversationEventDocument,
  DailySalesDocument,
  FaqEntryDocument,
  ForecastDocument,
  Id,
  InteractionDocument,
  InventoryDocument,
  JobRunDocument,
  ModelKind,
  ModelManifest,
  OrderDocument,
  ProductDocument,
  RecommendationEventDocument,
  RecommendationRequestDocument,
  ShopDocument,
  StockMovementDocument,
  VisitorDocument,
  WaitingLinkDocument,
} from './documents.js';

/** One part of a stored model, at most 1 MiB. */
export interface ModelChunkDocument {
  shopId: Id;
  kind: ModelKind;
  version: number;
  part: number;
  bytes: Uint8Array;
}

/** What belongs to a shop, by the name of its collection in MongoDB. Leases belong to no shop and are not copied. */
export interface Collections {
  shops: ShopDocument;
  apiKeys: ApiKeyDocument;
  products: ProductDocument;
  visitors: VisitorDocument;
  userInteractions: InteractionDocument;
  orders: OrderDocument;
  waitingLinks: WaitingLinkDocument;
  dailySales: DailySalesDocument;
  inventory: InventoryDocument;
  stockMovements: StockMovementDocument;
  forecasts: ForecastDocument;
  modelChunks: ModelChunkDocument;
  models: ModelManifest;
  recommendationRequests: RecommendationRequestDocument;
  recommendationEvents: RecommendationEventDocument;
  conversations: ConversationDocument;
  conversationEvents: ConversationEventDocument;
  faqEntries: FaqEntryDocument;
  alerts: AlertDocument;
  jobRuns: JobRunDocument;
  auditLog: AuditDocument & { id: Id };
}
export type CollectionName = keyof Collections;

/** In the order in which they are copied: a model's manifest comes after its bytes. */
export const collectionNames = [
  'shops',
  'apiKeys',
  'products',
  'visitors',
  'userInteractions',
  'orders',
  'waitingLinks',
  'dailySales',
  'inventory',
  'stockMovements',
  'forecasts',
  'modelChunks',
  'models',
  'recommendationRequests',
  'recommendationEvents',
  'conversations',
  'conversationEvents',
  'faqEntries',
  'alerts',
  'jobRuns',
  'auditLog',
] as const satisfies readonly CollectionName[];
