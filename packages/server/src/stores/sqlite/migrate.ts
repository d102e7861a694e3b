import { SchemaTooNew } from '../port/store-errors.js';
import type { SqliteConnection } from './connection.js';
import { migrations } from './migrations/index.js';

/** Brings the file's schema forward, a step a transaction: stopped half-way, it goes on where it was. */
export async function migrate(connection: SqliteConnection): Promise<void> {
  const newest = migrations.at(-1)!.number;
  const held = connection.one<{ user_version: number }>('PRAGMA user_version')!.user_version;
  if (held > newest) {
    throw new SchemaTooNew(
      `The data file has schema ${held}; this version of Shelfwise knows schemas up to ${newest}. Start the newer version.`,
    );
  }
  for (const migration of migrations) {
    await connection.write((session) => {
      // Read again under the write lock: another process may have migrated meanwhile.
      const version = session.one<{ user_version: number }>('PRAGMA user_version')!.user_version;
      if (version >= migration.number) return;
      for (const statement of migration.sql.split(';\n')) if (statement.trim()) session.run(statement);
      session.run(`PRAGMA user_version = ${migration.number}`);
    });
  }
}
