import { expect, test } from 'vitest';
import { hasTransactions } from './transactions.js';

test('a replica set and a sharded cluster have transactions', () => {
  expect(hasTransactions({ setName: 'rs0' }, undefined)).toBe(true);
  expect(hasTransactions({ msg: 'isdbgrid' }, undefined)).toBe(true);
});

test('a server on its own is refused in one clear line, unless that is accepted', () => {
  expect(() => hasTransactions({}, undefined)).toThrow(/^MongoDB runs without a replica set.*=accept/);
  expect(() => hasTransactions({}, 'yes')).toThrow('replica set');
  expect(hasTransactions({}, 'accept')).toBe(false);
});
