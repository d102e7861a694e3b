import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mugsAndMore, openTestShop, type TestShop, type Ware } from '../../../../test/chat-shop.js';
import { startTalk } from '../../../../test/talk.js';

/** Each message continues from what was said and shown before. */

let parts: TestShop;
beforeAll(async () => {
  parts = await openTestShop({ more: mugsAndMore });
});
afterAll(() => parts.close());

describe('the next message refines a search', () => {
  test.each([
    ['only green ones', ['mug-green']],
    ['in blue please', ['mug-blue']],
    ['under 3 pounds', ['mug-flower']],
    ['less than a fiver, not red', ['mug-blue', 'mug-flower', 'mug-green', 'mug-owl']],
    ['with cats', ['mug-cat']],
  ])('“mugs”, then “%s”', async (next, products) => {
    const talk = startTalk(parts);
    await talk.say('do you have mugs');
    expect((await talk.say(next)).products.sort()).toEqual(products);
  });

  test('limits add up, and another colour replaces the former', async () => {
    const talk = startTalk(parts);
    await talk.say('do you have red mugs');
    await talk.say('under £5');
    const { products, said } = await talk.say('only blue ones');
    expect(products).toEqual(['mug-blue']);
    expect(said).toContain('utter_found(wish_at_price(colored_thing(blue, mugs), price_up_to(£5.00)))');
  });

  test('“something cheaper” begins with the cheapest', async () => {
    const talk = startTalk(parts);
    await talk.say('do you have mugs');
    const { products } = await talk.say('something cheaper');
    expect(products.slice(0, 3)).toEqual(['mug-flower', 'mug-green', 'mug-blue']);
  });

  test('“show me more” shows others, until there are none', async () => {
    const talk = startTalk(parts);
    const first = await talk.say('do you have mugs');
    const second = await talk.say('show me more');
    expect(first.products).toHaveLength(6);
    expect(second.products).toHaveLength(2);
    expect(first.products).not.toEqual(expect.arrayContaining(second.products));
    expect((await talk.say('more')).said).toBe('utter_no_more(mugs)');
  });

  test('a new product is a new search', async () => {
    const talk = startTalk(parts);
    await talk.say('do you have red mugs');
    expect((await talk.say('do you sell teapots')).products).toEqual(['teapot']);
  });

  test('with nothing to refine the assistant asks, or searches for what was said', async () => {
    expect((await startTalk(parts).say('show me more')).said).toBe('utter_ask_more_of_what');
    expect((await startTalk(parts).say('only green ones')).products).toEqual(['mug-green']);
  });
});

describe('unwanted colors and words are left out', () => {
  const reds = ['mug-red', 'mug-red-big'];
  test.each([
    ['not red mugs', reds],
    ['mugs but not red', reds],
    ['mugs without flowers', ['mug-flower']],
    ['a mug that is not red or blue', [...reds, 'mug-blue']],
  ])('“%s”', async (text, unwanted) => {
    const { products } = await startTalk(parts).say(text);
    expect(products.length).toBeGreaterThan(0);
    for (const product of products) {
      expect(product).toMatch(/^mug/);
      expect(unwanted).not.toContain(product);
    }
  });

  test('“no red” after a search', async () => {
    const talk = startTalk(parts);
    await talk.say('show me mugs');
    const { products } = await talk.say('no red');
    expect(products.length).toBeGreaterThan(0);
    expect(products).not.toEqual(expect.arrayContaining(reds));
  });
});

describe('the answer says which part of a wish cannot be met', () => {
  test('nothing so cheap, but from which price on', async () => {
    const { said, products } = await startTalk(parts).say('mugs under £2');
    expect(said).toContain('utter_found_above_price(mugs, price_up_to(£2.00), £2.95)');
    expect(products[0]).toBe('mug-flower');
  });
  test('not in this colour', async () => {
    const { said, products } = await startTalk(parts).say('purple teapot');
    expect(said).toContain('utter_found_other(colored_thing(purple, teapot), teapot)');
    expect(products).toEqual(['teapot']);
  });
  test('nothing at all', async () => {
    const { said, offers } = await startTalk(parts).say('do you sell chainsaws');
    expect(said).toBe('utter_found_nothing(chainsaws)');
    expect(offers).toEqual(['/ask_bestsellers', '/ask_human']);
  });
});

