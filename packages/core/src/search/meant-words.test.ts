import { describe, expect, it } from 'vitest';
import { addToIndex, buildCatalogueIndex, removeFromIndex } from './catalogue-index.js';
import { readAsMeant } from './meant-words.js';

describe('readAsMeant(...)', () => {
  const shop = buildCatalogueIndex([
    { id: '1', title: 'Scented Candles' },
    { id: '2', title: 'Spare Batteries' },
    { id: '3', title: 'Pack of Batteries' },
    { id: '4', title: 'Battery Clock' },
  ]);
  it.each([
    ['scented candels', 'scented candles'],
    ['battries', 'batteries'],
    ['battrey clok', 'battery clock'],
    ['scented candles', 'scented candles'],
    ['candle', 'candle'],
    ['zebra', 'zebra'],
  ])('reads “%s” as “%s”', (query, meant) => {
    expect(readAsMeant(shop, query)).toBe(meant);
  });
  it('follows what the shop has', () => {
    const changing = buildCatalogueIndex([{ id: '1', title: 'Blue Clock' }]);
    expect(readAsMeant(changing, 'clok')).toBe('clock');
    const cloak = { id: '2', title: 'Red Cloak' };
    addToIndex(changing, cloak);
    removeFromIndex(changing, { id: '1', title: 'Blue Clock' });
    expect(readAsMeant(changing, 'clok')).toBe('cloak');
    removeFromIndex(changing, cloak);
    expect(readAsMeant(changing, 'clok')).toBe('clok');
  });
});
