import type {
  Alias,
  AlertKind,
  AssistantKind,
  Availability,
  BotMessage,
  Consent,
  InteractionType,
  LeadTime,
  OrderStatus,
  Scope,
  ShopSettings,
} from '@shelfwise/core/wire';

/**
 * The documents both stores hold. Ids are 24-hex strings here and `ObjectId` in MongoDB; `shopId` begins every key.
 * Instants are `Date`. A value that is not known is absent, never null. Money is integer minor units.
 */

/** 24 hexadecimal digits. */
export type Id = string;
/** `YYYY-MM-DD` in the shop's time zone. */
export type Day = string;

export interface ShopDocument {
  id: Id;
  /** The owner's short name for the shop, unique in the server: lower case letters, digits, hyphens. */
  name: string;
  settings: ShopSettings;
  /** Grows with each change of the settings; a change names the one it saw. Absent: 0. */
  revision?: number;
  /** The revision of the settings that all daily sales are known to follow. */
  dailySalesRevision?: number;
  /** Set when somebody began to remove the shop: nobody finds it any more, and all that is its goes. */
  removalBegan?: Date;
  /** Grows when the owner's sessions are ended: those that began before are worth nothing. Absent: 0. */
  sessionEpoch?: number;
  createdAt: Date;
  updatedAt: Date;
}

export interface ApiKeyDocument {
  id: Id;
  shopId: Id;
  kind: 'publishable' | 'secret';
  /** SHA-256 of the whole key, hex. A publishable key is also kept as it is, being public. */
  hash: string;
  publicValue?: string;
  /** Last four characters, to tell keys apart. */
  lastFour: string;
  createdAt: Date;
  /** Refused from then on; in the future while two keys overlap during rotation. */
  revokedAt?: Date;
}

export interface ProductDocument {
  id: Id;
  shopId: Id;
  key: string;
  groupKey: string;
  variantTitle?: string;
  title: string;
  description?: string;
  url: string;
  image?: string;
  price: number;
  salePrice?: number;
  rating?: { value: number; count?: number };
  categories: string[];
  brand?: string;
  attributes: Record<string, string>;
  availability: Availability;
  hidden: boolean;
  aliases: Alias[];
  /** `page`: a stub made from a key seen on a page; never recommended until the catalogue confirms it. */
  source: 'catalogue' | 'page';
  /** Set when the owner deleted it: kept for history, never shown. */
  deletedAt?: Date;
  /** When a stub was last given to somebody who was about to write under its id; absent until long after it was made. */
  askedAt?: Date;
  createdAt: Date;
  updatedAt: Date;
}

export interface VisitorDocument {
  id: Id;
  shopId: Id;
  /** The browser's random key, or `customer:<key>` for imported and signed-in customers. */
  key: string;
  customerKey?: string;
  consent: Consent;
  firstSeen: Date;
  lastSeen: Date;
  /** This visitor turned out to be that one; reads follow it. */
  mergedInto?: Id;
}

/** `userInteractions`: the owner's given schema is `userId, productId, interactionType, timestamp`. */
export interface InteractionDocument {
  id: Id;
  shopId: Id;
  userId: Id;
  productId: Id;
  interactionType: InteractionType;
  timestamp: Date;
  /** UUID. Unique with shop and product: sending twice changes nothing. */
  eventId: string;
  sessionId?: string;
  quantity?: number;
  price?: number;
}

export interface OrderLineDocument {
  productId: Id;
  quantity: number;
  unitPrice: number;
}

