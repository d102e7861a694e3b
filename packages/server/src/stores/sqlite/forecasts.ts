import type { Id } from '../port/documents.js';
import type { New } from '../port/writes-and-pages.js';
import type { ForecastDocument } from '../port/documents.js';
import type { ForecastRepository } from '../port/store.js';
import type { SqliteConnection } from './connection.js';
import { documentTable } from './document-table.js';
import { newId } from '../shared/new-id.js';

/** Table `forecasts`: the newest two of each product. */
export const forecastTable = documentTable<ForecastDocument>({
  table: 'forecasts',
  columns: { product: (forecast) => forecast.productId, made_at: (forecast) => forecast.madeAt.getTime() },
  key: ['product', 'made_at'],
  dates: ['madeAt'],
});

const dropOlder = `DELETE FROM forecasts WHERE shop = ? AND product IN (SELECT value FROM json_each(?))
  AND made_at < (SELECT made_at FROM forecasts AS f WHERE f.shop = forecasts.shop AND f.product = forecasts.product
    ORDER BY made_at DESC LIMIT 1 OFFSET 1)`;

export class SqliteForecastRepository implements ForecastRepository {
  constructor(private readonly connection: SqliteConnection) {}

  putMany(shopId: Id, forecasts: New<ForecastDocument>[]): Promise<void> {
    return this.connection.write((session) => {
      forecastTable.put(
        session,
        shopId,
        forecasts.map((forecast) => ({ ...forecast, id: newId(), shopId })),
      );
      session.run(dropOlder, [shopId, JSON.stringify(forecasts.map(({ productId }) => productId))]);
    });
  }

  async findLatest(shopId: Id, productId: Id): Promise<ForecastDocument | null> {
    return (
      forecastTable.select(this.connection, shopId, 'product = ? ORDER BY made_at DESC LIMIT 1', [
        productId,
      ])[0] ?? null
    );
  }

  async findLatestMany(shopId: Id, productIds: readonly Id[]): Promise<Map<Id, ForecastDocument>> {
    const ofProducts = 'product IN (SELECT value FROM json_each(?)) ORDER BY made_at';
    const held = forecastTable.select(this.connection, shopId, ofProducts, [JSON.stringify(productIds)]);
    return new Map(held.map((forecast) => [forecast.productId, forecast]));
  }
}
