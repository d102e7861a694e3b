import { expect, test } from 'vitest';
import { matthewsCorrelation } from './matthews-correlation.js';

test('matthewsCorrelation(...) is 1 for a perfect and −1 for a reversed assignment of two classes', () => {
  expect(matthewsCorrelation(['a', 'b', 'a', 'b'], ['a', 'b', 'a', 'b'])).toBeCloseTo(1);
  expect(matthewsCorrelation(['a', 'b', 'a', 'b'], ['b', 'a', 'b', 'a'])).toBeCloseTo(-1);
});

test('matthewsCorrelation(...) of one predicted class is 0', () => {
  expect(matthewsCorrelation(['a', 'b', 'c'], ['a', 'a', 'a'])).toBe(0);
});

test('matthewsCorrelation(...) agrees with a count by hand on ten rows of three classes', () => {
  // sklearn.metrics.matthews_corrcoef(list('aaaabbbccc'), list('aaabbbcccc')) = 0.7099...
  // by hand: c = 8, s = 10, Σ t·p = 4·3 + 3·3 + 3·4 = 33, Σ t² = 34, Σ p² = 34 → (80 − 33) / 66
  expect(matthewsCorrelation([...'aaaabbbccc'], [...'aaabbbcccc'])).toBeCloseTo(47 / 66, 12);
});
