import type { z } from 'zod';
import type { BatchFault, BatchResult, ProblemCode } from '@shelfwise/core/wire';
import { maxFaults, toPointer } from './parse.js';

export interface Indexed<T> {
  index: number;
  value: T;
}
export type Rejection = BatchResult['rejected'][number];

/** What is said of a fault that says nothing better itself. */
const usualDetails = {
  'unknown-product': 'no product of this shop has this key or alias',
  'event-in-future': "more than five minutes ahead of the server's clock",
  'event-too-old': 'more than seven days old',
  'too-many-requests': 'more of its kind than one batch may hold',
} satisfies Partial<Record<ProblemCode, string>>;
type UsualCode = keyof typeof usualDetails;

export type Fault =
  | { code: UsualCode; pointer: string; detail?: string }
  | { code: ProblemCode; pointer: string; detail: string };

const explained = ({ code, pointer, detail }: Fault): BatchFault => ({
  code,
  pointer,
  detail: detail ?? usualDetails[code as UsualCode],
});

/** What a member of a batch is refused for: its first fault, and beside it all of them where there are several. */
export function reject(index: number, faults: readonly [Fault, ...Fault[]]): Rejection {
  const errors = faults.slice(0, maxFaults).map(explained);
  return { index, ...explained(faults[0]), ...(errors.length > 1 && { errors }) };
}

/** Whether there is anything to refuse a member for. */
export function hasFaults(faults: readonly Fault[]): faults is readonly [Fault, ...Fault[]] {
  return faults.length > 0;
}

/**
 * Parses each member of a batch on its own: the good ones go on, the bad ones are named with a pointer into the
 * request (`/events/3/product`) to each of their faults, so that one mistake does not lose the rest.
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
      return;
    }
    const faults = result.error.issues.map(({ path, message }): Fault => ({
      code: 'invalid-request',
      pointer: toPointer([field, index, ...path]),
      detail: message,
    }));
    if (hasFaults(faults)) rejected.push(reject(index, faults));
  });
  return { parsed, rejected };
}
