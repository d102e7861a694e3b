import type { Migration } from './migration.js';
import { firstSchema } from './0001-first-schema.js';
import { waitingLinks } from './0002-waiting-links.js';
import { catalogueChanges } from './0003-catalogue-changes.js';
import { alertValues } from './0004-alert-values.js';

export const migrations: readonly Migration[] = [firstSchema, waitingLinks, catalogueChanges, alertValues];
