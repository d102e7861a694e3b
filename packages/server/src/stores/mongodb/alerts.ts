import type { Collection } from 'mongodb';
import type { Audit } from '../port/writes-and-pages.js';
import type { AlertDocument, Id } from '../port/documents.js';
import type { AlertRepository, NewAlert } from '../port/store.js';
import { enterAudit } from './audit.js';
import type { MongoConnection, Transaction } from './connection.js';
import { newId } from '../shared/new-id.js';
import { fromBson, inShop, objectId, toBson } from './document-mapping.js';
import { removeSome } from './remove-some.js';

/** Collection `alerts`: at most one open document a key (`open` is there while it is); closed ones stay as history. */
const extra = ['open'];

/** An alert as it is stored. */
export const alertToBson = (alert: AlertDocument) => ({
  ...toBson(alert),
  ...(alert.resolvedAt === undefined && { open: true }),
});

export async function openAlerts(
  connection: MongoConnection,
  shopId: Id,
  given: readonly NewAlert[],
  tx: Transaction,
): Promise<void> {
  if (given.length === 0) return;
  await connection.collection('alerts').bulkWrite(
    given.map(({ since, key, ...rest }) => ({
      updateOne: {
        filter: inShop(shopId, { key, open: true }),
        update: { $set: toBson(rest), $setOnInsert: { _id: objectId(newId()), since } },
        upsert: true,
      },
    })),
    tx,
  );
}

export async function resolveAlerts(
  connection: MongoConnection,
  shopId: Id,
  keys: readonly string[],
  at: Date,
  tx: Transaction = {},
): Promise<void> {
  if (keys.length === 0) return;
  await connection
    .collection('alerts')
    .updateMany(
      inShop(shopId, { open: true, key: { $in: [...keys] } }),
      { $set: { resolvedAt: at }, $unset: { open: '' } },
      tx,
    );
}

export class MongoAlertRepository implements AlertRepository {
  private readonly alerts: Collection;

  constructor(private readonly connection: MongoConnection) {
    this.alerts = this.connection.collection('alerts');
  }

  openMany(shopId: Id, given: readonly NewAlert[]): Promise<void> {
    return this.connection.transaction((tx) => openAlerts(this.connection, shopId, given, tx));
  }

  resolveMany(shopId: Id, keys: readonly string[], at: Date): Promise<void> {
    return resolveAlerts(this.connection, shopId, keys, at);
  }

  claimUnannounced(shopId: Id, at: Date, limit: number): Promise<AlertDocument[]> {
    return this.connection.transaction(async (tx) => {
      const unannounced = inShop(shopId, { open: true, announcedAt: { $exists: false } });
      const found = await this.alerts.find(unannounced, tx).sort({ _id: 1 }).limit(limit).toArray();
      await this.alerts.updateMany(
        inShop(shopId, { _id: { $in: found.map(({ _id }) => _id) } }),
        { $set: { announcedAt: at } },
        tx,
      );
      return found.map((alert) => ({ ...fromBson<AlertDocument>(alert, { extra }), announcedAt: at }));
    });
  }

  async listOpen(shopId: Id): Promise<AlertDocument[]> {
    return (
      await this.alerts
        .find(inShop(shopId, { open: true }))
        .sort({ _id: 1 })
        .toArray()
    ).map((alert) => fromBson<AlertDocument>(alert, { extra }));
  }

  snooze(shopId: Id, key: string, until: Date, audit?: Audit): Promise<boolean> {
    return this.connection.transaction(async (tx) => {
      const one = inShop(shopId, { key, open: true });
      const result = await this.alerts.updateOne(one, { $set: { snoozedUntil: until } }, tx);
      await enterAudit(this.connection, shopId, result.modifiedCount, audit, tx);
      return result.matchedCount > 0;
    });
  }

  removeResolved(shopId: Id, before: Date, limit: number): Promise<number> {
    return removeSome(this.alerts, inShop(shopId, { resolvedAt: { $lt: before } }), limit);
  }
}
