import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correctSpelling, slipsWithin } from './spelling.js';

/** By the definition, without a table. */
function slow(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const change = a.at(-1) === b.at(-1) ? 0 : 1;
  const options = [
    slow(a.slice(0, -1), b) + 1,
    slow(a, b.slice(0, -1)) + 1,
    slow(a.slice(0, -1), b.slice(0, -1)) + change,
  ];
  if (a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1)) {
    options.push(slow(a.slice(0, -2), b.slice(0, -2)) + 1);
  }
  return Math.min(...options);
}

describe('slipsWithin(...)', () => {
  it('agrees with the definition, as far as it is to look', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 5 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 3 }), (a, b, allowed) => {
        const slips = slow(a, b);
        expect(slipsWithin(a, b, allowed)).toBe(slips <= allowed ? slips : Infinity);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('correctSpelling(...)', () => {
  const frequencies = new Map([
    ['mugs', 40],
    ['mums', 3],
    ['christmas', 90],
    ['teapot', 12],
    ['tin', 9],
  ]);
  it.each([
    ['mgus', 'mugs'],
    ['chrismas', 'christmas'],
    ['chrsitams', 'christmas'],
    ['teepot', 'teapot'],
    ['mugs', 'mugs'],
    ['tni', 'tni'],
    ['laptop', 'laptop'],
    ['pugs', 'pugs'],
    ['geapot', 'teapot'],
    ['1000xm4', '1000xm4'],
  ])('%j → %j', (word, meant) => {
    expect(correctSpelling(word, frequencies)).toBe(meant);
  });
});
