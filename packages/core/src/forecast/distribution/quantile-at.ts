/** Quantile at any level, linear between the known levels, the outermost ones kept beyond them. Levels must rise. */
export function quantileAt(
  quantiles: ArrayLike<number>,
  offset: number,
  levels: readonly number[],
  level: number,
): number {
  let upper = 0;
  while (upper < levels.length && levels[upper]! < level) upper++;
  if (upper === 0) return quantiles[offset]!;
  if (upper === levels.length) return quantiles[offset + levels.length - 1]!;
  const low = quantiles[offset + upper - 1]!;
  const high = quantiles[offset + upper]!;
  const share = (level - levels[upper - 1]!) / (levels[upper]! - levels[upper - 1]!);
  return low + (high - low) * share;
}

/** The same for whole rows of quantiles at `levels`, all asked for at the same `wanted` levels: a row of those each. */
export function quantilesAt(
  quantiles: Float64Array,
  levels: readonly number[],
  wanted: readonly number[],
): Float64Array {
  const size = levels.length;
  const rows = quantiles.length / size;
  const out = new Float64Array(rows * wanted.length);
  wanted.forEach((level, column) => {
    for (let row = 0; row < rows; row++) {
      out[row * wanted.length + column] = quantileAt(quantiles, row * size, levels, level);
    }
  });
  return out;
}

/**
 * Where a value falls in a distribution given by quantiles: the level below it and the level up to it, which differ
 * where the distribution has a jump there. A random point between the two is uniform if the distribution is true. Averaged quantiles
 * of counts are no whole numbers; there a count stands for the values `halfWidth` around it.
 */
export function levelsAround(
  quantiles: ArrayLike<number>,
  offset: number,
  levels: readonly number[],
  value: number,
  halfWidth = 0,
): { below: number; upTo: number } {
  return {
    below: value <= 0 && halfWidth > 0 ? 0 : levelOf(quantiles, offset, levels, value - halfWidth, false),
    upTo: levelOf(quantiles, offset, levels, value + halfWidth, true),
  };
}

function levelOf(
  quantiles: ArrayLike<number>,
  offset: number,
  levels: readonly number[],
  value: number,
  inclusive: boolean,
): number {
  let i = 0;
  while (
    i < levels.length &&
    (inclusive ? quantiles[offset + i]! <= value : quantiles[offset + i]! < value)
  ) {
    i++;
  }
  if (i === 0) {
    const first = quantiles[offset]!;
    return first > 0 && value > 0 ? (levels[0]! * Math.min(value, first)) / first : 0;
  }
  if (i === levels.length) {
    const last = quantiles[offset + i - 1]!;
    return value > last ? 1 - (1 - levels[i - 1]!) * Math.exp(-(value - last) / Math.max(last, 1)) : 1;
  }
  const low = quantiles[offset + i - 1]!;
  const high = quantiles[offset + i]!;
  const share = high > low ? Math.max(0, (value - low) / (high - low)) : inclusive ? 1 : 0;
  return levels[i - 1]! + (levels[i]! - levels[i - 1]!) * Math.min(1, share);
}
