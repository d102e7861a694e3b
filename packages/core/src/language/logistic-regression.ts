/**
 * Logistic regression on a handful of features, by Newton's method with a small ridge (K. Murphy, "Machine Learning",
 * 2012, section 8.3.4). For calibration only: rows are few columns wide.
 */

/** Coefficients, one a feature, the constant last. */
export type LogisticModel = readonly number[];

export function fitLogistic(
  rows: readonly (readonly number[])[],
  outcomes: readonly boolean[],
): LogisticModel {
  const width = (rows[0]?.length ?? 0) + 1;
  const ridge = 0.01;
  let coefficients = new Array<number>(width).fill(0);
  for (let iteration = 0; iteration < 25; iteration++) {
    const gradient = coefficients.map((value) => -ridge * value);
    const hessian = Array.from({ length: width }, (_, i) =>
      Array.from({ length: width }, (_unused, j) => (i === j ? ridge : 0)),
    );
    rows.forEach((row, index) => {
      const x = [...row, 1];
      const p = logistic(coefficients, row);
      const slope = Math.max(p * (1 - p), 1e-6);
      for (let i = 0; i < width; i++) {
        gradient[i]! += ((outcomes[index] ? 1 : 0) - p) * x[i]!;
        for (let j = 0; j < width; j++) hessian[i]![j]! += slope * x[i]! * x[j]!;
      }
    });
    const step = solve(hessian, gradient);
    // A long step overshoots on separable data; half a unit at most keeps Newton's method inside its region of trust.
    const scale = Math.min(1, 5 / Math.max(...step.map(Math.abs), 1e-9));
    coefficients = coefficients.map((value, i) => value + scale * step[i]!);
    if (Math.max(...step.map(Math.abs)) < 1e-6) break;
  }
  return coefficients;
}

/** Probability of the outcome. */
export function logistic(model: LogisticModel, row: readonly number[]): number {
  const sum = row.reduce((total, value, i) => total + value * model[i]!, model[row.length]!);
  return 1 / (1 + Math.exp(-sum));
}

/** Gaussian elimination with partial pivoting; the matrix is small and positive definite. */
function solve(matrix: number[][], vector: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, vector[i]!]);
  for (let column = 0; column < rows.length; column++) {
    let pivot = column;
    for (let r = column + 1; r < rows.length; r++) {
      if (Math.abs(rows[r]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = r;
    }
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    for (let r = 0; r < rows.length; r++) {
      if (r === column) continue;
      const factor = rows[r]![column]! / rows[column]![column]!;
      for (let c = column; c <= rows.length; c++) rows[r]![c]! -= factor * rows[column]![c]!;
    }
  }
  return rows.map((row, i) => row[rows.length]! / row[i]!);
}
