/**
 * Quantiles of weighted values at rising levels: values sorted, each at the middle of its share of the weight, linear in
 * between (type 5 of Hyndman & Fan, 1996, with weights). O(n log n). No values: all zero.
 */
export function weightedQuantiles(
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
  levels: ArrayLike<number>,
  out: Float64Array,
  offset = 0,
): void {
  const n = values.length;
  const sorted = Float64Array.from(values);
  const share = Float64Array.from(weights);
  sortTogether(sorted, share);
  let total = 0;
  for (let i = 0; i < n; i++) total += share[i]!;
  let at = 0;
  let before = 0;
  let previousValue = n > 0 ? sorted[0]! : 0;
  let previousMiddle = 0;
  for (let l = 0; l < levels.length; l++) {
    const target = levels[l]! * total;
    let middle = 0;
    while (at < n) {
      middle = before + share[at]! / 2;
      if (middle >= target) break;
      previousValue = sorted[at]!;
      previousMiddle = middle;
      before += share[at]!;
      at++;
    }
    if (at >= n) {
      out[offset + l] = previousValue;
      continue;
    }
    const next = sorted[at]!;
    const part = middle > previousMiddle ? (target - previousMiddle) / (middle - previousMiddle) : 1;
    out[offset + l] = previousValue + (next - previousValue) * Math.max(0, Math.min(1, part));
  }
}

/** Sorts by value, carrying the weights along. Insertion for short lists, which are the rule here. */
function sortTogether(values: Float64Array, weights: Float64Array): void {
  const n = values.length;
  if (n > 120) {
    const order = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
    const oldValues = values.slice();
    const oldWeights = weights.slice();
    order.forEach((from, to) => {
      values[to] = oldValues[from]!;
      weights[to] = oldWeights[from]!;
    });
    return;
  }
  for (let i = 1; i < n; i++) {
    const value = values[i]!;
    const weight = weights[i]!;
    let j = i - 1;
    for (; j >= 0 && values[j]! > value; j--) {
      values[j + 1] = values[j]!;
      weights[j + 1] = weights[j]!;
    }
    values[j + 1] = value;
    weights[j + 1] = weight;
  }
}

/** The same for sorted values of equal weight. */
export function sortedQuantiles(
  sorted: Float64Array,
  levels: ArrayLike<number>,
  out: Float64Array,
  offset = 0,
): void {
  const n = sorted.length;
  for (let l = 0; l < levels.length; l++) {
    const position = Math.min(n - 1, Math.max(0, levels[l]! * n - 0.5));
    const low = Math.floor(position);
    const high = Math.min(n - 1, low + 1);
    out[offset + l] = n > 0 ? sorted[low]! + (sorted[high]! - sorted[low]!) * (position - low) : 0;
  }
}
