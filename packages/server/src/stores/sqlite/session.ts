/** A value that SQLite stores in one column. */
export type SqlValue = string | number | bigint | null | Uint8Array;

/** Runs statements in the current transaction. Errors of the engine arrive as store errors. */
export interface Session {
  all<Row>(sql: string, params?: readonly SqlValue[]): Row[];
  /** Returns the first row. The statement should return one at most. */
  one<Row>(sql: string, params?: readonly SqlValue[]): Row | undefined;
  /** Returns the number of rows changed. */
  run(sql: string, params?: readonly SqlValue[]): number;
}

/** The part of a session that only reads. */
export type ReadSession = Pick<Session, 'all' | 'one'>;
