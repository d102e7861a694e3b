import { expect, test } from 'vitest';
import { readableTitle } from './readable-title.js';

const examples: [string, string][] = [
  ['WHITE HANGING HEART T-LIGHT HOLDER', 'White Hanging Heart Tealight Holder'],
  ['SET/3 RED GINGHAM ROSE STORAGE BOX', 'Set of 3 Red Gingham Rose Storage Box'],
  ['SET 7 BABUSHKA NESTING BOXES', 'Set of 7 Babushka Nesting Boxes'],
  ['ASSTD DESIGN RACING CAR PEN', 'Assorted Design Racing Car Pen'],
  ['CHILDS GARDEN SPADE PINK', "Child's Garden Spade Pink"],
  ['FEATHER PEN,HOT PINK', 'Feather Pen, Hot Pink'],
  ["WRAP 50'S  CHRISTMAS", 'Wrap 50s Christmas'],
  ['BLUE DROP EARRINGS W BEAD CLUSTER', 'Blue Drop Earrings with Bead Cluster'],
  ['*USB Office Mirror Ball', 'USB Office Mirror Ball'],
  ['A4 WALL TIDY RED FLOWERS', 'A4 Wall Tidy Red Flowers'],
  ['POLYESTER FILLER PAD 40x40cm', 'Polyester Filler Pad 40x40cm'],
];

test.each(examples)('readableTitle(%j) is %j', (title, readable) => {
  expect(readableTitle(title)).toBe(readable);
});

test('readableTitle(...) of a readable title changes nothing', () => {
  for (const [, readable] of examples) expect(readableTitle(readable)).toBe(readable);
});
