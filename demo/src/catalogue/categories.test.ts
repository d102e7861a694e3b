import { expect, test } from 'vitest';
import { categorize } from './categories.js';

test.each([
  ['Vintage Christmas Mug', 'Christmas'],
  ['Coffee Mug Pink Paisley Design', 'Mugs, cups and glasses'],
  ['Mini Cake Stand Hanging Strawberry', 'Baking'],
  ['Jumbo Bag Red Retrospot', 'Bags'],
  ['White Hanging Heart Tealight Holder', 'Tealight holders and lanterns'],
  ['Lavender Scented Candle', 'Incense and scent'],
  ['Birthday Card, Retro Spot', 'Cards and wrap'],
  ['Travel Card Wallet Retrospot', 'Accessories'],
  ['Pink Drop Earrings', 'Earrings and more'],
  ['Watering Can Single Hook Pistachio', 'Garden'],
  ['Alarm Clock Bakelike Red', 'Clocks and mirrors'],
  ['Zinc Heart', 'Decorations'],
])('categorize(%j) is %j', (title, shelf) => {
  expect(categorize(title)[1]).toBe(shelf);
});
