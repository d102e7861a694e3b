import type { Id } from '../port/documents.js';
import type { TableKey } from './by-key.js';
import type { Session, SqlValue } from './session.js';

/**
 * A table whose rows are a document as JSON (`doc`) beside the few columns that queries need. The shop is the first
 * column of every key. Used for everything that is not written in bulk.
 */
export interface DocumentTableOptions<T> {
  table: string;
  /** Columns beside `shop` and `doc`, taken from the document. */
  columns: Record<string, (document: T) => SqlValue | undefined>;
  /** Those that are unique after `shop`: a document with the same ones is replaced. */
  key: readonly string[];
  /** Fields that hold a `Date`. */
  dates: readonly (keyof T & string)[];
}

export interface DocumentTable<T> {
  /** Inserts or replaces, in one statement. */
  put: (session: Session, shopId: Id, documents: readonly T[]) => void;
  /** The same, and removes whatever else stands in the way of a unique index. */
  replace: (session: Session, shopId: Id, documents: readonly T[]) => void;
  key: TableKey<T>;
  /** `select doc from … where shop = ? and <where>`; the shop is the first parameter. */
  select(
    session: Pick<Session, 'all'>,
    shopId: Id,
    where: string,
    params?: readonly (SqlValue | Date)[],
  ): T[];
  decode(shopId: Id, doc: string): T;
  /** All documents of the shop in key order, page by page. */
  pages(session: Pick<Session, 'all'>, shopId: Id, limit: number): Iterable<T[]>;
}

export function documentTable<T extends { shopId: Id }>(options: DocumentTableOptions<T>): DocumentTable<T> {
  const { table, key, dates } = options;
  const columns = Object.entries(options.columns);
  const names = [...columns.map(([name]) => name), 'doc'];
  const rows = `INTO ${table} (shop, ${names.join(', ')})
    SELECT ?, ${names.map((_, i) => `value ->> ${i}`).join(', ')} FROM json_each(?) WHERE true`;
  const insert = `INSERT ${rows}
    ON CONFLICT (${['shop', ...key].join(', ')}) DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`;
  const insertOrReplace = `REPLACE ${rows}`;

  const decode = (shopId: Id, doc: string): T => {
    const document = JSON.parse(doc) as Record<string, unknown>;
    for (const field of dates)
      if (document[field] !== undefined) document[field] = new Date(document[field] as string);
    document.shopId = shopId;
    return document as T;
  };
  const encode = (document: T) => JSON.stringify({ ...document, shopId: undefined });

  const select: DocumentTable<T>['select'] = (session, shopId, where, params = []) =>
    session
      .all<{ doc: string }>(`SELECT doc FROM ${table} WHERE shop = ? AND ${where}`, [
        shopId,
        ...params.map((param) => (param instanceof Date ? param.getTime() : param)),
      ])
      .map((row) => decode(shopId, row.doc));

  function* pages(session: Pick<Session, 'all'>, shopId: Id, limit: number) {
    const keys = key.join(', ');
    for (let after: SqlValue[] | undefined; ;) {
      const from = after ? `(${keys}) > (${after.map(() => '?').join(', ')})` : 'true';
      const order = key.length > 0 ? `ORDER BY ${keys}` : '';
      const page = select(session, shopId, `${from} ${order} LIMIT ?`, [...(after ?? []), limit]);
      if (page.length > 0) yield page;
      if (page.length < limit) return;
      after = key.map((name) => options.columns[name]!(page.at(-1)!)!);
    }
  }

  const write = (session: Session, sql: string, shopId: Id, documents: readonly T[]) => {
    if (documents.length === 0) return;
    const values = documents.map((document) => [
      ...columns.map(([, take]) => take(document) ?? null),
      encode(document),
    ]);
    session.run(sql, [shopId, JSON.stringify(values)]);
  };

  return {
    put: (session, shopId, documents) => write(session, insert, shopId, documents),
    replace: (session, shopId, documents) => write(session, insertOrReplace, shopId, documents),
    key: { table, columns: key.map((name) => ({ name, of: options.columns[name]! })) },
    select,
    decode,
    pages,
  };
}