export interface OrderDocument {
  id: Id;
  shopId: Id;
  key: string;
  placedAt: Date;
  currency: string;
  /** Whose purchases these are, for statistics and recommendations. It opens nothing: a page may have said so. */
  userId?: Id;
  /** The customer the owner's server named: the one proof of whose order it is. */
  customerKey?: string;
  lines: OrderLineDocument[];
  status: OrderStatus;
  shipments: { carrier?: string; tracking?: string; expected?: Day }[];
  /** Keyed digests of e-mail and postcode, for order status only. */
  emailDigest?: string;
  postcodeDigest?: string;
  /** This order lowered our stock count; imported history, and shops that report their levels, do not. */
  stockMoved?: boolean;
  /** What `dailySales` count this order by; they change with the shop's settings one order after the other. */
  countedWith?: SalesSettings;
  /** When this version came to be: the newest `updatedAt` of its reports or, of a change without one, when we heard it. */
  reportedAt?: Date;
  /** Grows with each change; a write names the one it saw. */
  revision: number;
  updatedAt: Date;
}

/** Decides on which day a line counts, in which column, and whether as revenue. */
export type SalesSettings = Pick<ShopSettings, 'timeZone' | 'currency' | 'wholesaleFrom'>;

/** A page named its order before the owner's server did: whose purchases they will be. One for each order. */
export interface WaitingLinkDocument {
  id: Id;
  shopId: Id;
  orderKey: string;
  userId: Id;
  at: Date;
  expiresAt: Date;
}

/** `inventory`: the given schema is `productId, stockLevel, lastRestocked, predictedDemand, restockAlert`. */
export interface InventoryDocument {
  id: Id;
  shopId: Id;
  productId: Id;
  /** Absent while nobody has ever said how many there are. */
  stockLevel?: number;
  lastRestocked?: Date;
  predictedDemand?: number;
  /** Mean units a day that are expected in the coming week. */
  demandPerDay?: number;
  restockAlert: boolean;
  /** Units on their way: as last stated, less what was received since. */
  onOrder: number;
  /** When `onOrder` was last stated; that moment is `asOf` where it is absent. */
  onOrderAsOf?: Date;
  /** When the level was last stated by the owner, not merely moved. */
  asOf?: Date;
  simulated?: boolean;
  supplier?: string;
  leadTime?: LeadTime;
  reviewPeriod?: number;
  minimumOrder?: number;
  packSize?: number;
  unitCost?: number;
  serviceLevel?: number;
  reorderPoint?: number;
  orderQuantity?: number;
  orderBy?: Day;
  stockoutDate?: { p10?: Day; p50?: Day; p90?: Day };
  /** Mean units a day, last 28 days. */
  soldPerDay?: number;
  /** Last day with a sale that was not wholesale. */
  lastSold?: Day;
  forecastModel?: string;
  forecastedAt?: Date;
  updatedAt: Date;
}

export interface StockMovementDocument {
  id: Id;
  shopId: Id;
  productId: Id;
  quantity: number;
  reason: 'sale' | 'receipt' | 'count' | 'adjustment' | 'return';
  /** Unique with the product: the order's key and revision, a delivery note, … */
  reference: string;
  at: Date;
  by?: string;
}

/** Derived from orders; rebuilt at will. */
export interface DailySalesDocument {
  productId: Id;
  day: Day;
  /** Units without wholesale lines. */
  quantity: number;
  /** Units of lines at or over the shop's `wholesaleFrom`. */
  wholesaleQuantity: number;
  revenue: number;
  stockedOut?: boolean;
}

export interface ForecastDocument {
  id: Id;
  shopId: Id;
  productId: Id;
  madeAt: Date;
  /** First day forecast. */
  startDay: Day;
  horizon: number;
  /** Rising, 0–1. */
  levels: number[];
  /** [horizon × levels], row by row. */
  quantiles: number[];
  /** [horizon], what is expected of each day. Absent, as `weeks`, from forecasts made before there were any. */
  means?: number[];
  /** The sum of each whole week from `startDay` on; `quantiles` is [weeks × levels], row by row. */
  weeks?: { means: number[]; quantiles: number[] };
  /** Demand added up over the first `days` days, for lead times; `quantiles` is [days × levels], row by row. */
  cumulative?: { days: number[]; means: number[]; levels: number[]; quantiles: number[] };
  model: string;
  backtest?: { windows: number; losses: Record<string, number> };
}

