/**
 * Matthews correlation of true and predicted classes, for many classes (J. Gorodkin, "Comparing two K-category
 * assignments by a K-category correlation coefficient", 2004): 1 perfect, 0 no better than chance.
 */
export function matthewsCorrelation(truth: readonly string[], predicted: readonly string[]): number {
  const truthCounts = countOf(truth);
  const predictedCounts = countOf(predicted);
  const total = truth.length;
  const correct = truth.filter((name, i) => name === predicted[i]).length;
  let both = 0;
  for (const [name, count] of truthCounts) both += count * (predictedCounts.get(name) ?? 0);
  const squares = (counts: Map<string, number>) => [...counts.values()].reduce((sum, n) => sum + n * n, 0);
  const spread = Math.sqrt((total ** 2 - squares(truthCounts)) * (total ** 2 - squares(predictedCounts)));
  return spread === 0 ? 0 : (correct * total - both) / spread;
}

function countOf(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
