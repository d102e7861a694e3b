import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dot, featurize, fitFeaturizer, unknownShare } from './featurizer.js';

const utterances = ['where is my order', 'I want a refund', 'do you ship to France', 'red mugs under £5'];
const featurizer = fitFeaturizer(utterances);

describe('featurize(...)', () => {
  it('gives vectors of unit length, so that an utterance is most like itself', () => {
    for (const utterance of utterances) {
      const vector = featurize(featurizer, utterance);
      expect(dot(vector, vector)).toBeCloseTo(1, 5);
    }
  });

  it('keeps a misspelt word near its right form', () => {
    const right = featurize(featurizer, 'where is my order');
    const misspelt = featurize(featurizer, 'were is my ordr');
    const other = featurize(featurizer, 'I want a refund');
    expect(dot(right, misspelt)).toBeGreaterThan(0.4);
    expect(dot(misspelt, other)).toBeLessThan(0.1);
  });

  it('gives rising columns within the vocabulary for any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const { indices, values } = featurize(featurizer, text);
        expect(indices.length).toBe(values.length);
        indices.forEach((column, i) => {
          expect(column).toBeLessThan(featurizer.vocabulary.size);
          if (i > 0) expect(column).toBeGreaterThan(indices[i - 1]!);
        });
      }),
    );
  });

  it('is empty for text that shares nothing with training', () => {
    expect(featurize(featurizer, '漢字').indices.length).toBe(0);
  });
});

describe('dot(...)', () => {
  it('agrees with a dense product', () => {
    const sparse = fc
      .uniqueArray(fc.tuple(fc.nat(30), fc.integer({ min: -9, max: 9 })), { selector: ([column]) => column })
      .map((entries) => entries.sort(([a], [b]) => a - b));
    fc.assert(
      fc.property(sparse, sparse, (a, b) => {
        const vector = (entries: [number, number][]) => ({
          indices: Int32Array.from(entries, ([column]) => column),
          values: Float32Array.from(entries, ([, value]) => value),
        });
        const dense = new Map(b);
        const expected = a.reduce((sum, [column, value]) => sum + value * (dense.get(column) ?? 0), 0);
        expect(dot(vector(a), vector(b))).toBe(expected);
      }),
    );
  });
});

describe('unknownShare(...)', () => {
  it('is the share of words that training never saw', () => {
    expect(unknownShare(featurizer, 'where is my order?')).toBe(0);
    expect(unknownShare(featurizer, 'where is zanzibar')).toBeCloseTo(1 / 3);
    expect(unknownShare(featurizer, '?!')).toBe(1);
  });
});
