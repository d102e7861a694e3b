import type { AlertList, AlertOutput, AlertQuery } from '@shelfwise/core/wire';
import { z } from 'zod';
import { Problem } from '../../http/problem.js';
import type { AlertDocument, ShopDocument } from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';

export interface AlertService {
  /** A page of the open alerts, gravest first, then oldest. */
  list(shop: ShopDocument, query: AlertQuery): Promise<AlertList>;
  /** Puts an alert aside for some days; 0 wakes it. */
  snooze(shop: ShopDocument, alertKey: string, days: number, actor: string): Promise<void>;
}

const severityRank = { critical: 0, warning: 1, info: 2 };

export function createAlertService({ store, clock }: { store: Store; clock: () => Date }): AlertService {
  async function selectOpen(shop: ShopDocument, productKey: string | undefined): Promise<AlertDocument[]> {
    const open = await store.alerts.listOpen(shop.id);
    if (productKey === undefined) return open;
    const product = await store.products.findByKey(shop.id, productKey);
    return open.filter(({ productId }) => product !== null && productId === product.id);
  }

  return {
    async list(shop, { product: productKey, limit, cursor }) {
      const after = cursor === undefined ? undefined : parseCursor(cursor);
      const open = await selectOpen(shop, productKey);
      open.sort((a, b) => comparePlaces(placeOf(a), placeOf(b)));
      const rest = after ? open.filter((alert) => comparePlaces(placeOf(alert), after) > 0) : open;
      const shown = rest.slice(0, limit);
      const last = shown.at(-1);
      const ids = shown.flatMap(({ productId }) => (productId === undefined ? [] : [productId]));
      const products = new Map(
        (await store.products.findByIds(shop.id, ids)).map((product) => [product.id, product.key]),
      );
      const now = clock();
      return {
        alerts: shown.map((alert) => toOutput(alert, products.get(alert.productId ?? ''), now)),
        total: open.length,
        ...(last && rest.length > shown.length && { nextCursor: toCursor(placeOf(last)) }),
      };
    },

    async snooze(shop, alertKey, days, actor) {
      const now = clock();
      const until = new Date(now.getTime() + days * 86_400_000);
      const audit = () => ({ at: now, actor, action: 'alert.snooze', target: alertKey, detail: { days } });
      if (!(await store.alerts.snooze(shop.id, alertKey, until, audit))) throw new Problem('not-found');
    },
  };
}

/** Where an alert stands in the list: it stays there while others come and go, so pages neither skip nor repeat. */
type Place = readonly [rank: number, since: number, key: string];

const placeOf = ({ severity, since, key }: AlertDocument): Place => [
  severityRank[severity],
  since.getTime(),
  key,
];

function comparePlaces([rank, since, key]: Place, [otherRank, otherSince, otherKey]: Place): number {
  if (rank !== otherRank) return rank - otherRank;
  if (since !== otherSince) return since - otherSince;
  return key === otherKey ? 0 : key < otherKey ? -1 : 1;
}

const toCursor = (place: Place) => Buffer.from(JSON.stringify(place)).toString('base64url');
const cursorContent = z.tuple([z.number(), z.number(), z.string()]);

function parseCursor(cursor: string): Place {
  try {
    return cursorContent.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new Problem('invalid-request', 'No page gave this cursor.');
  }
}

function toOutput(alert: AlertDocument, product: string | undefined, now: Date): AlertOutput {
  const isSnoozed = alert.snoozedUntil !== undefined && alert.snoozedUntil > now;
  return {
    key: alert.key,
    kind: alert.kind,
    severity: alert.severity,
    ...(product !== undefined && { product }),
    values: { ...alert.values },
    since: alert.since.toISOString(),
    ...(isSnoozed && { snoozedUntil: alert.snoozedUntil!.toISOString() }),
  };
}
