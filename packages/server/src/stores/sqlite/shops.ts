import type { Id } from '../port/documents.js';
import type { ShopDocument } from '../port/documents.js';
import { Conflict, NotFound } from '../port/store-errors.js';
import type { Audit, ShopRepository } from '../port/store.js';
import { enterAudit } from './audit.js';
import type { SqliteConnection } from './connection.js';
import { documentTable } from './document-table.js';
import { newId } from '../shared/new-id.js';
import { hasSameContent } from '../shared/has-same-content.js';

/** Table `shops`: a handful of rows, found by id or name. Its id is the shop, so `shopId` stands for it here. */
interface ShopRow extends Omit<ShopDocument, 'id'> {
  shopId: string;
}
export const shopTable = documentTable<ShopRow>({
  table: 'shops',
  columns: { name: (shop) => shop.name },
  key: [],
  dates: ['createdAt', 'updatedAt', 'removalBegan'],
});
const isThere = "doc ->> '$.removalBegan' IS NULL";

export class SqliteShopRepository implements ShopRepository {
  constructor(
    private readonly connection: SqliteConnection,
    private readonly clock: () => Date,
  ) {}

  create({ name, settings }: Pick<ShopDocument, 'name' | 'settings'>): Promise<ShopDocument> {
    return this.connection.write((session) => {
      if (session.one('SELECT 1 FROM shops WHERE name = ?', [name]))
        throw new Conflict(`A shop named "${name}" exists already.`);
      const now = this.clock();
      const shop = { shopId: newId(), name, settings, createdAt: now, updatedAt: now };
      shopTable.put(session, shop.shopId, [shop]);
      return { id: shop.shopId, name, settings, createdAt: now, updatedAt: now };
    });
  }

  async findById(shopId: Id): Promise<ShopDocument | null> {
    return this.findBy('shop', shopId);
  }

  async findByName(name: string): Promise<ShopDocument | null> {
    return this.findBy('name', name);
  }

  async list(): Promise<ShopDocument[]> {
    return this.connection
      .all<{ shop: string; doc: string }>(`SELECT shop, doc FROM shops WHERE ${isThere} ORDER BY name`)
      .map((row) => this.fromRow(row)!);
  }

  async updateSettings(
    shopId: Id,
    settings: ShopDocument['settings'],
    expected?: number,
    audit?: Audit,
  ): Promise<ShopDocument> {
    const alter = (held: ShopRow) => {
      const { revision = 0 } = held;
      if (expected !== undefined && expected !== revision) throw new Conflict('The shop changed meanwhile.');
      if (hasSameContent(held.settings, settings)) return undefined;
      return { settings, revision: revision + 1, updatedAt: this.clock() };
    };
    const changed = await this.change(shopId, alter, audit);
    const { shopId: id, ...rest } = changed;
    return { ...rest, id };
  }

  async setDailySalesRevision(shopId: Id, revision: number): Promise<void> {
    await this.change(shopId, () => ({ dailySalesRevision: revision }));
  }

  async endSessions(shopId: Id, audit?: Audit): Promise<void> {
    await this.change(shopId, ({ sessionEpoch = 0 }) => ({ sessionEpoch: sessionEpoch + 1 }), audit);
  }

  beginRemoval(name: string): Promise<ShopDocument | null> {
    return this.connection.write((session) => {
      const row = session.one<{ shop: string; doc: string }>('SELECT shop, doc FROM shops WHERE name = ?', [
        name,
      ]);
      if (!row) return null;
      const { shopId, ...held } = shopTable.decode(row.shop, row.doc);
      const leaving = { ...held, removalBegan: held.removalBegan ?? this.clock() };
      shopTable.put(session, shopId, [{ ...leaving, shopId }]);
      return { ...leaving, id: shopId };
    });
  }

  endRemoval(shopId: Id): Promise<void> {
    return this.connection.write((session) => {
      session.run(`DELETE FROM shops WHERE shop = ? AND NOT (${isThere})`, [shopId]);
    });
  }

  private fromRow(row: { shop: string; doc: string } | undefined): ShopDocument | null {
    if (!row) return null;
    const { shopId, ...rest } = shopTable.decode(row.shop, row.doc);
    return { ...rest, id: shopId };
  }

  private findBy(where: string, value: string) {
    return this.fromRow(
      this.connection.one(`SELECT shop, doc FROM shops WHERE ${where} = ? AND ${isThere}`, [value]),
    );
  }

  /** Where `alter` answers undefined, nothing is changed. */
  private change(
    shopId: string,
    alter: (held: ShopRow) => Partial<ShopRow> | undefined,
    audit?: Audit,
  ): Promise<ShopRow> {
    return this.connection.write((session) => {
      const [held] = shopTable.select(session, shopId, isThere);
      if (!held) throw new NotFound('There is no such shop.');
      const part = alter(held);
      if (!part) return held;
      const changed = { ...held, ...part };
      shopTable.put(session, shopId, [changed]);
      enterAudit(session, shopId, 1, audit);
      return changed;
    });
  }
}
