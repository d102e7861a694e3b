import type { Middleware } from 'koa';
import type { Scope } from '@shelfwise/core/wire';
import type { Id, ShopDocument } from '../stores/port/documents.js';

/**
 * What a route puts in front of its handler: who is calling, from where, how often, with which body. A guard sets
 * `ctx.state` to a `GuardedState` or throws a `Problem`.
 */
export interface GuardedState {
  shop: ShopDocument;
  /** For the audit log: `key …4242`, or an embed session's subject. */
  actor: string;
  keyId: Id;
  /** Parsed JSON of the body, or the query's fields for GET; validated by the route with `parse`. */
  body: unknown;
}

export interface Guards {
  /**
   * A page with `pk_…` in query or body. The body is `text/plain` or `application/json`, at most 51 KiB. Checks the
   * key, its allowed origins (`Origin`, or `Sec-Fetch-Site: same-origin`), the rate limit, and answers CORS.
   */
  page: Middleware;
  /** The owner's server with `sk_…`, or an embed session `es_…` that holds the scope; `null`: `sk_…` only. Body ≤ 5 MiB. */
  owner(scope: Scope | null): Middleware;
}
