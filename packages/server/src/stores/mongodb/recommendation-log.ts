import type { RecommendationEventDocument } from '../port/documents.js';
import type { RecommendationLogRepository } from '../port/store.js';
import type { MongoConnection } from './connection.js';
import { inShop, toBson } from './document-mapping.js';
import { duplicatesOf } from './errors.js';

/** Collections `recommendationRequests` and `recommendationEvents`: what was shown, and what came of it. */
const fieldOfType = { impression: 'impressions', click: 'clicks', add_to_cart: 'addedToCart' } as const;

export function createRecommendationLogRepository(connection: MongoConnection): RecommendationLogRepository {
  const requests = connection.collection('recommendationRequests');
  const events = connection.collection('recommendationEvents');

  const removeOldest = async (from: typeof requests, shopId: string, before: Date, limit: number) => {
    const old = await from
      .find(inShop(shopId, { at: { $lt: before } }), { projection: { _id: 1 } })
      .sort({ at: 1 })
      .limit(limit)
      .toArray();
    return (await from.deleteMany(inShop(shopId, { _id: { $in: old.map(({ _id }) => _id) } }))).deletedCount;
  };

  return {
    async appendRequests(shopId, given) {
      if (given.length === 0) return;
      await requests.insertMany(
        given.map((request) => toBson({ ...request, shopId })),
        { ordered: false },
      );
    },
    async appendEvents(shopId, given) {
      if (given.length === 0) return { accepted: 0, duplicates: 0 };
      try {
        await events.insertMany(
          given.map((event) => toBson({ ...event, shopId })),
          { ordered: false },
        );
        return { accepted: given.length, duplicates: 0 };
      } catch (error) {
        const duplicates = duplicatesOf(error);
        if (duplicates === undefined) throw error;
        return { accepted: given.length - duplicates, duplicates };
      }
    },
    async summarize(shopId, since) {
      const recent = inShop(shopId, { at: { $gte: since } });
      const counts = await requests
        .aggregate<{ _id: string; n: number }>([
          { $match: recent },
          { $group: { _id: '$placement', n: { $sum: 1 } } },
          { $sort: { _id: 1 } },
        ])
        .toArray();
      const summary = new Map(
        counts.map(({ _id, n }) => [
          _id,
          { placement: _id, requests: n, impressions: 0, clicks: 0, addedToCart: 0 },
        ]),
      );
      const happened = events.aggregate<{
        _id: { requestId: string; type: RecommendationEventDocument['type'] };
        n: number;
      }>([
        { $match: recent },
        { $group: { _id: { requestId: '$requestId', type: '$type' }, n: { $sum: { $size: '$products' } } } },
      ]);
      // Joined here in batches: `$lookup` would have to find a request by its id without its shop.
      for await (const batch of inBatches(happened, 1000)) {
        const ids = [...new Set(batch.map(({ _id }) => _id.requestId))];
        const shown = await requests
          .find(inShop(shopId, { requestId: { $in: ids } }), { projection: { requestId: 1, placement: 1 } })
          .toArray();
        const placements = new Map(shown.map(({ requestId, placement }) => [requestId, placement as string]));
        for (const { _id, n } of batch) {
          const line = summary.get(placements.get(_id.requestId) ?? '');
          if (line) line[fieldOfType[_id.type]] += n;
        }
      }
      return [...summary.values()];
    },
    removeBefore: async (shopId, before, limit) =>
      (await removeOldest(requests, shopId, before, limit)) +
      (await removeOldest(events, shopId, before, limit)),
  };
}

async function* inBatches<T>(items: AsyncIterable<T>, size: number): AsyncIterable<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
