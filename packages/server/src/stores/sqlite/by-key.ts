import type { Id } from '../port/documents.js';
import type { Session } from './session.js';

/**
 * Rows found by the key of their table, a thousand at a time: one JSON text of keys, and the table looked into once for
 * each of them.
 */
export interface TableKey<T> {
  table: string;
  /** Hot tables keep the shop as a blob. */
  packed?: boolean;
  /** Those that are unique after `shop`. */
  columns: readonly KeyColumn<T>[];
}

export interface KeyColumn<T> {
  name: string;
  /** The value in JSON. */
  of: (document: T) => unknown;
  /** What is stored, in SQL: of a JSON array named `value`, at this path. Text and numbers are stored as they are. */
  stored?: (path: string) => string;
}

/** An id as a blob. */
export const packedId = (path: string) => `unhex(value ->> '${path}')`;
const asItIs = (path: string) => `value ->> '${path}'`;

export function selectByKey<Row, T>(
  session: Pick<Session, 'all'>,
  key: TableKey<T>,
  selected: string,
  shopId: Id,
  documents: readonly T[],
): Row[] {
  const match = key.columns.map(({ name }, i) => `AND ${key.table}.${name} = asked.key${i}`).join(' ');
  // A cross join is taken in the order in which it is written.
  const sql = `${asked(key)} SELECT ${selected} FROM asked CROSS JOIN ${key.table} ON shop = ${shopOf(key)} ${match}`;
  return session.all<Row>(sql, [keysOf(key, documents), shopId]);
}

export function deleteByKey<T>(
  session: Session,
  key: TableKey<T>,
  shopId: Id,
  documents: readonly T[],
): void {
  const names = key.columns.map(({ name }) => name).join(', ');
  session.run(
    `${asked(key)} DELETE FROM ${key.table} WHERE shop = ${shopOf(key)} AND (${names}) IN (SELECT * FROM asked)`,
    [keysOf(key, documents), shopId],
  );
}

export const shopOf = ({ packed = false }: Pick<TableKey<never>, 'packed'>) => (packed ? 'unhex(?)' : '?');

const asked = <T>({ columns }: TableKey<T>) =>
  `WITH asked AS MATERIALIZED (SELECT ${columns
    .map(({ stored = asItIs }, i) => `${stored(`$[${i}]`)} AS key${i}`)
    .join(', ')} FROM json_each(?))`;

const keysOf = <T>({ columns }: TableKey<T>, documents: readonly T[]) =>
  JSON.stringify(documents.map((document) => columns.map(({ of }) => of(document))));
