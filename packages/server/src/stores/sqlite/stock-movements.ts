import type { Id, StockMovementDocument } from '../port/documents.js';
import { nothingMoved, type Moved } from '../shared/inventory-changes.js';
import type { New, ProductMerge } from '../port/store.js';
import { packedId, type TableKey } from './by-key.js';
import type { Session } from './session.js';
import { newId } from '../shared/new-id.js';

/** Table `stock_movements`: the ledger behind every level. Unique by product and reference. */
export interface MovementRow {
  seq: number;
  id: string;
  product: string;
  quantity: number;
  reason: StockMovementDocument['reason'];
  reference: string;
  at: number;
  by: string | null;
}
export const movementColumns =
  'seq, lower(hex(id)) AS id, lower(hex(product)) AS product, quantity, reason, reference, at, by';

export function movementFromRow(shopId: Id, row: MovementRow): StockMovementDocument {
  return {
    id: row.id,
    shopId,
    productId: row.product,
    quantity: row.quantity,
    reason: row.reason,
    reference: row.reference,
    at: new Date(row.at),
    ...(row.by !== null && { by: row.by }),
  };
}

export const movementKey: TableKey<StockMovementDocument> = {
  table: 'stock_movements',
  packed: true,
  columns: [
    { name: 'product', of: ({ productId }) => productId, stored: packedId },
    { name: 'reference', of: ({ reference }) => reference },
  ],
};

const rowsOf = `INSERT INTO stock_movements (shop, id, product, quantity, reason, reference, at, by)
  SELECT unhex(?), unhex(value ->> 0), unhex(value ->> 1), value ->> 2, value ->> 3, value ->> 4, value ->> 5,
    value ->> 6
  FROM json_each(?) WHERE true`;
const insert = `${rowsOf} ON CONFLICT DO NOTHING RETURNING lower(hex(id)) AS id`;
const put = `${rowsOf} ON CONFLICT (shop, product, reference) DO UPDATE SET id = excluded.id,
  quantity = excluded.quantity, reason = excluded.reason, at = excluded.at, by = excluded.by`;

const rowOf = (movement: StockMovementDocument | (New<StockMovementDocument> & { id: Id })) => [
  movement.id,
  movement.productId,
  movement.quantity,
  movement.reason,
  movement.reference,
  movement.at.getTime(),
  movement.by,
];

/** Answers those that were not known yet. */
export function insertMovements<Movement extends New<StockMovementDocument>>(
  session: Session,
  shopId: Id,
  movements: readonly Movement[],
): Movement[] {
  if (movements.length === 0) return [];
  const byId = new Map(movements.map((movement) => [newId(), movement] as const));
  const rows = [...byId].map(([id, movement]) => rowOf({ ...movement, id }));
  return session.all<{ id: string }>(insert, [shopId, JSON.stringify(rows)]).map(({ id }) => byId.get(id)!);
}

/** Writes all, in the place of what has the same key. */
export function putMovements(
  session: Session,
  shopId: Id,
  movements: readonly StockMovementDocument[],
): void {
  session.run(put, [shopId, JSON.stringify(movements.map(rowOf))]);
}

const movedAfter = `SELECT asked.key AS place, sum(m.quantity) AS quantity,
  sum(iif(m.reason = 'receipt', max(0, m.quantity), 0)) AS received
  FROM json_each(?) AS asked
  JOIN stock_movements AS m ON m.shop = unhex(?) AND m.product = unhex(asked.value ->> 0) AND m.at > asked.value ->> 1
  WHERE m.reason <> 'count' GROUP BY asked.key`;

/** What came and went of each product after a moment of its own, without counts; by place in `asked`. */
export function movedSince(
  session: Pick<Session, 'all'>,
  shopId: Id,
  asked: readonly { productId: Id; asOf: Date }[],
): Moved[] {
  const pairs = asked.map(({ productId, asOf }) => [productId, asOf.getTime()]);
  const moved = asked.map(() => nothingMoved);
  const rows = session.all<Moved & { place: number }>(movedAfter, [JSON.stringify(pairs), shopId]);
  for (const { place, quantity, received } of rows) moved[place] = { quantity, received };
  return moved;
}

const lastOf = `SELECT lower(hex(product)) AS product, max(at) AS at FROM stock_movements
  WHERE shop = unhex(?) AND product IN (SELECT unhex(value) FROM json_each(?)) AND at >= ? AND quantity <> 0
  GROUP BY product`;

export function lastMoved(
  session: Pick<Session, 'all'>,
  shopId: Id,
  productIds: readonly Id[],
  since: Date,
): Map<Id, Date> {
  const rows = session.all<{ product: Id; at: number }>(lastOf, [
    shopId,
    JSON.stringify(productIds),
    since.getTime(),
  ]);
  return new Map(rows.map(({ product, at }) => [product, new Date(at)]));
}

const firstOf = `SELECT lower(hex(product)) AS product, min(at) AS at FROM stock_movements
  WHERE shop = unhex(?) AND product IN (SELECT unhex(value) FROM json_each(?))
    AND reason IN ('receipt', 'count') AND quantity > 0
  GROUP BY product`;

export function firstStocked(
  session: Pick<Session, 'all'>,
  shopId: Id,
  productIds: readonly Id[],
): Map<Id, Date> {
  const rows = session.all<{ product: Id; at: number }>(firstOf, [shopId, JSON.stringify(productIds)]);
  return new Map(rows.map(({ product, at }) => [product, new Date(at)]));
}

const ofProduct = 'shop = unhex(?) AND product = unhex(?)';
const sumShared = `UPDATE stock_movements SET quantity = quantity + (SELECT f.quantity FROM stock_movements AS f
    WHERE f.shop = stock_movements.shop AND f.product = unhex(?) AND f.reference = stock_movements.reference)
  WHERE ${ofProduct} AND reason <> 'count'
    AND reference IN (SELECT reference FROM stock_movements WHERE ${ofProduct})`;

/** Makes one ledger of two; of a reference that is in both, an order with the product by two names, one entry. */
export function mergeLedgers(session: Session, shopId: Id, { from, into }: ProductMerge): void {
  session.run(`UPDATE OR IGNORE stock_movements SET product = unhex(?) WHERE ${ofProduct}`, [
    into,
    shopId,
    from,
  ]);
  session.run(sumShared, [from, shopId, into, shopId, from]);
  session.run(`DELETE FROM stock_movements WHERE ${ofProduct}`, [shopId, from]);
}
