/**
 * Named typed arrays and a JSON part as one run of bytes, for models that are stored and read back.
 *
 *   magic "SWAB" | format 1 | bytes of header | checksum of length and rest | header (JSON) | pad | array | pad | …
 *        4             4            4                        4
 *
 * Numbers are little-endian, arrays stand at multiples of 8 bytes. The checksum (FNV-1a over 32-bit words) finds
 * damage, not malice: a model comes from the shop's own store, whose digest the registry checks as well.
 */
export type StoredArray = Uint8Array | Uint32Array | Int32Array | Float32Array | Float64Array;

export interface ArrayBundle {
  /** What the bytes are, so that one kind of model is never read as another. */
  kind: string;
  /** Version of the kind's own layout. */
  version: number;
  meta: unknown;
  arrays: Record<string, StoredArray>;
}

interface Header {
  kind: string;
  version: number;
  meta: unknown;
  arrays: { name: string; type: keyof typeof types; length: number }[];
}

const types = { Uint8Array, Uint32Array, Int32Array, Float32Array, Float64Array };
const magic = 0x42415753;
const format = 1;
const preamble = 16;

export function encodeArrays(bundle: ArrayBundle): Uint8Array {
  const header: Header = {
    kind: bundle.kind,
    version: bundle.version,
    meta: bundle.meta,
    arrays: Object.entries(bundle.arrays).map(([name, array]) => ({
      name,
      type: array.constructor.name as keyof typeof types,
      length: array.length,
    })),
  };
  const headerBytes = new TextEncoder().encode(JSON.stringify(header));
  let size = align(preamble + headerBytes.length);
  for (const array of Object.values(bundle.arrays)) size = align(size + array.byteLength);
  const bytes = new Uint8Array(size);
  bytes.set(headerBytes, preamble);
  let at = align(preamble + headerBytes.length);
  for (const array of Object.values(bundle.arrays)) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at = align(at + array.byteLength);
  }
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, format, true);
  view.setUint32(8, headerBytes.length, true);
  view.setUint32(12, checksum(bytes, headerBytes.length), true);
  return bytes;
}

/** Throws `RangeError` when the bytes are not a whole, undamaged bundle of this kind and version. */
export function decodeArrays(bytes: Uint8Array, kind: string, version: number): ArrayBundle {
  if (bytes.length < preamble) throw new RangeError('model bytes: too short');
  // A copy also gives the alignment that typed arrays need, and frees the caller's buffer.
  const own = bytes.slice();
  const view = new DataView(own.buffer);
  if (view.getUint32(0, true) !== magic || view.getUint32(4, true) !== format) {
    throw new RangeError('model bytes: not in the expected format');
  }
  const headerLength = view.getUint32(8, true);
  if (
    own.length % 8 !== 0 ||
    preamble + headerLength > own.length ||
    checksum(own, headerLength) !== view.getUint32(12, true)
  ) {
    throw new RangeError('model bytes: damaged or cut off');
  }
  const header = JSON.parse(
    new TextDecoder().decode(own.subarray(preamble, preamble + headerLength)),
  ) as Header;
  if (header.kind !== kind || header.version !== version) {
    throw new RangeError(
      `model bytes: ${header.kind} version ${header.version} where ${kind} version ${version} was expected`,
    );
  }
  const arrays: Record<string, StoredArray> = {};
  let at = align(preamble + headerLength);
  for (const { name, type, length } of header.arrays) {
    const Type = types[type];
    const end = at + length * Type.BYTES_PER_ELEMENT;
    if (end > own.length) throw new RangeError(`model bytes: array ${name} is cut off`);
    arrays[name] = new Type(own.buffer, at, length);
    at = align(end);
  }
  return { kind, version, meta: header.meta, arrays };
}

function align(size: number): number {
  return (size + 7) & ~7;
}

/** FNV-1a with 32-bit words in place of bytes: four times faster, and any changed bit still changes the sum. */
function checksum(bytes: Uint8Array, headerLength: number): number {
  const words = new Uint32Array(bytes.buffer, preamble, (bytes.length - preamble) >> 2);
  let hash = Math.imul(0x811c9dc5 ^ headerLength, 0x01000193);
  for (let n = 0; n < words.length; n++) hash = Math.imul(hash ^ words[n]!, 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
