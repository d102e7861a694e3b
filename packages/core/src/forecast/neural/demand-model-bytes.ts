import { decodeArrays, encodeArrays } from '../../numeric/index.js';
import { matrixSizes, networkMatrices, type DemandNetwork } from './demand-network.js';
import type { NetworkShape } from './network-shape.js';

/** Bytes of a stored model of kind `demand`, and back. Throws `RangeError` on bytes of another form. */
export function encodeDemandModel(network: DemandNetwork): Uint8Array {
  return encodeArrays({
    kind,
    version,
    meta: { shape: network.shape, trainedUntil: network.trainedUntil },
    arrays: { ...network.weights },
  });
}

export function decodeDemandModel(bytes: Uint8Array): DemandNetwork {
  const { meta, arrays } = decodeArrays(bytes, kind, version);
  const { shape, trainedUntil } = meta as { shape: NetworkShape; trainedUntil: number };
  const sizes = matrixSizes(shape);
  const weights = {} as DemandNetwork['weights'];
  for (const name of networkMatrices) {
    const matrix = arrays[name];
    const [rows, columns] = sizes[name];
    if (!(matrix instanceof Float32Array) || matrix.length !== rows * columns) {
      throw new RangeError(`demand model: matrix ${name} is missing or has the wrong size`);
    }
    weights[name] = matrix;
  }
  return { shape, trainedUntil, weights };
}

const kind = 'demand-network';
const version = 1;
