import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * The secret that another system shows when it calls us; empty when it shows none. It comes as `?token=`,
 * which is all that some systems can be configured to send, or as a bearer token.
 */
export function shownSecret(token: unknown, authorization: string): string {
  if (typeof token === 'string') return token;
  return /^Bearer (\S+)$/i.exec(authorization)?.[1] ?? '';
}

/** Compares digests, which have one length, in constant time. An empty secret matches nothing. */
export function isSameSecret(expected: string, shown: string): boolean {
  if (expected === '') return false;
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(expected), digest(shown));
}
