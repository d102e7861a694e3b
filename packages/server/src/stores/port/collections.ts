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

/** What belongs to a shop, by the name of its collection in MongoDB. Leases belong to no shop. */
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

/** What a document is known by in its shop beside its id, or instead of one. No two have the same in any store. */
export const documentKeys: {
  readonly [Name in CollectionName]: readonly (keyof Collections[Name] & string)[];
} = {
  shops: [],
  apiKeys: [],
  products: ['key'],
  visitors: ['key'],
  userInteractions: ['eventId', 'productId'],
  orders: ['key'],
  waitingLinks: ['orderKey'],
  dailySales: ['productId', 'day'],
  inventory: ['productId'],
  stockMovements: ['reference', 'productId'],
  forecasts: ['productId', 'madeAt'],
  modelChunks: ['kind', 'version', 'part'],
  models: ['kind', 'version'],
  recommendationRequests: ['requestId'],
  recommendationEvents: ['eventId'],
  conversations: ['key'],
  conversationEvents: ['conversationId', 'seq'],
  faqEntries: ['key'],
  alerts: [],
  jobRuns: [],
  auditLog: [],
};

/** The same for one document in two stores, however its content differs: its id together with its key. */
export function identityOf(name: CollectionName, document: Collections[CollectionName]): string {
  const fields = document as unknown as Record<string, unknown>;
  return JSON.stringify([fields.id, ...documentKeys[name].map((field) => fields[field])]);
}