describe('the product that a question is about', () => {
  test('one of the list, by its place', async () => {
    const talk = startTalk(parts);
    const { products } = await talk.say('cheapest mugs');
    expect(products.slice(0, 2)).toEqual(['mug-flower', 'mug-green']);
    expect((await talk.say('the second one')).said).toBe('product_price(Green Spotty Mug, £3.25) | in_stock');
    expect((await talk.say('is the first in stock?')).text).toMatch(/^White Flower Mug/);
    expect((await talk.say('what goes with the last one?')).text).toMatch(/Mug/);
  });

  test('by name, wherever the shopper is', async () => {
    const { said, products } = await startTalk(parts).say('what goes with the regency cakestand?');
    expect(said).not.toMatch(/utter_ask/);
    expect(products.length).toBeGreaterThan(0);
    expect(products).not.toContain('cakestand');
    expect((await startTalk(parts).say('is the regency teapot in stock?')).text).toMatch(/^Regency Teapot/);
  });

  test('the page’s, the cart’s, or the one seen last, and the answer says which', async () => {
    const ask = 'what goes with this?';
    expect((await startTalk(parts, { page: { product: 'teapot' } }).say(ask)).products).not.toContain(
      'teapot',
    );
    const cart = await startTalk(parts, { page: { cart: ['teapot'] } }).say(ask);
    expect(cart.products).not.toContain('teapot');
    const viewed = await startTalk(parts, { recent: ['clock', 'teapot'] }).say(ask);
    expect(viewed.said).toMatch(/^viewed_last\(Regency Teapot\)/);
    expect(viewed.products).not.toContain('teapot');
  });

  test('without a product the assistant asks, and the next name answers', async () => {
    const talk = startTalk(parts);
    expect((await talk.say('what goes with this?')).said).toBe('utter_ask_goes_with');
    const { products, said } = await talk.say('the regency teapot');
    expect(said).not.toMatch(/utter_found/);
    expect(products).not.toContain('teapot');
    expect(products.length).toBeGreaterThan(0);
  });

  test('an open question is closed by another', async () => {
    const talk = startTalk(parts);
    await talk.say('what goes with this?');
    await talk.say('how long does delivery take?');
    expect((await talk.say('regency teapot')).products).toEqual(['teapot']);
  });

  test('a name that several have is asked about', async () => {
    const talk = startTalk(parts);
    const { said, products } = await talk.say('what goes with the mug?');
    expect(said).toBe('utter_ask_which_card');
    expect(products.length).toBeGreaterThan(1);
  });
});

describe('a wish in words that the shop does not have', () => {
  test('is answered with similar spellings, and the answer says so', async () => {
    const { said, products } = await startTalk(parts).say('do you sell cloks under £20');
    expect(said).toContain('utter_found_respelled(cloks, wish_at_price(clocks, price_up_to(£20.00)))');
    expect(products).toEqual(['clock']);
  });
});

describe('a message that was understood by its limits', () => {
  test.each([
    ['spotty mug without red', 'spotty mug & not_colors(red)', 'mug-green'],
    ['mugs between 4 and 5 pounds', 'wish_at_price(mugs, price_between(£4.00, £5.00))', 'mug-red'],
  ])('“%s” is answered, and no question for the owner', async (text, wish, product) => {
    const said = await startTalk(parts).say(text);
    expect(said.said).toContain(`utter_found(${wish})`);
    expect(said.products).toContain(product);
    const asked = await parts.store.conversations.listUnanswered(parts.shop.id, new Date(0), 500);
    expect(asked.map((question) => question.text)).not.toContain(text);
  });
});

