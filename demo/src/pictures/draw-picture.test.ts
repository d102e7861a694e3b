import { expect, test } from 'vitest';
import { categorize } from '../catalogue/categories.js';
import { titleColors } from '../catalogue/colors.js';
import { titleFeatures } from '../catalogue/features.js';
import { drawPicture } from './draw-picture.js';
import { motifOf } from './motif-of.js';
import * as kitchen from './motifs/kitchen.js';
import * as lights from './motifs/lights.js';
import * as wear from './motifs/wear.js';

const picture = (code: string, title: string) =>
  drawPicture({
    code,
    title,
    category: categorize(title),
    colors: titleColors(title),
    pattern: titleFeatures(title).pattern,
  });

test('motifOf(...) draws the thing, not its decoration', () => {
  expect(motifOf('Red Hearts Mug', 'Home')).toBe(kitchen.mug);
  expect(motifOf('White Hanging Heart Tealight Holder', 'Home')).toBe(lights.tealight);
  expect(motifOf('Jumbo Bag Red Retrospot', 'Home')).toBe(wear.bag);
  expect(motifOf('Pink Butterfly Hot Water Bottle', 'Home')).toBe(wear.hotWaterBottle);
});

test('motifOf(...) has a drawing for a title that says nothing', () => {
  expect(motifOf('Something Else', 'Garden')).toBeTypeOf('function');
  expect(motifOf('', '')).toBeTypeOf('function');
});

test('drawPicture(...) is complete SVG in the colours of the title, without styles, scripts or the title itself', () => {
  const svg = picture('1', 'Red <script> Polka Dot Mug');
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 400 400"/);
  expect(svg).toContain('#c8423b');
  expect(svg).not.toMatch(/script|style|undefined|NaN/);
});

test('drawPicture(...) of the same product is the same, and of variants differs', () => {
  expect(picture('79323P', 'Pink Cherry Lights')).toBe(picture('79323P', 'Pink Cherry Lights'));
  expect(picture('79323P', 'Pink Cherry Lights')).not.toBe(picture('79323W', 'White Cherry Lights'));
});

test('drawPicture(...) takes the colour from the title where the product names none', () => {
  const draw = (title: string) =>
    drawPicture({ code: '1', title, category: ['Products', 'Products'], colors: [], pattern: 'plain' });
  expect(draw('Red mug')).toContain('#c8423b');
  expect(draw('Blue mug')).toContain('#5482b3');
});
