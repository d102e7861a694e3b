import { z } from 'zod';

/** RFC 9457 problem documents. Every code is documented in docs/api-problems.md; a test compares the two. */

export const problemCodes = {
  'invalid-request': 400,
  'malformed-json': 400,
  'unknown-key': 401,
  'revoked-key': 401,
  'missing-key': 401,
  'expired-token': 401,
  'invalid-token': 401,
  'wrong-key-kind': 403,
  'secret-key-in-browser': 403,
  'origin-not-allowed': 403,
  'missing-scope': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  conflict: 409,
  'body-too-large': 413,
  'unsupported-media-type': 415,
  'event-in-future': 422,
  'event-too-old': 422,
  'unknown-product': 422,
  'too-many-requests': 429,
  'internal-error': 500,
  'store-unavailable': 503,
  'store-full': 507,
} as const;
export type ProblemCode = keyof typeof problemCodes;

export const problemDocument = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
});
export type ProblemDocument = z.infer<typeof problemDocument>;
