import type { Context } from 'koa';
import type { GuardedState } from './guards.js';

/** What the guard in front of this handler found out. */
export function guarded(ctx: Pick<Context, 'state'>): GuardedState {
  return ctx.state;
}
