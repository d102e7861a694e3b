import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mugsAndMore, openTestShop, type TestShop } from '../../../../test/chat-shop.js';
import { startTalk } from '../../../../test/talk.js';

/** Shoppers choose among the products shown, ask about them and about the cart. */

let parts: TestShop;
beforeAll(async () => {
  parts = await openTestShop({ more: mugsAndMore });
});
afterAll(() => parts.close());

describe('“they” are the products just shown', () => {
  const onPage = { page: { product: 'teapot' } };

  test.each([[{}], [onPage]])('on any page: %o', async (page) => {
    const talk = startTalk(parts, page);
    const { products } = await talk.say('do you have red mugs');
    expect(products).toHaveLength(2);
    expect((await talk.say('are they in stock')).said).toBe('list_in_stock(all)');
    expect((await talk.say('how much are they')).said).toMatch(
      /^utter_prices(?=.*\(Red Retrospot Mug, £4\.25)(?=.*\(Giant Red Mug, £8\.95)/,
    );
    expect((await talk.say('how much is the second one')).products).toEqual([products[1]]);
    expect((await talk.say('and the first?')).products).toEqual([products[0]]);
  });

  test('until another page is opened', async () => {
    const talk = startTalk(parts);
    await talk.say('do you have red mugs');
    expect((await talk.say('are these in stock', onPage)).said).toMatch(/^product_price\(Regency Teapot/);
  });

  test('a question that needs one product asks which', async () => {
    const talk = startTalk(parts);
    await talk.say('do you have red mugs');
    expect((await talk.say('what are they made of')).said).toMatch(/^utter_ask_which_of\(.*Giant Red Mug/);
  });

  test('a list of one is that one, also on the page of another', async () => {
    const talk = startTalk(parts, onPage);
    await talk.say('do you have alarm clocks');
    expect((await talk.say('is it in stock')).said).toMatch(
      /^product_price\(Vintage Alarm Clock,.* \| in_stock/,
    );
    expect((await talk.say('is this in stock')).said).toMatch(
      /^product_price\((?:Vintage Alarm Clock|Regency Teapot)/,
    );
  });
});

test('“it” is any of several just shown, where nothing else is in sight', async () => {
  const talk = startTalk(parts);
  await talk.say('do you have red mugs');
  expect((await talk.say('how much is it')).said).toMatch(/\(Red Retrospot Mug, £4\.25\)/);
});

describe('choosing among what was shown', () => {
  const talkOfMugs = async () => {
    const talk = startTalk(parts);
    await talk.say('do you have red mugs');
    return talk;
  };
  test.each([
    ['which is cheaper', /^utter_cheapest_of_list\(Red Retrospot Mug, £4\.25\)/],
    ['which one is the most expensive', /^utter_dearest_of_list\(Giant Red Mug, £8\.95\)/],
    ['compare the first and the second', /(?=.*\(Red Retrospot Mug, £4\.25)(?=.*\(Giant Red Mug, £8\.95)/],
    ['what is the difference between the first two', /(?=.*Red Retrospot Mug)(?=.*Giant Red Mug)/],
  ])('“%s”', async (text, answer) => {
    const talk = await talkOfMugs();
    expect((await talk.say(text)).said).toMatch(answer);
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
      expect(said.said).toMatch(/^utter_(?:no_list_yet|ask_which_product)/);
      expect(said.products).toEqual([]);
    },
  );

  test('the cheapest product of the whole shop is not taken from the list', async () => {
    const talk = await talkOfMugs();
    expect((await talk.say('what is the most expensive thing you have')).products[0]).toBe('shoes-red');
  });

  test('after a question for a product’s name another wish is another wish', async () => {
    const talk = startTalk(parts);
    await talk.say('is it dishwasher safe');
    expect((await talk.say('do you have mugs')).said).toBe('utter_found(mugs)');
  });
});

describe('the cart', () => {
  const page = { page: { cart: ['teapot', 'clock'] } };

  test.each(['what’s in my basket', 'show my cart'])(
    'is described as the page reports it: “%s”',
    async (text) => {
      expect((await startTalk(parts, page).say(text)).said).toMatch(
        /^utter_cart\(cart_item\(Regency Teapot, £14\.95\) & cart_item\(Vintage Alarm Clock, £12\.50\)\)/,
      );
      expect((await startTalk(parts).say(text)).said).toBe('utter_cart_empty');
    },
  );

  test.each(['add it to my cart', 'I’ll take 3', 'add to basket'])(
    'is not changed here: “%s”',
    async (text) => {
      expect((await startTalk(parts, page).say(text)).said).toBe('utter_change_cart');
    },
  );

  test('“my basket” is no basket of the shop', async () => {
    const shop = await openTestShop({ more: [['basket', 'Picnic Basket', 1995, 'Garden']] });
    const { said, products } = await startTalk(shop, page).say('what goes with my basket');
    expect(said).not.toMatch(/utter_ask|Picnic/);
    expect(products).not.toEqual(['basket']);
    await shop.close();
  });
});

describe('the catalogue as a whole', () => {
  test('“what do you sell” is answered with its categories, to choose from', async () => {
    const said = await startTalk(parts).say('what do you sell');
    expect(said.said).toMatch(/^utter_categories\(Mugs & /);
    expect(said.offers).toContain('/search_product{"product":"Mugs"}');
  });

  test('the answer says that nothing is reduced or known to be new before it offers anything else', async () => {
    expect((await startTalk(parts).say('what do you have on sale')).said).toMatch(
      /^utter_nothing_(?:reduced_bestsellers|to_suggest)/,
    );
    expect((await startTalk(parts).say('what’s new')).said).toBe('utter_new_unknown_bestsellers');
  });

  test('mugs come before what is for mugs', async () => {
    const shop = await openTestShop({ more: [['warmer', 'Mug Warmer Mug Mug Stand', 295, 'Mugs']] });
    const { products } = await startTalk(shop).say('mugs');
    expect(products.at(-1)).toBe('warmer');
    await shop.close();
  });

  test('the answer says which colors a product comes in', async () => {
    const talk = startTalk(parts, { page: { product: 'mug-blue' } });
    expect((await talk.say('does it come in red')).said).toMatch(
      /^only_in_colors\(blue\) \| product_price\(Blue Polkadot Mug/,
    );
    expect((await talk.say('does it come in blue')).said).toMatch(/^in_color\(blue\)/);
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
    expect((await startTalk(parts).say('red mugs £5')).said).toContain(
      'utter_found(wish_at_price(colored_thing(red, mugs), price_up_to(£5.00)))',
    );
  });

  test('“nothing red” turns red down', async () => {
    const talk = startTalk(parts);
    await talk.say('do you have mugs');
    const { products } = await talk.say('nothing red');
    expect(products.length).toBeGreaterThan(0);
    expect(products.filter((key) => key.includes('red'))).toEqual([]);
  });

  test('a word that merely rhymes with one of the shop’s finds nothing', async () => {
    const shop = await openTestShop({ more: [['feather', 'Pink Feather Wreath', 295, 'Home']] });
    expect((await startTalk(shop).say('show me teacher gifts')).said).toBe('utter_found_nothing(teacher)');
    expect((await startTalk(shop).say('do you have feathrs')).products).toEqual(['feather']);
    await shop.close();
  });

  test('a question about the page’s product is no search', async () => {
    const talk = startTalk(parts, { page: { product: 'teapot' } });
    expect((await talk.say('can it whistle a tune')).said).toMatch(
      /product_price\(Regency Teapot, £14\.95\)/,
    );
  });
});
