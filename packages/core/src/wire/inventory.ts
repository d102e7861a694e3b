import { z } from 'zod';
import { ownerLanguages } from './languages.js';
import { day, instant, key, money } from './primitives.js';

/** Stock levels, reorder advice, and alerts, in days and units unless a name says otherwise. */

export const leadTime = z.object({ mean: z.number().min(0).max(365), sd: z.number().min(0).max(180) });
export type LeadTime = z.infer<typeof leadTime>;

export const stockLevelInput = z.object({
  product: key,
  stockLevel: z.int().min(-1_000_000).max(100_000_000),
  /** Time of the count; now when absent. A report that is older than the stored one is a duplicate. */
  asOf: instant.optional(),
  onOrder: z.int().min(0).max(100_000_000).optional(),
  lastRestocked: instant.optional(),
  /** The level is invented for a demonstration, and marked as such wherever it is shown. */
  simulated: z.boolean().optional(),
});
export type StockLevelInput = z.infer<typeof stockLevelInput>;
export const stockLevelBatch = z.object({ levels: z.array(z.unknown()).min(1).max(2000) });

/**
 * A receipt, return or correction. Sales come from orders. Unique by (reference, product). A receipt lowers
 * `onOrder`. A movement from before the last count does not change the level.
 */
export const stockMovementInput = z.object({
  product: key,
  quantity: z.int().min(-100_000_000).max(100_000_000),
  reason: z.enum(['receipt', 'adjustment', 'return']),
  reference: key.refine(
    (name) => !/^(order\/|count:)/.test(name),
    'must not begin with "order/" or "count:", which name our own entries',
  ),
  at: instant.optional(),
});
export type StockMovementInput = z.infer<typeof stockMovementInput>;
export const stockMovementBatch = z.object({ movements: z.array(z.unknown()).min(1).max(2000) });

/** `PATCH /v1/inventory/{product}`: the terms on which the owner buys this product. */
export const supplyTerms = z
  .object({
    supplier: z.string().max(200),
    leadTime,
    reviewPeriod: z.int().min(1).max(90),
    minimumOrder: z.int().min(1).max(1_000_000),
    packSize: z.int().min(1).max(1_000_000),
    unitCost: money,
    /** Chance of not running out in a protection interval. */
    serviceLevel: z.number().min(0.5).max(0.999),
  })
  .partial();
export type SupplyTerms = z.infer<typeof supplyTerms>;
/** `POST /v1/inventory/terms`: at most 2,000 products per call. */
export const supplyTermsBatch = z.object({ terms: z.array(z.unknown()).min(1).max(2000) });
export const supplyTermsInput = supplyTerms.extend({ product: key });

/** Every status of a product's stock. Counts, colors and words of statuses follow from this list. */
export const inventoryStatuses = [
  'out',
  'order-now',
  'short',
  'soon',
  'fine',
  'overstock',
  'dead',
  'uncounted',
  'unknown',
] as const;
export type InventoryStatus = (typeof inventoryStatuses)[number];
/** The statuses that the filter `attention` selects. */
export const attentionStatuses = ['out', 'order-now', 'short', 'soon'] as const satisfies InventoryStatus[];

export const inventorySorts = [
  'risk',
  'title',
  'stockLevel',
  'soldPerDay',
  'daysLeft',
  'reorderPoint',
  'orderBy',
  'orderQuantity',
  'salesLostPerDay',
] as const;

export const inventoryQuery = z.object({
  status: z.enum([...inventoryStatuses, 'attention']).optional(),
  supplier: z.string().max(200).optional(),
  category: z.string().max(200).optional(),
  search: z.string().max(200).optional(),
  sort: z.enum(inventorySorts).default('risk'),
  order: z.enum(['asc', 'desc']).default('desc'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(25),
});
export type InventoryQuery = z.infer<typeof inventoryQuery>;
/** `GET /v1/inventory/export.csv`: the whole selection, worded in the shop's language when none is given. */
export const inventoryExportQuery = inventoryQuery.extend({ language: z.enum(ownerLanguages).optional() });
export type InventoryExportQuery = z.infer<typeof inventoryExportQuery>;

export const daysLeft = z.object({ p10: z.number(), p50: z.number(), p90: z.number() });

/** One row of the dashboard. Unknown values are absent. */
export const inventoryItem = z.object({
  product: key,
  title: z.string(),
  /** Absent when the title contains it. */
  variantTitle: z.string().optional(),
  image: z.string().optional(),
  url: z.string().optional(),
  categories: z.array(z.string()),
  supplier: z.string().optional(),
  /** Absent until the stock was counted. */
  stockLevel: z.int().optional(),
  onOrder: z.int(),
  simulated: z.boolean(),
  lastRestocked: z.string().optional(),
  /** Mean units a day over the last 28 days, without wholesale. */
  soldPerDay: z.number(),
  daysLeft: daysLeft.optional(),
  reorderPoint: z.number().optional(),
  orderBy: day.optional(),
  orderQuantity: z.int().optional(),
  /** Revenue in minor units lost for each day out of stock. */
  salesLostPerDay: money,
  predictedDemand: z.number().optional(),
  restockAlert: z.boolean(),
  status: z.enum(inventoryStatuses),
  leadTime,
  reviewPeriod: z.int(),
  minimumOrder: z.int(),
  packSize: z.int(),
  serviceLevel: z.number(),
  unitCost: money.optional(),
  forecastModel: z.string().optional(),
});
export type InventoryItem = z.infer<typeof inventoryItem>;

/** `order-now` is counted as `orderNow`. */
type CountName<Status extends string> = Status extends `${infer Word}-${infer Rest}`
  ? `${Word}${Capitalize<CountName<Rest>>}`
  : Status;
export type StatusCounts = Record<CountName<InventoryStatus>, number>;
/** The field of the summary that counts the products with this status. */
export const countName = (status: InventoryStatus) =>
  status.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()) as CountName<InventoryStatus>;
