/**
 * A repeatable source of uniform numbers in [0, 1): the same seed gives the same sequence on every machine.
 * Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, good enough for sampling and tests, not for secrets.
 */
export function createRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
