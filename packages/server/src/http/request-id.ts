import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';

/** A caller's id goes into our log and back out, so it may hold nothing that a header or a log line could choke on. */
const acceptable = /^[\w.:-]{1,64}$/;

/** Gives every request an id (the caller's `X-Request-Id` where it is well-formed) and answers it. */
export const requestId: Middleware = async function requestId(ctx, next) {
  const given = ctx.req.headers['x-request-id'];
  const id = typeof given === 'string' && acceptable.test(given) ? given : randomUUID();
  ctx.state.requestId = id;
  ctx.set('X-Request-Id', id);
  await next();
};
