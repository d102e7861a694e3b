import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeArrays, encodeArrays } from './array-bundle.js';

const bundle = {
  kind: 'test',
  version: 2,
  meta: { name: 'Ω "quoted"', days: 3.5 },
  arrays: {
    bytes: Uint8Array.of(1, 2, 3),
    words: Uint32Array.of(4_000_000_000, 5),
    singles: Float32Array.of(0.5, -1),
    doubles: Float64Array.of(Math.PI),
    none: new Int32Array(0),
  },
};

describe('encodeArrays / decodeArrays', () => {
  it('give back the same arrays and JSON part', () => {
    expect(decodeArrays(encodeArrays(bundle), 'test', 2)).toEqual(bundle);
  });

  it('read from bytes that do not begin at a multiple of eight', () => {
    const bytes = encodeArrays(bundle);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(decodeArrays(shifted.subarray(3), 'test', 2)).toEqual(bundle);
  });

  it('refuse another kind and another version', () => {
    const bytes = encodeArrays(bundle);
    expect(() => decodeArrays(bytes, 'other', 2)).toThrow(/kind|test version 2/);
    expect(() => decodeArrays(bytes, 'test', 3)).toThrow(/version/);
  });

  it('refuse bytes with any one byte changed', () => {
    const bytes = encodeArrays(bundle);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = bytes.slice();
        damaged[at]! ^= change;
        expect(() => decodeArrays(damaged, 'test', 2)).toThrow(RangeError);
      }),
    );
  });

  it('refuse bytes that are cut off', () => {
    const bytes = encodeArrays(bundle);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), (length) => {
        expect(() => decodeArrays(bytes.subarray(0, length), 'test', 2)).toThrow(RangeError);
      }),
    );
  });
});
