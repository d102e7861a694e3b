import type { New } from '../port/writes-and-pages.js';
import type { Collection, Document, ObjectId } from 'mongodb';
import type { ForecastDocument, Id } from '../port/documents.js';
import type { ForecastRepository } from '../port/store.js';
import type { MongoConnection } from './connection.js';
import { duplicateIndexes } from './errors.js';
import { findAmong } from './find-among.js';
import { newId } from '../shared/new-id.js';
import { fromBson, inShop, objectId, objectIds, toBson } from './document-mapping.js';

const kept = 2;

/** Collection `forecasts`: the newest two of each product. */
export class MongoForecastRepository implements ForecastRepository {
  private readonly forecasts: Collection;

  constructor(private readonly connection: MongoConnection) {
    this.forecasts = this.connection.collection('forecasts');
  }

  async putMany(shopId: Id, given: New<ForecastDocument>[]): Promise<void> {
    if (given.length === 0) return;
    const documents = given.map((forecast) => toBson({ ...forecast, id: newId(), shopId }));
    try {
      await this.forecasts.insertMany(documents, { ordered: false });
    } catch (error) {
      // The same moment's forecast again replaces the first.
      const held = duplicateIndexes(error);
      if (!held) throw error;
      await this.forecasts.bulkWrite(
        held.map((index) => {
          const { _id: _fresh, productId, madeAt, ...rest } = documents[index]!;
          return {
            updateOne: {
              filter: inShop(shopId, { productId, madeAt }),
              update: { $set: rest },
            },
          };
        }),
        { ordered: false },
      );
    }
    const products = objectIds([...new Set(given.map(({ productId }) => productId))]);
    const held = await this.newestFirst(shopId, products, { productId: 1, madeAt: 1 });
    const seen = new Map<string, number>();
    const older = held.filter(({ productId }) => {
      const count = (seen.get(String(productId)) ?? 0) + 1;
      seen.set(String(productId), count);
      return count > kept;
    });
    if (older.length === 0) return;
    await this.forecasts.deleteMany(
      inShop(shopId, { _id: { $in: older.map(({ _id }) => _id as ObjectId) } }),
    );
  }

  async findLatestMany(shopId: Id, productIds: readonly Id[]): Promise<Map<Id, ForecastDocument>> {
    const latest = new Map<Id, ForecastDocument>();
    for (const bson of await this.newestFirst(shopId, objectIds(productIds))) {
      const forecast = fromBson<ForecastDocument>(bson);
      if (!latest.has(forecast.productId)) latest.set(forecast.productId, forecast);
    }
    return latest;
  }

  async findLatest(shopId: Id, productId: Id): Promise<ForecastDocument | null> {
    const forecast = await this.forecasts.findOne(inShop(shopId, { productId: objectId(productId) }), {
      sort: { madeAt: -1 },
    });
    return forecast && fromBson<ForecastDocument>(forecast);
  }

  private async newestFirst(shopId: Id, products: readonly ObjectId[], projection?: Document) {
    const found = await findAmong(
      this.forecasts,
      shopId,
      'productId',
      products,
      projection && { projection },
    );
    return found.sort((a, b) => (b.madeAt as Date).getTime() - (a.madeAt as Date).getTime());
  }
}
