import { newForDays } from '@shelfwise/core/recommend';
import type { ProductCard, Reason } from '@shelfwise/core/wire';
import { expect, test } from 'vitest';
import { dropExpiredNew, type Row } from './drop-expired-new.js';

const dayMs = 86_400_000;
const now = new Date('2026-11-22T12:00:00Z');
const chosen = (group: string, code: Reason['code'] = 'new') => ({
  card: { group } as ProductCard,
  reason: { code },
});
const row = (...items: Row['chosen']): Row => ({ filledBy: 'new', personal: false, chosen: items });
/** Variants by group, each of this age in days. */
const ages =
  (by: Record<string, number[]>) =>
  (group: string): { createdAt: Date }[] =>
    (by[group] ?? []).map((days) => ({ createdAt: new Date(now.getTime() - days * dayMs) }));

test('a product is new until the last moment of its time', () => {
  const still = dropExpiredNew(row(chosen('a')), ages({ a: [newForDays] }), now);
  expect(still).toEqual({ ...row(chosen('a')), goodUntil: now.getTime() });
  const later = new Date(now.getTime() + 1);
  expect(dropExpiredNew(row(chosen('a')), ages({ a: [newForDays] }), later)).toEqual({
    filledBy: 'more-from-shop',
    personal: false,
    chosen: [chosen('a', 'more-from-shop')],
  });
});

test('a group is as old as its oldest variant', () => {
  const { chosen: after } = dropExpiredNew(row(chosen('a')), ages({ a: [1, newForDays + 1, 2] }), now);
  expect(after[0]!.reason.code).toBe('more-from-shop');
});

test('the row is good until the first of its products stops being new', () => {
  const variants = ages({ a: [newForDays - 5], b: [newForDays - 2], c: [newForDays + 1] });
  const filled = dropExpiredNew(row(chosen('a'), chosen('b'), chosen('c')), variants, now);
  expect(filled.goodUntil).toBe(now.getTime() + 2 * dayMs);
  // One product is new, so the row as a whole is.
  expect(filled.filledBy).toBe('new');
});

test('other reasons and other rows stay as they are', () => {
  const similar = { ...row(chosen('old', 'similar-to')), filledBy: 'similar' as const };
  expect(dropExpiredNew(similar, ages({ old: [999] }), now)).toEqual(similar);
  const mixed = { ...row(chosen('old')), filledBy: 'similar' as const };
  expect(dropExpiredNew(mixed, ages({ old: [999] }), now).filledBy).toBe('similar');
  expect(dropExpiredNew(row(), ages({}), now)).toEqual(row());
});
