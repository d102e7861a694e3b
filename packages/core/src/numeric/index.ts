export { createRandom } from './seeded-random.js';
export { TopK, type Ranked } from './top-k.js';
export { encodeArrays, decodeArrays, type ArrayBundle, type StoredArray } from './array-bundle.js';
