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

export function createAlertRepository(connection: MongoConnection): AlertRepository {
  const alerts = connection.collection('alerts');
  return {
    openMany: (shopId, given) => connection.transaction((tx) => openAlerts(connection, shopId, given, tx)),
    resolveMany: (shopId, keys, at) => resolveAlerts(connection, shopId, keys, at),
    claimUnannounced: (shopId, at, limit) =>
      connection.transaction(async (tx) => {
        const unannounced = inShop(shopId, { open: true, announcedAt: { $exists: false } });
        const found = await alerts.find(unannounced, tx).sort({ _id: 1 }).limit(limit).toArray();
        await alerts.updateMany(
          inShop(shopId, { _id: { $in: found.map(({ _id }) => _id) } }),
          { $set: { announcedAt: at } },
          tx,
        );
        return found.map((alert) => ({ ...fromBson<AlertDocument>(alert, { extra }), announcedAt: at }));
      }),
    listOpen: async (shopId) =>
      (
        await alerts
          .find(inShop(shopId, { open: true }))
          .sort({ _id: 1 })
          .toArray()
      ).map((alert) => fromBson<AlertDocument>(alert, { extra })),
    snooze: (shopId, key, until, audit) =>
      connection.transaction(async (tx) => {
        const one = inShop(shopId, { key, open: true });
        const result = await alerts.updateOne(one, { $set: { snoozedUntil: until } }, tx);
        await enterAudit(connection, shopId, result.modifiedCount, audit, tx);
        return result.matchedCount > 0;
      }),
    removeResolved: (shopId, before, limit) =>
      removeSome(alerts, inShop(shopId, { resolvedAt: { $lt: before } }), limit),
  };
}
