import type { z } from 'zod';
import { Problem } from './problem.js';

/** JSON Pointer (RFC 6901) of a zod path. */
export function toPointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Faults that one thing is told of: who reads more has mistaken the form as a whole. */
export const maxFaults = 20;

/** Validates outside data once, at the edge. Throws `Problem('invalid-request')` with a pointer to each fault. */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues.slice(0, maxFaults).map((issue) => ({
    pointer: toPointer(issue.path),
    detail: issue.message,
  }));
  throw new Problem('invalid-request', 'The request does not have the expected form.', errors);
}