export type ModelKind = 'recommender' | 'assistant' | 'demand';

export interface ModelManifest {
  id: Id;
  shopId: Id;
  kind: ModelKind;
  version: number;
  createdAt: Date;
  bytes: number;
  sha256: string;
  metrics: Record<string, number>;
  /** `kept`: worse than the one in use, or damaged; not served. */
  status: 'serving' | 'kept' | 'retired';
  note?: string;
}

export interface RecommendationRequestDocument {
  shopId: Id;
  requestId: string;
  at: Date;
  placement: string;
  filledBy: string;
  modelVersion?: number;
  /** Product keys as shown, in order. */
  products: string[];
}

export interface RecommendationEventDocument {
  shopId: Id;
  eventId: string;
  requestId: string;
  type: 'impression' | 'click' | 'add_to_cart';
  /** Product keys. */
  products: string[];
  at: Date;
}

/** Digests of who speaks in a conversation: the customer of a token, and the visitor's key, where a page gave them. */
export interface SpeakerDocument {
  customer?: string;
  visitor?: string;
}

export interface ConversationDocument {
  id: Id;
  shopId: Id;
  /** Unguessable name the page knows it by. */
  key: string;
  userId?: Id;
  /** Who spoke last; nobody else goes on with it. */
  speaker?: SpeakerDocument;
  assistant: AssistantKind;
  startedAt: Date;
  lastAt: Date;
  expiresAt: Date;
  /** Sequence number of the last event. */
  seq: number;
  /** The dialogue tracker's state, opaque to the store. */
  tracker?: unknown;
}

export interface ConversationEventDocument {
  shopId: Id;
  conversationId: Id;
  seq: number;
  at: Date;
  from: 'shopper' | 'assistant' | 'person';
  /** The client's id of the message this is, or answers. */
  messageId: string;
  text?: string;
  payload?: string;
  message?: BotMessage;
  /** Which engine answered; `fallback` when no answer was found. */
  engine?: AssistantKind;
  intent?: string;
  confidence?: number;
  fallback?: boolean;
  /** The owner put this question aside. */
  dismissed?: boolean;
}

export interface FaqEntryDocument {
  id: Id;
  shopId: Id;
  key: string;
  question: string;
  variations: string[];
  answer: string;
  url?: string;
  updatedAt: Date;
}

export interface AlertDocument {
  id: Id;
  shopId: Id;
  /** `<kind>` or `<kind>:<product key>`; unique in the shop while open. */
  key: string;
  kind: AlertKind;
  severity: 'info' | 'warning' | 'critical';
  productId?: Id;
  /** The facts of this alert, named as in `AlertValues` of the wire. Readers word them. */
  values: Readonly<Record<string, string | number>>;
  since: Date;
  /** When it was handed to the notifiers. An alert is handed over once. */
  announcedAt?: Date;
  snoozedUntil?: Date;
  resolvedAt?: Date;
}

export interface JobRunDocument {
  id: Id;
  shopId: Id;
  job: string;
  startedAt: Date;
  finishedAt?: Date;
  /** `requested`: somebody asked for it, and it has not begun; `startedAt` tells when. */
  status: 'requested' | 'running' | 'succeeded' | 'failed' | 'lost';
  /** 0–1 while running. */
  progress?: number;
  summary?: Record<string, number | string>;
  error?: string;
  attempt: number;
}

export interface AuditDocument {
  shopId: Id;
  at: Date;
  /** `key:…4242`, or the embed session's subject. */
  actor: string;
  action: string;
  target?: string;
  /** What changed, without secrets or personal data. */
  detail?: Record<string, unknown>;
}

export interface EmbedClaims {
  shopId: Id;
  subject: string;
  scopes: Scope[];
  keyId: Id;
  /** The shop's `sessionEpoch` when the owner's session began; keys end by being revoked instead. */
  epoch?: number;
}
