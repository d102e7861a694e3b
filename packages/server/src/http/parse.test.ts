import { describe, expect, it } from 'vitest';
import { orderInput } from '@shelfwise/core/wire';
import { parse, toPointer } from './parse.js';
import { Problem } from './problem.js';

describe('parse', () => {
  it('points at each fault with a JSON Pointer', () => {
    const order = {
      key: 'A1',
      placedAt: '2026-01-02T03:04:05Z',
      lines: [{ product: 'p', quantity: 0, unitPrice: 1 }],
    };
    try {
      parse(orderInput, order);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(Problem);
      expect((error as Problem).errors?.map((fault) => fault.pointer)).toEqual(['/lines/0/quantity']);
    }
  });

  it('escapes ~ and / in pointers (RFC 6901)', () => {
    expect(toPointer(['a/b', 'c~d', 0])).toBe('/a~1b/c~0d/0');
  });
});
