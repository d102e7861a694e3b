import type { z } from 'zod';
import type { BatchResult } from '@shelfwise/core/wire';
import { toPointer } from './parse.js';
import type { ProblemCode } from '@shelfwise/core/wire';

export interface Indexed<T> {
  index: number;
  value: T;
}
export type Rejection = BatchResult['rejected'][number];

export function reject(index: number, code: ProblemCode, pointer: string, detail?: string): Rejection {
  return { index, code, pointer, ...(detail !== undefined && { detail }) };
}

/**
 * Parses each member of a batch on its own: the good ones go on, the bad ones are named with a pointer into the
 * request (`/events/3/product`), so that one mistake does not lose the rest.
 */
export function parseEach<Schema extends z.ZodType>(
  schema: Schema,
  field: string,
  members: readonly unknown[],
): { parsed: Indexed<z.output<Schema>>[]; rejected: Rejection[] } {
  const parsed: Indexed<z.output<Schema>>[] = [];
  const rejected: Rejection[] = [];
  members.forEach((member, index) => {
    const result = schema.safeParse(member);
    if (result.success) {
      parsed.push({ index, value: result.data });
    } else {
      const issue = result.error.issues[0]!;
      rejected.push(
        reject(index, 'invalid-request', toPointer([field, index, ...issue.path]), issue.message),
      );
    }
  });
  return { parsed, rejected };
}
