import { firstSchema } from './0001-first-schema.js';
import { waitingLinks } from './0002-waiting-links.js';
import { catalogueChanges } from './0003-catalogue-changes.js';

/** One step forward of the schema. Steps are never changed after a release; the number stands in `user_version`. */
export interface Migration {
  number: number;
  sql: string;
}

export const migrations: readonly Migration[] = [firstSchema, waitingLinks, catalogueChanges];
