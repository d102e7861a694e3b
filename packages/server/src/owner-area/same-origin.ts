import type { Context, Next } from 'koa';
import { Problem } from '../http/problem.js';

/**
 * Refuses what does not come from the owner's area itself. `SameSite=Strict` keeps the cookie from other sites, but a
 * site is wider than an origin: the shop's own pages may be on the same one. Browsers send `Sec-Fetch-Site` only to
 * https and to the local machine, and `Origin` with every POST and DELETE; one of the two must vouch.
 */
export async function sameOrigin(ctx: Context, next: Next): Promise<void> {
  if (!isSameOrigin(ctx)) throw new Problem('origin-not-allowed', 'Only the owner’s area may ask for this.');
  await next();
}

function isSameOrigin(ctx: Context): boolean {
  const { origin, host, 'sec-fetch-site': site } = ctx.req.headers;
  if (site !== undefined) return site === 'same-origin';
  try {
    return origin !== undefined && new URL(origin).host === host;
  } catch {
    return false;
  }
}
