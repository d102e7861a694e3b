export const segmentCount = 12;

/** Products that sell alike share what is learnt: four steps of volume by three of how often a period sells nothing. */
export function segmentOf(y: Float64Array): number {
  let sum = 0;
  let zeros = 0;
  let count = 0;
  for (let t = Math.max(0, y.length - 364); t < y.length; t++) {
    if (Number.isNaN(y[t]!)) continue;
    sum += y[t]!;
    if (y[t] === 0) zeros++;
    count++;
  }
  const mean = count > 0 ? sum / count : 0;
  const zeroShare = count > 0 ? zeros / count : 1;
  const volume = mean < 0.1 ? 0 : mean < 0.5 ? 1 : mean < 3 ? 2 : 3;
  return volume * 3 + (zeroShare > 0.8 ? 0 : zeroShare > 0.3 ? 1 : 2);
}

export function volumeOf(segment: number): number {
  return Math.floor(segment / 3);
}
