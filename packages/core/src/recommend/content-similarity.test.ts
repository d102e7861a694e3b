import { describe, expect, it } from 'vitest';
import { contentWords, fitContent, type ContentItem } from './content-similarity.js';
import { neighborsOf } from './neighbor-table.js';

const item = (title: string, more: Partial<ContentItem> = {}): ContentItem => ({
  title,
  categories: [],
  price: 0,
  ...more,
});
const firstOf = (items: ContentItem[], of: number) => neighborsOf(fitContent(items), of)[0]?.item;

describe('fitContent', () => {
  it('finds the product that shares the rare word', () => {
    const items = [item('Red mug'), item('Red plate'), item('Red owl mug'), item('Blue owl lamp')];
    expect(firstOf(items, 3)).toBe(2);
  });

  it('prefers the same category, and the nearer price among equals', () => {
    const items = [
      item('Lamp', { categories: ['Garden'] }),
      item('Lamp', { categories: ['Kitchen'] }),
      item('Lamp', { categories: ['Garden'] }),
    ];
    expect(firstOf(items, 0)).toBe(2);
    const prices = [
      item('Vase', { price: 500 }),
      item('Vase', { price: 9900 }),
      item('Vase', { price: 550 }),
    ];
    expect(firstOf(prices, 0)).toBe(2);
  });

  it('compares titles in scripts without spaces by parts of them', () => {
    for (const [mug, other, lamp] of [
      ['红色马克杯', '蓝色马克杯', '台灯落地'],
      ['赤いマグカップ', '青いマグカップ', 'テーブルランプ'],
      ['แก้วกาแฟสีแดง', 'แก้วกาแฟสีฟ้า', 'โคมไฟตั้งโต๊ะ'],
    ])
      expect(firstOf([item(lamp!), item(mug!), item(lamp!), item(other!)], 1)).toBe(3);
  });

  it('never names the item itself, also with identical titles', () => {
    const table = fitContent(Array.from({ length: 5 }, () => item('Same title')));
    for (let n = 0; n < 5; n++) {
      expect(neighborsOf(table, n).map((one) => one.item)).toEqual(
        [0, 1, 2, 3, 4].filter((other) => other !== n),
      );
    }
  });

  it('gives a full row to a product whose every word is common', () => {
    const items = Array.from({ length: 2000 }, (_, n) => item(`Gift box ${n}`));
    const table = fitContent(items, { comparisonsPerItem: 20, neighbors: 10 });
    for (const n of [0, 999, 1999]) expect(neighborsOf(table, n)).toHaveLength(10);
  });

  it('takes titles of ten thousand characters, no words, one product and none', () => {
    // Nothing to compare: nothing is alike.
    expect(firstOf([item('x '.repeat(5000)), item('🎁🎁'), item('')], 0)).toBeUndefined();
    expect(firstOf([item('Only one')], 0)).toBeUndefined();
    expect(fitContent([]).offsets.length).toBe(1);
  });
});

describe('contentWords', () => {
  it('gives pairs of characters where no spaces are written, and no more of them than asked for', () => {
    expect(contentWords('马克杯 mugs 杯', 9)).toEqual(['马克', '克杯', 'mug', '杯']);
    expect(contentWords('红色马克杯', 2)).toEqual(['红色', '色马']);
    expect(contentWords('ガラス', 9)).toEqual(['ガラ', 'ラス']);
  });

  it('folds case, accents and plurals, in any script', () => {
    expect(contentWords('Crème BRÛLÉE mugs, glass', 9)).toEqual(['creme', 'brulee', 'mug', 'glass']);
    expect(contentWords('فنجان قهوة', 9)).toHaveLength(2);
  });

  it('stops at its limit', () => {
    expect(contentWords('one two three', 2)).toEqual(['one', 'two']);
  });
});
