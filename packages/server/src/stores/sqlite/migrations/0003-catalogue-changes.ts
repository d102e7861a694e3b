import type { Migration } from './migration.js';

/** Changes of the catalogue by time, stubs left out: a shop may make thousands of those in a day. */
export const catalogueChanges: Migration = {
  number: 3,
  sql: `
CREATE INDEX products_of_catalogue_by_change ON products (shop, updated_at) WHERE stub = 0;
`,
};