const statusCounts = Object.fromEntries(
  inventoryStatuses.map((status) => [countName(status), z.int()]),
) as Record<CountName<InventoryStatus>, z.ZodInt>;

/** Number of products by status, and the sales that the whole shop loses. */
export const inventorySummary = z.object({
  ...statusCounts,
  /** Minor units a day, over all products that are out of stock. */
  salesLostPerDay: money,
  simulated: z.boolean(),
  forecastedAt: z.string().optional(),
  /**
   * Error of the products' totals over the last 28 days, summed and divided by their sales: 0.35 means 35 %.
   */
  forecastError: z.number().optional(),
});
export type InventorySummary = z.infer<typeof inventorySummary>;

export const inventoryPage = z.object({
  summary: inventorySummary,
  items: z.array(inventoryItem),
  total: z.int(),
  page: z.int(),
  pageSize: z.int(),
  suppliers: z.array(z.string()),
  categories: z.array(z.string()),
  currency: z.string(),
});
export type InventoryPage = z.infer<typeof inventoryPage>;

/** `GET /v1/inventory/{product}`. */
export const inventoryDetail = z.object({
  item: inventoryItem,
  currency: z.string(),
  history: z.array(
    z.object({
      day,
      quantity: z.number(),
      wholesale: z.number().optional(),
      stockedOut: z.boolean().optional(),
    }),
  ),
  forecast: z
    .object({
      madeAt: z.string(),
      model: z.string(),
      /** Rising, 0–1. */
      levels: z.array(z.number()),
      /**
       * `mean` is expected demand. Over the days until the next order arrives, it adds up to
       * `predictedDemand`.
       */
      days: z.array(z.object({ day, mean: z.number().optional(), quantiles: z.array(z.number()) })),
      /**
       * Units of each whole week ahead. The likely range of a week is narrower than the sum of its days'
       * ranges.
       */
      weeks: z
        .array(z.object({ from: day, to: day, mean: z.number(), quantiles: z.array(z.number()) }))
        .optional(),
      backtest: z
        .object({
          windows: z.int(),
          /** Weighted quantile loss by candidate model: lower is better. */
          losses: z.record(z.string(), z.number()),
        })
        .optional(),
    })
    .optional(),
});
export type InventoryDetail = z.infer<typeof inventoryDetail>;

export const alertKinds = ['reorder', 'out-of-stock', 'no-events', 'no-orders', 'job-failed'] as const;
export type AlertKind = (typeof alertKinds)[number];
/** The facts that an alert of each kind carries. `title` is a product's whole title, `…At` an ISO 8601 instant. */
export interface AlertValues {
  reorder: { title: string; quantity: number; stockLevel: number; reorderPoint: number; onOrder: number };
  'out-of-stock': { title: string; predictedDemand: number; onOrder: number };
  'no-events': { lastAt: string };
  'no-orders': { lastAt: string };
  'job-failed': { job: string; attempts: number };
}
export const alertOutput = z.object({
  key: z.string(),
  kind: z.enum(alertKinds),
  severity: z.enum(['info', 'warning', 'critical']),
  product: key.optional(),
  /** The facts of the alert, by kind as in `AlertValues`. Their wording is the reader's. */
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  since: z.string(),
  snoozedUntil: z.string().optional(),
});
export type AlertOutput = z.infer<typeof alertOutput>;
/** `GET /v1/alerts?product=&limit=&cursor=`: pass `nextCursor` as the next `cursor`. */
export const alertQuery = z.object({
  /** Only those of one product. */
  product: key.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(500),
  /** Opaque to the caller. */
  cursor: z.string().max(2000).optional(),
});
export type AlertQuery = z.infer<typeof alertQuery>;
/** Open alerts, the most severe first. Snoozed ones are included and marked. */
export const alertList = z.object({
  alerts: z.array(alertOutput),
  /** Number of alerts on all pages. */
  total: z.int(),
  nextCursor: z.string().optional(),
});
export type AlertList = z.infer<typeof alertList>;
/** `POST /v1/alerts/snooze`: 0 days ends the snooze. */
export const alertSnooze = z.object({ alert: z.string().max(300), days: z.int().min(0).max(90) });
