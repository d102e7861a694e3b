import { randomUUID } from 'node:crypto';

/**
 * A UUID of version 7 (RFC 9562): milliseconds first, then 74 random bits. Rows with such keys are written at
 * the end of their index. With random keys, each row would change a page of its own.
 */
export function timeOrderedUuid(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0');
  // The fourth group begins with the variant, which version 4 has in the same place.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
