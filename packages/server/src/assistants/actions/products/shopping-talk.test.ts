import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestShop, testFacts, type TestShop, type Ware } from '../../../../test/chat-shop.js';
import { shopFaq } from '../../../../test/questions/shop-faq.js';
import { startTalk } from '../../../../test/talk.js';

/** What a shopper says next: each conversation goes on from what was said and shown before. */

const more: Ware[] = [
  ['mug-green', 'Green Spotty Mug', 325, 'Mugs'],
  ['mug-flower', 'White Flower Mug', 295, 'Mugs'],
  ['mug-owl', 'Owl Mug', 455, 'Mugs'],
  ['mug-cat', 'Cat Mug', 515, 'Mugs'],
  ['mug-dog', 'Dog Mug', 525, 'Mugs'],
  ['cakestand', 'Regency Cakestand 3 Tier', 1275, 'Kitchen'],
];
let parts: TestShop;
beforeAll(async () => {
  parts = await openTestShop({ more });
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
    expect(offers).toEqual(['Our bestsellers', 'Talk to a person']);
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

describe('delivery to another country', () => {
  test.each([
    [
      'how long does delivery take?',
      'and to France?',
      'Yes, we deliver to France. Within the United Kingdom delivery takes 2 to 4 days. For France the shop does not say how long it takes.',
    ],
    [
      'how much is delivery?',
      'and to Ireland?',
      'Yes, we deliver to Ireland. Within the United Kingdom delivery costs £4.95. It is free for orders of £40.00 or more. For Ireland the shop does not say what it costs.',
    ],
    [
      'how long does delivery take?',
      'what about Japan?',
      'We do not deliver to Japan. We deliver to the United Kingdom, Ireland and France.',
    ],
    ['do you ship to France?', 'and to the UK?', 'Yes, we deliver to the United Kingdom.'],
  ])('“%s”, “%s”', async (first, next, answer) => {
    const talk = startTalk(parts);
    await talk.say(first);
    expect((await talk.say(next)).text).toBe(answer);
  });

  test('is taken from the FAQ where that names the country', async () => {
    const faq = [
      {
        key: 'abroad',
        question: 'Do you deliver abroad?',
        variations: ['international shipping'],
        answer: 'To Ireland and France delivery costs £9.95 and takes 4 to 8 working days.',
      },
    ];
    const shop = await openTestShop({ faq });
    const talk = startTalk(shop);
    await talk.say('how long does delivery take?');
    expect((await talk.say('and to France?')).text).toBe(faq[0]!.answer);
    await shop.close();
  });

  test('is not given the price of home where the owner’s note has another', async () => {
    const note = 'Outside the United Kingdom delivery costs £9.95 and takes 4 to 8 working days.';
    const shipping = { price: 395, countries: ['United Kingdom', 'France'], note };
    const shop = await openTestShop({ settings: { facts: { shipping } } });
    const talk = startTalk(shop);
    await talk.say('how much is delivery?');
    expect((await talk.say('and to France?')).text).toBe(`Yes, we deliver to France. ${note}`);
    await shop.close();
  });

  test('that the shop has not told is not made up', async () => {
    const shop = await openTestShop({ settings: { facts: {} } });
    const talk = startTalk(shop);
    await talk.say('how long does delivery take?');
    const { text, offers } = await talk.say('and to France?');
    expect(text).toMatch(/no information about how long delivery takes to France/);
    expect(offers).toEqual(['Talk to a person']);
    await shop.close();
  });
});

describe('a wish in words that the shop does not have', () => {
  test('is answered with what is spelt like it, and said to be', async () => {
    const { text, products } = await startTalk(parts).say('do you sell cloks under £20');
    expect(text).toBe('I have nothing spelt “cloks”. Perhaps you mean one of these:');
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

describe('facts are told of what was asked', () => {
  test.each([
    ['who pays for the return postage', /Sending it back is free/],
    ['can i pay with klarna', /^Klarna is not among our ways to pay\. You can pay with Visa or PayPal\./],
    ['can i pay with paypal', /^You can pay with Visa or PayPal\./],
    ['do you deliver to germany', /^We do not deliver to Germany\./],
    ['this is a fucking joke', /sorry that this is not going well/],
  ])('“%s”', async (text, answer) => {
    const payment = { methods: ['Visa', 'PayPal'] };
    const shop = await openTestShop({ settings: { facts: { ...testFacts, payment } } });
    expect((await startTalk(shop).say(text)).text).toMatch(answer);
    await shop.close();
  });

  test('a size that the catalogue does not tell is said to be unknown', async () => {
    const talk = startTalk(parts, { page: { product: 'teapot' } });
    expect((await talk.say('how big is it')).text).toMatch(/^I do not know its size\. Regency Teapot/);
  });

  test('“something nice” is a wish, no praise', async () => {
    expect((await startTalk(parts).say('something nice')).products.length).toBeGreaterThan(0);
  });

  test('collecting is picking up', async () => {
    const shop = await openTestShop({ faq: shopFaq });
    for (const text of ['can i collect in store', 'can i collect from your shop'])
      expect((await startTalk(shop).say(text)).text).toMatch(/Collection is not possible/);
    await shop.close();
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

describe('“they” are the products just shown', () => {
  const onPage = { page: { product: 'teapot' } };

  test.each([[{}], [onPage]])('on any page: %o', async (page) => {
    const talk = startTalk(parts, page);
    const { products } = await talk.say('do you have red mugs');
    expect(products).toHaveLength(2);
    expect((await talk.say('are they in stock')).text).toBe('All of them are in stock.');
    expect((await talk.say('how much are they')).text).toMatch(
      /^(?=.*Red Retrospot Mug: £4\.25)(?=.*Giant Red Mug: £8\.95)/,
    );
    expect((await talk.say('how much is the second one')).products).toEqual([products[1]]);
    expect((await talk.say('and the first?')).products).toEqual([products[0]]);
  });

  test('until another page is opened', async () => {
    const talk = startTalk(parts);
    await talk.say('do you have red mugs');
    expect((await talk.say('are these in stock', onPage)).text).toMatch(/^Regency Teapot/);
  });

  test('what only one of them can answer is asked of one', async () => {
    const talk = startTalk(parts);
    await talk.say('do you have red mugs');
    expect((await talk.say('what are they made of')).text).toMatch(
      /^Which one do you mean: .*Giant Red Mug.*“the first one”/,
    );
  });

  test('a list of one is that one, also on the page of another', async () => {
    const talk = startTalk(parts, onPage);
    await talk.say('do you have alarm clocks');
    expect((await talk.say('is it in stock')).text).toMatch(/^Vintage Alarm Clock: .*in stock/);
    expect((await talk.say('is this in stock')).text).toMatch(/^(?:Vintage Alarm Clock|Regency Teapot)/);
  });
});

describe('an entry of the FAQ', () => {
  const faq = [
    { key: 'candles', question: 'candle', variations: ['clock'], answer: 'Trim the wick.' },
    {
      key: 'cost',
      question: 'How much is it?',
      variations: ['how much is delivery'],
      answer: 'Free at home.',
    },
  ];

  test('does not answer a bare product word', async () => {
    const shop = await openTestShop({ faq });
    expect((await startTalk(shop).say('clock')).products).toEqual(['clock']);
    await shop.close();
  });

  test('does not answer for the product in sight', async () => {
    const shop = await openTestShop({ faq });
    const talk = startTalk(shop);
    await talk.say('do you have alarm clocks');
    expect((await talk.say('how much is it')).text).toMatch(/^Vintage Alarm Clock: £12\.50/);
    await shop.close();
  });

  test('on delivery at home does not answer for abroad, whatever else is asked', async () => {
    const shop = await openTestShop({ faq });
    const { text } = await startTalk(shop).say('how much is delivery to France and how long does it take');
    expect(text).not.toBe('Free at home.');
    expect(text).toMatch(/^Yes, we deliver to France/);
    await shop.close();
  });
});

test('“it” is any of several just shown, where nothing else is in sight', async () => {
  const talk = startTalk(parts);
  await talk.say('do you have red mugs');
  expect((await talk.say('how much is it')).text).toMatch(/Red Retrospot Mug: £4\.25/);
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

describe('a complaint', () => {
  const faq = [
    {
      key: 'broken',
      question: 'Something arrived broken. What now?',
      variations: ['my plate is damaged'],
      answer: 'Send us a photograph, and a new one is on its way.',
    },
    { key: 'wrap', question: 'Do you wrap presents?', variations: [], answer: 'Yes, for £2.50.' },
  ];

  test.each(['my cup came smashed', 'the handle was cracked when I opened the box'])(
    '“%s” is met with the owner’s own answer, and a person',
    async (text) => {
      const shop = await openTestShop({ faq });
      const said = await startTalk(shop).say(text);
      expect(said.text).toMatch(/^I am sorry to hear that\..*Send us a photograph/);
      expect(said.messages.at(-1)!.type).toBe('hand-off');
      await shop.close();
    },
  );

  test.each([
    ['wrong item arrived', /^I am sorry .*within 30 days\. Sending it back is free/],
    ['my plates came broken', /^I am sorry .*within 30 days/],
    ["I got someone else's parcel", /^I am sorry .*within 30 days/],
    ['I was charged twice', /^I am sorry to hear that\. A person should look into this/],
  ])('“%s” is met with what the shop says of returns where that helps', async (text, answer) => {
    const said = await startTalk(parts).say(text);
    expect(said.text).toMatch(answer);
    expect(said.messages.at(-1)!.type).toBe('hand-off');
  });

  test('is never told that the shop takes nothing back', async () => {
    const shop = await openTestShop({ settings: { facts: { returns: { days: 0 } } } });
    expect((await startTalk(shop).say('my cup came smashed')).text).not.toMatch(/returns/);
    await shop.close();
  });
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

describe('what is free at home', () => {
  test.each(['is delivery to France free over £40', 'do I get free delivery to Ireland'])(
    'is not promised abroad: “%s”',
    async (text) => {
      expect((await startTalk(parts).say(text)).text).toMatch(
        /^Yes, we deliver to (\w+)\. Within the United Kingdom .*£40\.00.* For \1 the shop does not say what it costs\.$/,
      );
    },
  );

  test('by an entry of the FAQ neither', async () => {
    const faq = [
      {
        key: 'cost',
        question: 'How much is delivery?',
        variations: ['is delivery free', 'from how much is it free'],
        answer: 'Delivery is free in the United Kingdom from £40.',
      },
    ];
    const shop = await openTestShop({ faq });
    expect((await startTalk(shop).say('is delivery free')).text).toBe(faq[0]!.answer);
    expect((await startTalk(shop).say('is delivery free to France')).text).toMatch(
      /For France the shop does not say what it costs/,
    );
    await shop.close();
  });

  test('a shop that says neither its language’s country nor money of one country has no home', async () => {
    const settings = { locale: 'en', currency: 'EUR', facts: { shipping: { price: 495 } } };
    const shop = await openTestShop({ settings });
    expect((await startTalk(shop).say('how much is delivery to France')).text).toMatch(
      /^I have no information about the cost of delivery to France/,
    );
    await shop.close();
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
    expect(text).toMatch(/looking for “teapott”|nothing spelt “teapott”/);
    expect(products).toEqual(['teapot']);
    expect((await startTalk(parts).say('qzxv')).products).toEqual([]);
  });
});

describe('choosing among what was shown', () => {
  const talkOfMugs = async () => {
    const talk = startTalk(parts);
    await talk.say('do you have red mugs');
    return talk;
  };
  test.each([
    ['which is cheaper', /^The cheapest of these is Red Retrospot Mug: £4\.25/],
    ['which one is the most expensive', /^The dearest of these is Giant Red Mug: £8\.95/],
    ['compare the first and the second', /(?=.*Red Retrospot Mug: £4\.25)(?=.*Giant Red Mug: £8\.95)/],
    ['what is the difference between the first two', /(?=.*Red Retrospot Mug)(?=.*Giant Red Mug)/],
  ])('“%s”', async (text, answer) => {
    const talk = await talkOfMugs();
    expect((await talk.say(text)).text).toMatch(answer);
  });

  test('a number alone is a place in the list', async () => {
    const talk = startTalk(parts);
    const { products } = await talk.say('do you have red mugs');
    expect((await talk.say('2')).products).toEqual([products[1]]);
  });

  test.each(['2', 'number 2', 'the second one', 'is the second one red'])(
    '“%s” without a list names no product',
    async (text) => {
      const said = await startTalk(parts).say(text);
      expect(said.text).toMatch(/shown no list yet|Which product do you mean/);
      expect(said.products).toEqual([]);
    },
  );

  test('the cheapest of the whole shop is no matter of the list', async () => {
    const talk = await talkOfMugs();
    expect((await talk.say('what is the most expensive thing you have')).products[0]).toBe('shoes-red');
  });

  test('after a question for a product’s name another wish is another wish', async () => {
    const talk = startTalk(parts);
    await talk.say('is it dishwasher safe');
    expect((await talk.say('do you have mugs')).text).toMatch(/^Here is what I found for “mugs”/);
  });
});

describe('the cart', () => {
  const page = { page: { cart: ['teapot', 'clock'] } };

  test.each(['what’s in my basket', 'show my cart'])('is told as the page has it: “%s”', async (text) => {
    expect((await startTalk(parts, page).say(text)).text).toMatch(
      /^In your cart: Regency Teapot \(£14\.95\) and Vintage Alarm Clock \(£12\.50\)/,
    );
    expect((await startTalk(parts).say(text)).text).toBe('I see nothing in your cart.');
  });

  test.each(['add it to my cart', 'I’ll take 3', 'add to basket'])(
    'is not changed here: “%s”',
    async (text) => {
      expect((await startTalk(parts, page).say(text)).text).toMatch(/^I cannot change your cart myself/);
    },
  );

  test('“my basket” is no basket of the shop', async () => {
    const shop = await openTestShop({ more: [['basket', 'Picnic Basket', 1995, 'Garden']] });
    const { text, products } = await startTalk(shop, page).say('what goes with my basket');
    expect(text).not.toMatch(/Which one|Picnic/);
    expect(products).not.toEqual(['basket']);
    await shop.close();
  });
});

describe('the catalogue as a whole', () => {
  test('“what do you sell” is answered with its categories, to choose from', async () => {
    const said = await startTalk(parts).say('what do you sell');
    expect(said.text).toMatch(/^We have Mugs, .*among others/);
    expect(said.offers).toContain('Mugs');
  });

  test('what is reduced or new is said to be unknown before anything else is offered', async () => {
    expect((await startTalk(parts).say('what do you have on sale')).text).toMatch(
      /^Nothing is reduced just now\. Our bestsellers:|^I have nothing to suggest/,
    );
    expect((await startTalk(parts).say('what’s new')).text).toMatch(/^I do not know what is new/);
  });

  test('mugs come before what is for mugs', async () => {
    const shop = await openTestShop({ more: [['warmer', 'Mug Warmer Mug Mug Stand', 295, 'Mugs']] });
    const { products } = await startTalk(shop).say('mugs');
    expect(products.at(-1)).toBe('warmer');
    await shop.close();
  });

  test('a colour that a product has not is said', async () => {
    const talk = startTalk(parts, { page: { product: 'mug-blue' } });
    expect((await talk.say('does it come in red')).text).toMatch(
      /^I know it in blue only\. Blue Polkadot Mug/,
    );
    expect((await talk.say('does it come in blue')).text).toMatch(/^Yes, there is one in blue\./);
  });

  test('the cheapest of a kind is of that kind', async () => {
    const shop = await openTestShop({ more: [['hook', 'Mug Hook Assorted', 19, 'Kitchen']] });
    expect((await startTalk(shop).say('cheapest mug')).products).toEqual([
      'mug-blue',
      'mug-red',
      'mug-red-big',
    ]);
    await shop.close();
  });

  test('a sum of money by itself is what there is to spend', async () => {
    expect((await startTalk(parts).say('red mugs £5')).text).toBe(
      'Here is what I found for “red mugs up to £5.00”:',
    );
  });

  test('“nothing red” turns red down', async () => {
    const talk = startTalk(parts);
    await talk.say('do you have mugs');
    const { products } = await talk.say('nothing red');
    expect(products.length).toBeGreaterThan(0);
    expect(products.filter((key) => key.includes('red'))).toEqual([]);
  });

  test('a word that merely rhymes with the shop’s is told to be none of them', async () => {
    const shop = await openTestShop({ more: [['feather', 'Pink Feather Wreath', 295, 'Home']] });
    expect((await startTalk(shop).say('show me teacher gifts')).text).toMatch(
      /^I found nothing for “teacher”/,
    );
    expect((await startTalk(shop).say('do you have feathrs')).products).toEqual(['feather']);
    await shop.close();
  });

  test('what is asked about the product of the page is no search', async () => {
    const talk = startTalk(parts, { page: { product: 'teapot' } });
    expect((await talk.say('can it whistle a tune')).text).toMatch(/Regency Teapot: £14\.95/);
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

test('Northern Ireland is not Ireland', async () => {
  expect((await startTalk(parts).say('how much is shipping to northern ireland')).text).toMatch(
    /^Delivery costs £4\.95/,
  );
});
