import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dot, type SparseVector } from './featurizer.js';
import { dotWithAll, indexVectors } from './vector-index.js';

const columns = 12;
const sparse = fc
  .uniqueArray(fc.tuple(fc.nat(columns - 1), fc.float({ min: -2, max: 2, noNaN: true })), {
    selector: ([column]) => column,
  })
  .map((pairs): SparseVector => {
    const sorted = pairs.sort(([a], [b]) => a - b);
    return {
      indices: Int32Array.from(sorted, ([column]) => column),
      values: Float32Array.from(sorted, ([, value]) => value),
    };
  });

it('dotWithAll(...) is dot(...) with each vector', () => {
  fc.assert(
    fc.property(fc.array(sparse, { maxLength: 8 }), sparse, (vectors, query) => {
      const sums = dotWithAll(indexVectors(vectors, columns), query);
      expect([...sums]).toEqual(vectors.map((vector) => dot(query, vector) + 0));
    }),
  );
});
