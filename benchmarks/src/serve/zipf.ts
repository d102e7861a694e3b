import { createRandom } from '@shelfwise/core/numeric';

/** Draws things from a list, the first most often: the r-th as often as 1 / r (Zipf's law, as pages of shops are seen). */
export function zipfDraw<T>(things: readonly T[], seed: number): () => T {
  const random = createRandom(seed);
  const upTo = new Float64Array(things.length);
  let sum = 0;
  things.forEach((_, n) => {
    sum += 1 / (n + 1);
    upTo[n] = sum;
  });
  return () => {
    const at = random() * sum;
    let low = 0;
    let high = things.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle]! < at) low = middle + 1;
      else high = middle;
    }
    return things[low]!;
  };
}
