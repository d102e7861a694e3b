import type { Context, Middleware } from 'koa';
import type { Logger } from 'pino';
import { InvalidCursor, StoreError } from '../stores/port/store-errors.js';
import { TokenRefused } from '../access/token-refused.js';
import { Problem } from './problem.js';

const storeProblems = {
  'not-found': 'not-found',
  conflict: 'conflict',
  unavailable: 'store-unavailable',
  'schema-too-new': 'store-unavailable',
  full: 'store-full',
  'invalid-cursor': 'invalid-request',
} as const;

/** What the caller is told. A defect of ours tells nothing but the request's id. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof TokenRefused) {
    return new Problem(error.code, error.detail, undefined, { cause: error });
  }
  if (error instanceof InvalidCursor) {
    const errors = [{ pointer: '/cursor', detail: 'is none that an answer gave' }];
    return new Problem('invalid-request', 'Begin again without a cursor.', errors, { cause: error });
  }
  if (error instanceof StoreError) {
    return new Problem(storeProblems[error.code], undefined, undefined, { cause: error });
  }
  // Koa and the router refuse some requests themselves, such as a path that cannot be decoded.
  const status = (error as { status?: unknown } | null)?.status;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new Problem('invalid-request', 'The address cannot be read.', undefined, { cause: error });
  }
  return new Problem('internal-error', undefined, undefined, { cause: error });
}

export function writeProblem(ctx: Context, problem: Problem): void {
  ctx.status = problem.status;
  if (problem.status === 503 && !ctx.res.hasHeader('Retry-After')) ctx.set('Retry-After', '2');
  if (problem.status === 401) ctx.set('WWW-Authenticate', 'Bearer');
  ctx.set('Cache-Control', 'no-store');
  ctx.body = JSON.stringify(problem.toDocument(String(ctx.state.requestId)));
  ctx.type = 'application/problem+json';
}

/** The one place where an error becomes an answer (RFC 9457). What nobody handles is *not found*. */
export function problems(log: Logger): Middleware {
  return async function problems(ctx, next) {
    try {
      await next();
      if (ctx.body === undefined && ctx.status === 404 && ctx.respond !== false) {
        throw new Problem('not-found', 'There is nothing at this address.');
      }
    } catch (error) {
      const problem = toProblem(error);
      if (problem.status >= 500) {
        log.error(
          { requestId: String(ctx.state.requestId), code: problem.code, err: error },
          'request failed',
        );
      }
      writeProblem(ctx, problem);
    }
  };
}
