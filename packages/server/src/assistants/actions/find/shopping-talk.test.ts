import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mugsAndMore, openTestShop, type TestShop, type Ware } from '../../../../test/chat-shop.js';
import { startTalk } from '../../../../test/talk.js';

/** What a shopper says next: each conversation goes on from what was said and shown before. */

let parts: TestShop;
beforeAll(async () => {
  parts = await openTestShop({ more: mugsAndMore });
});
afterAll(() => parts.close());

describe('a search is refined by what is said next', () => {
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
    const { products, text } = await talk.say('only blue ones');
    expect(products).toEqual(['mug-blue']);
    expect(text).toBe('Here is what I found for “blue mugs up to £5.00”:');
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
    expect((await talk.say('more')).text).toBe(
      'That was all I have for “mugs”. Shall I look for something else?',
    );
  });

  test('a new product is a new search', async () => {
    const talk = startTalk(parts);
    await talk.say('do you have red mugs');
    expect((await talk.say('do you sell teapots')).products).toEqual(['teapot']);
  });

  test('with nothing to refine the assistant asks, or searches for what was said', async () => {
    expect((await startTalk(parts).say('show me more')).text).toMatch(/More of what\?/);
    expect((await startTalk(parts).say('only green ones')).products).toEqual(['mug-green']);
  });
});

