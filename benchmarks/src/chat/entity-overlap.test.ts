import { expect, test } from 'vitest';
import { countOverlap, f1, sumCounts } from './entity-overlap.js';

const date = (text: string) => ({ entity: 'date', text });
const time = (text: string) => ({ entity: 'time', text });

test('countOverlap(...) takes an entity of the same kind that shares a word as found', () => {
  expect(countOverlap([date('next friday')], [date('friday')])).toEqual({ found: 1, missed: 0, invented: 0 });
});

test('countOverlap(...) of another kind counts as missed and as invented', () => {
  expect(countOverlap([date('friday')], [time('friday')])).toEqual({ found: 0, missed: 1, invented: 1 });
});

test('countOverlap(...) counts two halves of one entity as right, both', () => {
  const halves = [date('next'), date('friday')];
  expect(countOverlap([date('next friday')], halves)).toEqual({ found: 1, missed: 0, invented: 0 });
});

test('f1(...) over utterances adds their counts up first', () => {
  const counts = [
    countOverlap([date('friday')], [date('friday')]),
    countOverlap([date('monday'), time('noon')], [time('night')]),
  ];
  // By hand: 1 found, 2 missed, 1 invented → 2 / (2 + 2 + 1).
  expect(f1(sumCounts(counts))).toBeCloseTo(0.4, 12);
  expect(f1(sumCounts([]))).toBe(0);
});
