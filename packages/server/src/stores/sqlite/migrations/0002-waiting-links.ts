import type { Migration } from './migration.js';

/** Links from pages to orders that have not come yet. */
export const waitingLinks: Migration = {
  number: 2,
  sql: `
CREATE TABLE waiting_links (shop TEXT NOT NULL, order_key TEXT NOT NULL, user TEXT NOT NULL,
  expires_at INTEGER NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (shop, order_key)) WITHOUT ROWID;
CREATE INDEX waiting_links_by_expiry ON waiting_links (shop, expires_at);
CREATE INDEX waiting_links_by_user ON waiting_links (shop, user);
`,
};