describe('what is not wanted is left out', () => {
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

describe('a wish that cannot be met is told as it is', () => {
  test('nothing so cheap, but from which price on', async () => {
    const { text, products } = await startTalk(parts).say('mugs under £2');
    expect(text).toBe('I have no “mugs” up to £2.00. They start at £2.95:');
    expect(products[0]).toBe('mug-flower');
  });
  test('not in this colour', async () => {
    const { text, products } = await startTalk(parts).say('purple teapot');
    expect(text).toBe('I found nothing for “purple teapot”, but I have “teapot”:');
    expect(products).toEqual(['teapot']);
  });
  test('nothing at all', async () => {
    const { text, offers } = await startTalk(parts).say('do you sell chainsaws');
    expect(text).toMatch(/nothing for “chainsaws”/);
    expect(offers).toEqual(['/ask_bestsellers', '/ask_human']);
  });
});

describe('which product is meant', () => {
  test('one of the list, by its place', async () => {
    const talk = startTalk(parts);
    const { products } = await talk.say('cheapest mugs');
    expect(products.slice(0, 2)).toEqual(['mug-flower', 'mug-green']);
    expect((await talk.say('the second one')).text).toMatch(/^Green Spotty Mug: £3\.25\. It is in stock/);
    expect((await talk.say('is the first in stock?')).text).toMatch(/^White Flower Mug/);
    expect((await talk.say('what goes with the last one?')).text).toMatch(/Mug/);
  });

  test('by name, wherever the shopper is', async () => {
    const { text, products } = await startTalk(parts).say('what goes with the regency cakestand?');
    expect(text).not.toMatch(/Which product/);
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
    expect(viewed.text).toMatch(/^You looked at Regency Teapot last\./);
    expect(viewed.products).not.toContain('teapot');
  });

  test('nobody knows: the assistant asks, and the name that comes next is the answer', async () => {
    const talk = startTalk(parts);
    expect((await talk.say('what goes with this?')).text).toMatch(/^Which product do you mean\?/);
    const { products, text } = await talk.say('the regency teapot');
    expect(text).not.toMatch(/what I found/);
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
    const { text, products } = await talk.say('what goes with the mug?');
    expect(text).toMatch(/^Which one do you mean\?/);
    expect(products.length).toBeGreaterThan(1);
  });
});

describe('a wish in words that the shop does not have', () => {
  test('is answered with what is spelt like it, and said to be', async () => {
    const { text, products } = await startTalk(parts).say('do you sell cloks under £20');
    expect(text).toBe('I have nothing spelt “cloks”. Perhaps you mean “clocks up to £20.00”:');
    expect(products).toEqual(['clock']);
  });
});

describe('a message that was understood by its limits', () => {
  test.each([
    ['spotty mug without red', 'spotty mug, not red', 'mug-green'],
    ['mugs between 4 and 5 pounds', 'mugs from £4.00 to £5.00', 'mug-red'],
  ])('“%s” is answered, and no question for the owner', async (text, wish, product) => {
    const said = await startTalk(parts).say(text);
    expect(said.text).toBe(`Here is what I found for “${wish}”:`);
    expect(said.products).toContain(product);
    const asked = await parts.store.conversations.listUnanswered(parts.shop.id, new Date(0), 500);
    expect(asked.map((question) => question.text)).not.toContain(text);
  });
});

describe('other things that shoppers write', () => {
  test.each([
    ['hi do you sell red mugs', /^Here is what I found for “red mugs”/],
    ['do yuo sell teapotts', /teapot/i],
    ['wie lange dauert der versand', /Leider verstehe ich nur Englisch\. I understand English only/],
    ['combien coûte la livraison', /que l’anglais/],
    ['cheers mate', /welcome|glad/i],
    ['you are no help at all', /sorry/i],
    ['can I speak to someone', /person will gladly help/],
    [
      `${'I bought a lovely thing here last year and my aunt still talks about it. '.repeat(20)}How long does delivery take?`,
      /2 to 4 days/,
    ],
  ])('“%.60s”', async (text, expected) => {
    expect((await startTalk(parts).say(text)).text).toMatch(expected);
  });
});

test('a kind that the shop has is not denied for the words behind it', async () => {
  const shop = await openTestShop({
    more: [
      ['towel-blue', 'Blue Tea Towel Classic Design', 125, 'Kitchen'],
      ['towel-red', 'Red Tea Towel', 125, 'Kitchen'],
    ],
  });
  expect((await startTalk(shop).say('do you have blue tea towels')).text).toMatch(/^Here is what I found/);
  await shop.close();
});

describe('a product that the shop does not have', () => {
  test.each([
    ['do you sell bicycles?', /^I found nothing for “bicycles”/],
    ['I need a lawn mower', /^I found nothing for “lawn mower”/],
    ['can you recommend a bicycle for my son', /^I found nothing for “bicycle”/],
    ['what goes with the bicycle', /^I found nothing for “bicycle”\. These are our bestsellers:/],
    ['how much is the bicycle', /^I found nothing for “bicycle”/],
  ])('“%s” is told so, on the page of another product too', async (text, answer) => {
    for (const page of [{}, { page: { product: 'teapot' } }])
      expect((await startTalk(parts, page).say(text)).text).toMatch(answer);
  });

  test('is not passed for what has its name in its own', async () => {
    const shop = await openTestShop({ more: [['bell', 'Chrome Bicycle Bell', 145, 'Toys']] });
    const { text, products } = await startTalk(shop).say('do you sell bicycles');
    expect(text).toBe('I found no “bicycles” as such, but these have it in their name or description:');
    expect(products).toEqual(['bell']);
    expect((await startTalk(shop).say('do you sell bells')).text).toMatch(/^Here is what I found/);
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
    const { text, products } = await startTalk(parts).say('teapott');
    expect(text).toMatch(/looking for “teapot”|nothing spelt “teapott”/);
    expect(products).toEqual(['teapot']);
    expect((await startTalk(parts).say('qzxv')).products).toEqual([]);
  });
});

describe('signs and other scripts', () => {
  test.each([
    ['👍', /^Good/],
    ['❤️', /welcome|Glad/],
    ['👋', /^(?:Hello|Hi)/],
    ['🤬', /sorry that this is not going well/],
    ['привет, есть кружки?', /I understand English only/],
    ['你好', /I understand English only/],
    ['merci', /que l’anglais/],
    ['???', /didn't understand/],
    ['¿Tienen tazas rojas?', /solo entiendo inglés/],
  ])('“%s”', async (text, answer) => {
    expect((await startTalk(parts).say(text)).text).toMatch(answer);
  });
});
