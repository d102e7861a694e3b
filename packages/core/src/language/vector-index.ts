import type { SparseVector } from './featurizer.js';

/**
 * Sparse vectors by column, to compare one with all of them at the cost of the columns they share (inverted index;
 * J. Zobel, A. Moffat, "Inverted files for text search engines", 2006). Parallel arrays: column `c` stands in
 * `rows` and `values` from `starts[c]` to `starts[c + 1]`.
 */
export interface VectorIndex {
  /** How many vectors there are. */
  size: number;
  starts: Int32Array;
  rows: Int32Array;
  values: Float32Array;
}

/** `columns`: one more than the largest index of any vector. O(columns + non-zeros). */
export function indexVectors(vectors: readonly SparseVector[], columns: number): VectorIndex {
  const starts = new Int32Array(columns + 1);
  for (const { indices } of vectors) for (const column of indices) starts[column + 1]!++;
  for (let column = 0; column < columns; column++) starts[column + 1]! += starts[column]!;
  const next = starts.slice(0, columns);
  const rows = new Int32Array(starts[columns]!);
  const values = new Float32Array(rows.length);
  vectors.forEach((vector, row) => {
    for (let i = 0; i < vector.indices.length; i++) {
      const at = next[vector.indices[i]!]!++;
      rows[at] = row;
      values[at] = vector.values[i]!;
    }
  });
  return { size: vectors.length, starts, rows, values };
}

/** The inner product with each vector of the index, by row: cosines for vectors of unit length. */
export function dotWithAll(index: VectorIndex, vector: SparseVector): Float64Array {
  const { starts, rows, values } = index;
  const sums = new Float64Array(index.size);
  for (let i = 0; i < vector.indices.length; i++) {
    const column = vector.indices[i]!;
    const value = vector.values[i]!;
    for (let at = starts[column]!; at < starts[column + 1]!; at++) sums[rows[at]!]! += value * values[at]!;
  }
  return sums;
}
