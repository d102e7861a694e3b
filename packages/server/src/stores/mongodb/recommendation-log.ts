import type { PlacementSummary } from '../port/recommendations.js';
import type { Collection } from 'mongodb';
import type { Id, RecommendationRequestDocument } from '../port/documents.js';
import type { AppendResult } from '../port/writes-and-pages.js';
import type { RecommendationEventDocument } from '../port/documents.js';
import type { RecommendationLogRepository } from '../port/store.js';
import type { MongoConnection } from './connection.js';
import { inShop, toBson } from './document-mapping.js';
import { duplicatesOf } from './errors.js';

/** Collections `recommendationRequests` and `recommendationEvents`: what was shown, and what came of it. */
const fieldOfType = { impression: 'impressions', click: 'clicks', add_to_cart: 'addedToCart' } as const;

export class MongoRecommendationLogRepository implements RecommendationLogRepository {
  private readonly requests: Collection;
  private readonly events: Collection;

  constructor(private readonly connection: MongoConnection) {
    this.requests = this.connection.collection('recommendationRequests');
    this.events = this.connection.collection('recommendationEvents');
  }

  async appendRequests(shopId: Id, given: Omit<RecommendationRequestDocument, 'shopId'>[]): Promise<void> {
    if (given.length === 0) return;
    await this.requests.insertMany(
      given.map((request) => toBson({ ...request, shopId })),
      { ordered: false },
    );
  }

  async appendEvents(
    shopId: Id,
    given: Omit<RecommendationEventDocument, 'shopId'>[],
  ): Promise<AppendResult> {
    if (given.length === 0) return { accepted: 0, duplicates: 0 };
    try {
      await this.events.insertMany(
        given.map((event) => toBson({ ...event, shopId })),
        { ordered: false },
      );
      return { accepted: given.length, duplicates: 0 };
    } catch (error) {
      const duplicates = duplicatesOf(error);
      if (duplicates === undefined) throw error;
      return { accepted: given.length - duplicates, duplicates };
    }
  }

  async summarize(shopId: Id, since: Date): Promise<PlacementSummary[]> {
    const recent = inShop(shopId, { at: { $gte: since } });
    const counts = await this.requests
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
    const happened = this.events.aggregate<{
      _id: { requestId: string; type: RecommendationEventDocument['type'] };
      n: number;
    }>([
      { $match: recent },
      { $group: { _id: { requestId: '$requestId', type: '$type' }, n: { $sum: { $size: '$products' } } } },
    ]);
    // Joined here in batches: `$lookup` would have to find a request by its id without its shop.
    for await (const batch of inBatches(happened, 1000)) {
      const ids = [...new Set(batch.map(({ _id }) => _id.requestId))];
      const shown = await this.requests
        .find(inShop(shopId, { requestId: { $in: ids } }), { projection: { requestId: 1, placement: 1 } })
        .toArray();
      const placements = new Map(shown.map(({ requestId, placement }) => [requestId, placement as string]));
      for (const { _id, n } of batch) {
        const line = summary.get(placements.get(_id.requestId) ?? '');
        if (line) line[fieldOfType[_id.type]] += n;
      }
    }
    return [...summary.values()];
  }

  async removeBefore(shopId: Id, before: Date, limit: number): Promise<number> {
    return (
      (await this.removeOldest(this.requests, shopId, before, limit)) +
      (await this.removeOldest(this.events, shopId, before, limit))
    );
  }

  private async removeOldest(from: typeof this.requests, shopId: string, before: Date, limit: number) {
    const old = await from
      .find(inShop(shopId, { at: { $lt: before } }), { projection: { _id: 1 } })
      .sort({ at: 1 })
      .limit(limit)
      .toArray();
    return (await from.deleteMany(inShop(shopId, { _id: { $in: old.map(({ _id }) => _id) } }))).deletedCount;
  }
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
