import type { Migration } from './migration.js';

/**
 * Hot tables (interactions, orders, daily sales, stock movements) have real columns, with ids as 12-byte blobs and days
 * as integers 20261122: a third of the size of text. The others hold a JSON document beside the columns they are found
 * by. The shop begins every key.
 */
export const firstSchema: Migration = {
  number: 1,
  sql: `
CREATE TABLE shops (shop TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, doc TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE api_keys (shop TEXT NOT NULL, id TEXT NOT NULL, hash TEXT NOT NULL UNIQUE, doc TEXT NOT NULL,
  PRIMARY KEY (shop, id)) WITHOUT ROWID;

CREATE TABLE products (shop TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL, group_key TEXT NOT NULL,
  listed INTEGER NOT NULL, stub INTEGER NOT NULL, updated_at INTEGER NOT NULL, doc TEXT NOT NULL,
  UNIQUE (shop, key));
CREATE UNIQUE INDEX products_by_id ON products (shop, id);
CREATE INDEX products_by_group ON products (shop, group_key);
CREATE INDEX products_by_change ON products (shop, updated_at);
CREATE INDEX products_stubs ON products (shop) WHERE stub = 1;

CREATE TABLE product_aliases (shop TEXT NOT NULL, value TEXT NOT NULL, type TEXT NOT NULL, product TEXT NOT NULL,
  PRIMARY KEY (shop, value, type, product)) WITHOUT ROWID;
CREATE INDEX product_aliases_by_product ON product_aliases (shop, product);

CREATE TABLE visitors (shop TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL, customer_key TEXT,
  merged_into TEXT, last_seen INTEGER NOT NULL, doc TEXT NOT NULL, UNIQUE (shop, key));
CREATE UNIQUE INDEX visitors_by_id ON visitors (shop, id);
CREATE INDEX visitors_merged ON visitors (shop, merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE interactions (seq INTEGER PRIMARY KEY AUTOINCREMENT, shop BLOB NOT NULL, id BLOB NOT NULL,
  user BLOB NOT NULL, product BLOB NOT NULL, type INTEGER NOT NULL, at INTEGER NOT NULL, event BLOB NOT NULL,
  session TEXT, quantity INTEGER, price INTEGER);
CREATE UNIQUE INDEX interactions_by_event ON interactions (shop, event, product);
CREATE INDEX interactions_by_user ON interactions (shop, user, at);
CREATE INDEX interactions_by_time ON interactions (shop, at);

CREATE TABLE orders (id BLOB NOT NULL, shop BLOB NOT NULL, key TEXT NOT NULL, placed_at INTEGER NOT NULL,
  user BLOB, revision INTEGER NOT NULL, doc TEXT NOT NULL, UNIQUE (shop, key));
CREATE INDEX orders_by_time ON orders (shop, placed_at);
CREATE INDEX orders_by_user ON orders (shop, user, placed_at) WHERE user IS NOT NULL;

CREATE TABLE daily_sales (shop BLOB NOT NULL, product BLOB NOT NULL, day INTEGER NOT NULL, quantity INTEGER NOT NULL,
  wholesale INTEGER NOT NULL, revenue INTEGER NOT NULL, stocked_out INTEGER,
  PRIMARY KEY (shop, product, day)) WITHOUT ROWID;

CREATE TABLE stock_movements (seq INTEGER PRIMARY KEY, shop BLOB NOT NULL, id BLOB NOT NULL, product BLOB NOT NULL,
  quantity INTEGER NOT NULL, reason TEXT NOT NULL, reference TEXT NOT NULL, at INTEGER NOT NULL, by TEXT);
CREATE UNIQUE INDEX stock_movements_by_reference ON stock_movements (shop, product, reference);
CREATE INDEX stock_movements_by_time ON stock_movements (shop, product, at);

CREATE TABLE inventory (shop TEXT NOT NULL, product TEXT NOT NULL, updated_at INTEGER NOT NULL, doc TEXT NOT NULL,
  PRIMARY KEY (shop, product)) WITHOUT ROWID;
CREATE INDEX inventory_by_change ON inventory (shop, updated_at);

CREATE TABLE forecasts (shop TEXT NOT NULL, product TEXT NOT NULL, made_at INTEGER NOT NULL, doc TEXT NOT NULL,
  PRIMARY KEY (shop, product, made_at));

CREATE TABLE models (shop TEXT NOT NULL, kind TEXT NOT NULL, version INTEGER NOT NULL, status TEXT NOT NULL,
  doc TEXT NOT NULL, PRIMARY KEY (shop, kind, version)) WITHOUT ROWID;
CREATE TABLE model_chunks (shop TEXT NOT NULL, kind TEXT NOT NULL, version INTEGER NOT NULL, part INTEGER NOT NULL,
  bytes BLOB NOT NULL, PRIMARY KEY (shop, kind, version, part));

CREATE TABLE recommendation_requests (shop TEXT NOT NULL, request TEXT NOT NULL, at INTEGER NOT NULL,
  placement TEXT NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (shop, request)) WITHOUT ROWID;
CREATE INDEX recommendation_requests_by_time ON recommendation_requests (shop, at);
CREATE TABLE recommendation_events (shop TEXT NOT NULL, event TEXT NOT NULL, request TEXT NOT NULL,
  type TEXT NOT NULL, at INTEGER NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (shop, event)) WITHOUT ROWID;
CREATE INDEX recommendation_events_by_time ON recommendation_events (shop, at);

CREATE TABLE conversations (shop TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL, user TEXT,
  last_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (shop, id));
CREATE UNIQUE INDEX conversations_by_key ON conversations (shop, key);
CREATE INDEX conversations_by_time ON conversations (shop, last_at);
CREATE INDEX conversations_by_expiry ON conversations (shop, expires_at);
CREATE INDEX conversations_by_user ON conversations (shop, user) WHERE user IS NOT NULL;
CREATE TABLE conversation_events (shop TEXT NOT NULL, conversation TEXT NOT NULL, seq INTEGER NOT NULL,
  at INTEGER NOT NULL, speaker TEXT NOT NULL, message TEXT NOT NULL, engine TEXT, fallback INTEGER, kind TEXT,
  doc TEXT NOT NULL, PRIMARY KEY (shop, conversation, seq)) WITHOUT ROWID;
CREATE INDEX conversation_events_by_message ON conversation_events (shop, conversation, message);
CREATE INDEX conversation_events_by_time ON conversation_events (shop, at);

CREATE TABLE faq_entries (shop TEXT NOT NULL, key TEXT NOT NULL, doc TEXT NOT NULL,
  PRIMARY KEY (shop, key)) WITHOUT ROWID;

CREATE TABLE alerts (shop TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL, kind TEXT NOT NULL,
  resolved_at INTEGER, doc TEXT NOT NULL, PRIMARY KEY (shop, id)) WITHOUT ROWID;
CREATE UNIQUE INDEX alerts_open ON alerts (shop, key) WHERE resolved_at IS NULL;

CREATE TABLE job_runs (shop TEXT NOT NULL, id TEXT NOT NULL, job TEXT NOT NULL, started_at INTEGER NOT NULL,
  doc TEXT NOT NULL, PRIMARY KEY (shop, id)) WITHOUT ROWID;
CREATE INDEX job_runs_by_time ON job_runs (shop, job, started_at);

CREATE TABLE leases (name TEXT PRIMARY KEY, owner TEXT NOT NULL, token INTEGER NOT NULL,
  expires_at INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE audit_log (shop TEXT NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL, doc TEXT NOT NULL,
  PRIMARY KEY (shop, id));
CREATE INDEX audit_log_by_time ON audit_log (shop, at);
`,
};
