import { expect, test } from 'vitest';
import { comparableLosses } from './comparable-losses.js';

const rows = (...windows: number[][]) => windows.map((losses) => Float64Array.from(losses));

test('models that always answer keep their plain mean', () => {
  expect([...comparableLosses(rows([1, 4], [3, 8]), 2)]).toEqual([2, 6]);
});

test.each([
  ['easy', rows([2, NaN], [20, NaN], [1, 1])],
  ['hard', rows([2, NaN], [1, NaN], [20, 20])],
])('a model that says the same, but only in the %s window, is as good as the other', (_, windows) => {
  const [always, sometimes] = comparableLosses(windows, 2);
  expect(sometimes).toBeCloseTo(always!, 12);
});

test('a model half as far off where it speaks counts as half as far off', () => {
  expect(comparableLosses(rows([6, 10, NaN], [1, 3, 1]), 3)[2]).toBeCloseTo((1 / 2) * 5, 12);
});

test('without a model that always answers, or a loss to compare with, its own mean stands', () => {
  expect([...comparableLosses(rows([1, NaN], [NaN, 3]), 2)]).toEqual([1, 3]);
  expect([...comparableLosses(rows([0, NaN], [0, 2]), 2)]).toEqual([0, 2]);
  expect(comparableLosses(rows([1, NaN]), 2)[1]).toBeNaN();
});
