import type { Migration } from './migration.js';

/**
 * Alerts hold a kind and values instead of English sentences. Those of before are removed: the next run of the job that
 * opened one opens it again.
 */
export const alertValues: Migration = {
  number: 4,
  sql: `
DELETE FROM alerts WHERE doc ->> 'values' IS NULL;
`,
};
