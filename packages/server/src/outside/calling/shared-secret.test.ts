import { expect, it } from 'vitest';
import { isSameSecret, shownSecret } from './shared-secret.js';

it.each([
  ['a', '', 'a'],
  ['a', 'Bearer b', 'a'],
  [undefined, 'Bearer between-us', 'between-us'],
  [undefined, 'bearer b', 'b'],
  [undefined, 'Basic b', ''],
  [undefined, 'Bearer b c', ''],
  [undefined, 'my Bearer b', ''],
  [undefined, '', ''],
  [['a', 'b'], '', ''],
])('shownSecret(%j, %j) is %j', (token, authorization, shown) => {
  expect(shownSecret(token, authorization)).toBe(shown);
});

it.each([
  ['between-us', 'between-us', true],
  ['between-us', 'between-u', false],
  ['between-us', '', false],
  ['', '', false],
])('isSameSecret(%j, %j) is %j', (expected, shown, isSame) => {
  expect(isSameSecret(expected, shown)).toBe(isSame);
});
