import type { PlacementSummary } from '../port/recommendations.js';
import type { Id } from '../port/documents.js';
import type { AppendResult } from '../port/writes-and-pages.js';
import type { RecommendationEventDocument, RecommendationRequestDocument } from '../port/documents.js';
import type { RecommendationLogRepository } from '../port/store.js';
import type { SqliteConnection } from './connection.js';
import { documentTable } from './document-table.js';

/** Tables `recommendation_requests` and `recommendation_events`: what was shown, and what came of it. */
export const requestTable = documentTable<RecommendationRequestDocument>({
  table: 'recommendation_requests',
  columns: {
    request: (request) => request.requestId,
    at: (request) => request.at.getTime(),
    placement: (request) => request.placement,
  },
  key: ['request'],
  dates: ['at'],
});
export const recommendationEventTable = documentTable<RecommendationEventDocument>({
  table: 'recommendation_events',
  columns: {
    event: (event) => event.eventId,
    request: (event) => event.requestId,
    type: (event) => event.type,
    at: (event) => event.at.getTime(),
  },
  key: ['event'],
  dates: ['at'],
});

const countEvents = `SELECT r.placement, e.type, sum(json_array_length(e.doc, '$.products')) AS n FROM recommendation_events e
  JOIN recommendation_requests r ON r.shop = e.shop AND r.request = e.request
  WHERE e.shop = ? AND e.at >= ? GROUP BY r.placement, e.type`;
const countRequests = `SELECT placement, count(*) AS n FROM recommendation_requests
  WHERE shop = ? AND at >= ? GROUP BY placement ORDER BY placement`;
const fieldOfType = { impression: 'impressions', click: 'clicks', add_to_cart: 'addedToCart' } as const;

export class SqliteRecommendationLogRepository implements RecommendationLogRepository {
  constructor(private readonly connection: SqliteConnection) {}

  appendRequests(shopId: Id, requests: Omit<RecommendationRequestDocument, 'shopId'>[]): Promise<void> {
    return this.connection.write((session) =>
      requestTable.put(
        session,
        shopId,
        requests.map((request) => ({ ...request, shopId })),
      ),
    );
  }

  appendEvents(shopId: Id, events: Omit<RecommendationEventDocument, 'shopId'>[]): Promise<AppendResult> {
    return this.connection.write((session) => {
      const known = new Set(
        session
          .all<{ event: string }>(
            'SELECT event FROM recommendation_events WHERE shop = ? AND event IN (SELECT value FROM json_each(?))',
            [shopId, JSON.stringify(events.map(({ eventId }) => eventId))],
          )
          .map(({ event }) => event),
      );
      const fresh = new Map(
        events
          .filter(({ eventId }) => !known.has(eventId))
          .map((event) => [event.eventId, { ...event, shopId }] as const),
      );
      recommendationEventTable.put(session, shopId, [...fresh.values()]);
      return { accepted: fresh.size, duplicates: events.length - fresh.size };
    });
  }

  async summarize(shopId: Id, since: Date): Promise<PlacementSummary[]> {
    const rows = this.connection.all<{ placement: string; n: number }>(countRequests, [
      shopId,
      since.getTime(),
    ]);
    const summary = new Map(
      rows.map(({ placement, n }) => [
        placement,
        { placement, requests: n, impressions: 0, clicks: 0, addedToCart: 0 },
      ]),
    );
    const counts = this.connection.all<{
      placement: string;
      type: RecommendationEventDocument['type'];
      n: number;
    }>(countEvents, [shopId, since.getTime()]);
    for (const { placement, type, n } of counts) {
      const line = summary.get(placement);
      if (line) line[fieldOfType[type]] += n;
    }
    return [...summary.values()];
  }

  removeBefore(shopId: Id, before: Date, limit: number): Promise<number> {
    return this.connection.write((session) => {
      const params = [shopId, shopId, before.getTime(), limit];
      const oldest = (table: string, key: string) =>
        `DELETE FROM ${table} WHERE shop = ? AND ${key} IN
           (SELECT ${key} FROM ${table} WHERE shop = ? AND at < ? ORDER BY at LIMIT ?)`;
      return (
        session.run(oldest('recommendation_requests', 'request'), params) +
        session.run(oldest('recommendation_events', 'event'), params)
      );
    });
  }
}
