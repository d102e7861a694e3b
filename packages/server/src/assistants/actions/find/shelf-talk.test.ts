import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestShop, type TestShop } from '../../../../test/chat-shop.js';
import { startTalk } from '../../../../test/talk.js';

/** A shop's categories often name several things; a product is one of them at most. */

const flowers = 'Flowers and vases';
const cups = 'Mugs, cups and glasses';
let parts: TestShop;
beforeAll(async () => {
  parts = await openTestShop({
    more: [
      ['wreath', 'Ivy Wreath', 295, flowers],
      ['liners', 'Drawer Liners', 255, flowers],
      ['daisy', 'Artificial Daisy Flower', 125, flowers],
      ['vase-glass', 'Ridged Glass Posy Vase', 163, flowers],
      ['vase-rose', 'Classical Rose Small Vase', 255, flowers],
      ['vase-flower', 'Tall Flower Vase', 355, flowers],
      ['hook', 'Suction Cup Hook', 19, cups],
      ['mug-cheap', 'Tea Mug', 39, cups],
    ],
  });
});
afterAll(() => parts.close());

const vases = ['vase-flower', 'vase-glass', 'vase-rose'];

describe('things of the name alone are shown', () => {
  test.each(['do you have any vases?', 'vase', 'vases'])('“%s”', async (text) => {
    const { products } = await startTalk(parts).say(text);
    expect([...products].sort()).toEqual(vases);
  });
  test('of several words the last may be whom it is for: “toys for children”', async () => {
    const toys = await openTestShop({
      more: [
        ['barrow', 'Wheelbarrow for Children', 1275, 'Garden'],
        ['puzzle', 'Puzzle for Small Children', 375, 'Toys and hobbies'],
        ['train', 'Train Set', 975, 'Toys and hobbies, for children'],
      ],
    });
    const { products } = await startTalk(toys).say('toys for children');
    expect([...products].sort()).toEqual(['puzzle', 'train']);
    await toys.close();
  });
  test('and the answer says when all were seen: “show me more”', async () => {
    const talk = startTalk(parts);
    await talk.say('vases');
    expect((await talk.say('show me more')).said).toBe('utter_no_more(vases)');
  });
  test('before others of their shelf, and first those with both words: “flower vases”', async () => {
    const { products } = await startTalk(parts).say('flower vases');
    expect(products[0]).toBe('vase-flower');
    expect(products.slice(0, 3).sort()).toEqual(vases);
  });
  test('“vases without flowers” leaves out those that have them, and none for its category', async () => {
    const { products } = await startTalk(parts).say('vases without flowers');
    expect([...products].sort()).toEqual(['vase-glass', 'vase-rose']);
  });
  test('“cheapest mug” is a mug', async () => {
    const { products } = await startTalk(parts).say('cheapest mug');
    expect(products[0]).toBe('mug-cheap');
    expect(products).not.toContain('hook');
  });
});

test('a search that found what was asked for is answered; one that found nothing is open', async () => {
  const { store, shop } = parts;
  for (const text of ['vase', 'teapots please', 'wreath', 'regency', 'blorp frump', 'do you juggle?']) {
    await startTalk(parts).say(text);
  }
  const asked = await store.conversations.listUnanswered(shop.id, new Date(0), 100);
  expect(asked.map(({ text }) => text).sort()).toEqual(['blorp frump', 'do you juggle?']);
});