describe('other things that shoppers write', () => {
  test.each([
    ['hi do you sell red mugs', /^utter_found\(colored_thing\(red, mugs\)\)/],
    ['do yuo sell teapotts', /teapot/i],
    ['wie lange dauert der versand', /utter_other_language\(de\) \| utter_ask_known_language/],
    ['combien coûte la livraison', /utter_other_language\(fr\)/],
    ['cheers mate', /utter_thank/],
    ['you are no help at all', /utter_insult/],
    ['can I speak to someone', /utter_hand_off/],
    [
      `${'I bought a lovely thing here last year and my aunt still talks about it. '.repeat(20)}How long does delivery take?`,
      /utter_delivery_days_between\(2, days\(4\)/,
    ],
  ])('“%.60s”', async (text, expected) => {
    expect((await startTalk(parts).say(text)).said).toMatch(expected);
  });
});

test('a kind that the shop has is recognized before other words of a title', async () => {
  const shop = await openTestShop({
    more: [
      ['towel-blue', 'Blue Tea Towel Classic Design', 125, 'Kitchen'],
      ['towel-red', 'Red Tea Towel', 125, 'Kitchen'],
    ],
  });
  expect((await startTalk(shop).say('do you have blue tea towels')).said).toMatch(/^utter_found\(/);
  await shop.close();
});

describe('a product that the shop does not have', () => {
  test.each([
    ['do you sell bicycles?', /^utter_found_nothing\(bicycles\)/],
    ['I need a lawn mower', /^utter_found_nothing\(lawn mower\)/],
    ['can you recommend a bicycle for my son', /^utter_found_nothing\(bicycle\)/],
    ['what goes with the bicycle', /^utter_unknown_product_bestsellers\(bicycle\)/],
    ['how much is the bicycle', /^utter_unknown_product\(bicycle\)/],
  ])('“%s” is answered as missing, on the page of another product too', async (text, answer) => {
    for (const page of [{}, { page: { product: 'teapot' } }])
      expect((await startTalk(parts, page).say(text)).said).toMatch(answer);
  });

  test('is not confused with a product that has the word in its name', async () => {
    const shop = await openTestShop({ more: [['bell', 'Chrome Bicycle Bell', 145, 'Toys']] });
    const { said, products } = await startTalk(shop).say('do you sell bicycles');
    expect(said).toBe('utter_found_by_name_only(bicycles)');
    expect(products).toEqual(['bell']);
    expect((await startTalk(shop).say('do you sell bells')).said).toMatch(/^utter_found\(/);
    await shop.close();
  });

  test('a product that is recommended by name is looked for', async () => {
    expect((await startTalk(parts).say('can you recommend a teapot for my aunt')).products).toEqual([
      'teapot',
    ]);
  });
});

describe('misspelt words', () => {
  test('are read as the words that stand together in most products', async () => {
    const shop = await openTestShop({
      more: [
        ['towel-1', 'Red Tea Towel', 395, 'Kitchen'],
        ['towel-2', 'Blue Tea Towel', 395, 'Kitchen'],
        ['towel-3', 'Set of 2 Tea Towels', 595, 'Kitchen'],
        ...['Garden', 'Kitchen', 'Wooden', 'Metal'].map((kind): Ware => [
          `tools-${kind}`,
          `${kind} Tools`,
          995,
          'Tools',
        ]),
        ['tools-tea', 'Tea Tools', 995, 'Tools'],
      ],
    });
    expect((await startTalk(shop).say('do you have tea towls')).products.sort()).toEqual([
      'towel-1',
      'towel-2',
      'towel-3',
    ]);
    expect((await startTalk(shop).say('tea towls')).products.sort()).toEqual([
      'towel-1',
      'towel-2',
      'towel-3',
    ]);
    await shop.close();
  });

  test('are no gibberish', async () => {
    const { said, products } = await startTalk(parts).say('teapott');
    expect(said).toMatch(/^utter_ask_looking_for\(teapot\)|^utter_found_respelled\(teapott/);
    expect(products).toEqual(['teapot']);
    expect((await startTalk(parts).say('qzxv')).products).toEqual([]);
  });
});

describe('signs and other scripts', () => {
  test.each([
    ['👍', /utter_affirm/],
    ['❤️', /utter_thank/],
    ['👋', /utter_greet/],
    ['🤬', /utter_insult/],
    ['привет, есть кружки?', /utter_ask_known_language/],
    ['你好', /utter_ask_known_language/],
    ['merci', /utter_other_language\(fr\)/],
    ['???', /utter_not_understood/],
    ['¿Tienen tazas rojas?', /utter_other_language\(es\)/],
  ])('“%s”', async (text, answer) => {
    expect((await startTalk(parts).say(text)).said).toMatch(answer);
  });
});
