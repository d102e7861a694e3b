/** One step forward of the schema. A released step never changes. */
export interface Migration {
  /** Stored in the file as `user_version` once the step is done. */
  number: number;
  /** Statements, each ended by a semicolon at the end of a line. */
  sql: string;
}
