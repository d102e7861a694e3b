import { expect, it } from 'vitest';
import { timeOrderedUuid } from './time-ordered-uuid.js';

it('makes distinct UUIDs of version 7 that sort by time', () => {
  const at = (ms: number) => timeOrderedUuid(new Date(ms));
  const made = [0, 1, 1_700_000_000_000, 1_700_000_000_001, 4_000_000_000_000].map(at);
  for (const id of made) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
  expect([...made].sort()).toEqual(made);
  expect(parseInt(made[2]!.replaceAll('-', '').slice(0, 12), 16)).toBe(1_700_000_000_000);
  expect(new Set(Array.from({ length: 1000 }, () => at(5))).size).toBe(1000);
});
