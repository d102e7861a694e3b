import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestShop, type TestShop } from '../../../../test/chat-shop.js';
import { startTalk } from '../../../../test/talk.js';

/** Conversations about an order, and how they end. */

const asksContact = /utter_ask_order_contact|utter_order_not_matched/;
let parts: TestShop;
beforeAll(async () => {
  parts = await openTestShop();
  const { store, shop, secrets } = parts;
  const order = {
    key: '536365',
    placedAt: new Date('2026-11-20T12:00:00Z'),
    currency: 'GBP',
    lines: [],
    status: 'shipped' as const,
    shipments: [],
    postcodeDigest: secrets.digest(shop.id, 'postcode', 'LS1 4AP'),
    revision: 1,
    updatedAt: new Date('2026-11-20T12:00:00Z'),
  };
  await store.orders.recordMany(shop.id, [
    { order, interactions: [], withdrawnEventIds: [], movements: [], sales: [] },
  ]);
});
afterAll(() => parts.close());

const isShown = ({ messages }: { messages: { type: string }[] }) =>
  messages.some(({ type }) => type === 'order-status');

test('answers to the question about an order are never shown as unanswered questions', async () => {
  const { store, shop } = parts;
  const talk = startTalk(parts);
  await talk.say('where is my order');
  await talk.say('blorp frump');
  await talk.say('HW-MWU1T52VAE12');
  await talk.say('ann at mail dot com');
  await talk.say('LS14AP');
  await talk.say('jane@example.com');
  const asked = await store.conversations.listUnanswered(shop.id, new Date(0), 100);
  expect(asked.map(({ text }) => text)).toEqual([]);
});

describe('the question about an order', () => {
  test('is asked once more after another question, then let go', async () => {
    const talk = startTalk(parts);
    await talk.say('where is my order');
    const asked = await talk.say('12345');
    expect(asked.said).toMatch(asksContact);
    expect(asked.offers).toEqual(['/ask_human']);
    expect((await talk.say('how long does delivery take?')).said).toMatch(asksContact);
    for (const other of ['do you have mugs', 'how much is delivery?', 'thank you', 'blorp frump']) {
      expect((await talk.say(other)).said).not.toMatch(asksContact);
    }
  });

  test.each([
    'my order number is 536365 and my postcode is LS1 4AP',
    'where is order 536365 LS1 4AP',
    'Where is order 536365? My postcode is LS1 4AP',
    'wheres my parcel 536365 ls14ap',
    '536365, ls1 4ap',
    'can you check 536365 for me please, it goes to LS1 4AP',
  ])('is not asked for the postcode that “%s” has', async (text) => {
    expect(isShown(await startTalk(parts).say(text))).toBe(true);
  });

  test('accepts number and postcode together after it asked for the number', async () => {
    const talk = startTalk(parts);
    await talk.say('where is my order');
    expect(isShown(await talk.say('536365 LS1 4AP'))).toBe(true);
  });

  test('still asks for the postcode after five digits alone', async () => {
    expect((await startTalk(parts).say('where is order 53636')).said).toMatch(asksContact);
  });

  test('continues when the shopper comes back to it', async () => {
    const talk = startTalk(parts);
    await talk.say('where is my order 536365');
    await talk.say('how long does delivery take?');
    expect(isShown(await talk.say('LS1 4AP'))).toBe(true);
  });

  test.each(['can I speak to someone', 'the wrong colour was sent'])('ends with “%s”', async (text) => {
    const talk = startTalk(parts);
    await talk.say('where is my order 536365');
    const { said, messages } = await talk.say(text);
    expect(said).not.toMatch(asksContact);
    expect(messages.at(-1)!.type).toBe('hand-off');
  });

  test('is asked once more when number and address do not match', async () => {
    const talk = startTalk(parts);
    await talk.say('where is my order 536365');
    const wrong = await talk.say('eve@example.com');
    expect(wrong.said).toBe('utter_order_not_matched');
    expect(isShown(await talk.say('ls1 4ap'))).toBe(true);
  });

  test('says in one answer what did not match, however it was asked', async () => {
    for (const turns of [
      ['where is my order 536399', 'eve@example.com'],
      ['my order number is 536398 and my email is eve@example.com'],
    ]) {
      const talk = startTalk(parts);
      let told = await talk.say(turns[0]!);
      for (const turn of turns.slice(1)) told = await talk.say(turn);
      expect(told.messages.filter(({ type }) => type === 'text')).toHaveLength(1);
      expect(told.said).toBe('utter_order_not_matched');
      const again = await talk.say('my order number is 536366');
      expect(again.said).toBe('utter_ask_order_contact');
    }
  });

  test('says that a person can look up an order placed with neither', async () => {
    const { store, shop } = parts;
    const order = (await store.orders.findByKeys(shop.id, ['536365'])).get('536365')!;
    const { postcodeDigest: _, ...bare } = order;
    await store.orders.recordMany(shop.id, [
      {
        order: { ...bare, key: '777001' },
        interactions: [],
        withdrawnEventIds: [],
        movements: [],
        sales: [],
      },
    ]);
    const talk = startTalk(parts);
    await talk.say('where is order 777001');
    await talk.say('eve@example.com');
    const { said, offers } = await talk.say('LS1 4AP');
    expect(said).toBe('utter_order_not_found');
    expect(offers).toEqual(['/ask_human']);
  });

  test.each([
    ['never mind, i want to return a teapot', /utter_returns_days/],
    ['forget it, how long does delivery take?', /utter_delivery_days/],
    ['actually, do you have mugs', /mugs/],
  ])('ends when the shopper names another topic: “%s”', async (text, answer) => {
    const talk = startTalk(parts);
    await talk.say('where is my order 536365');
    const told = await talk.say(text);
    expect(told.said).toMatch(answer);
    expect(told.said).not.toMatch(asksContact);
    expect((await talk.say('thank you')).said).not.toMatch(asksContact);
  });

  test.each(['i dont have the number', "I don't have an order number", 'i lost my order number'])(
    'ends with “%s”, and says what else helps',
    async (text) => {
      const talk = startTalk(parts);
      await talk.say('where is my order');
      const told = await talk.say(text);
      expect(told.said).toMatch(/utter_where_order_number_is.*sign_in_for_orders/);
      expect(told.said).not.toMatch(/utter_ask_order/);
      expect(told.offers).toEqual(['/ask_human']);
      expect((await talk.say('thank you')).said).not.toMatch(/order/);
    },
  );

  test.each(['i lost my order number', 'i cant find my order number'])(
    'is not begun by “%s”',
    async (text) => {
      const told = await startTalk(parts).say(text);
      expect(told.said).toMatch(/utter_where_order_number_is.*sign_in_for_orders/);
      expect(told.offers).toEqual(['/ask_human']);
    },
  );

  test('accepts a corrected number', async () => {
    const talk = startTalk(parts);
    await talk.say('where is my order 536356');
    await talk.say('LS1 4AP');
    await talk.say('my order number is 536365');
    expect(isShown(await talk.say('LS1 4AP'))).toBe(true);
  });

  test('ends after a second mismatch', async () => {
    const talk = startTalk(parts);
    await talk.say('where is my order 536365');
    await talk.say('eve@example.com');
    const { said, offers } = await talk.say('eve@example.org');
    expect(said).toBe('utter_order_not_found');
    expect(offers).toEqual(['/ask_human']);
  });

  test('is remembered once it was answered', async () => {
    const talk = startTalk(parts);
    await talk.say('where is my order 536365');
    await talk.say('LS1 4AP');
    expect(isShown(await talk.say('has it been sent'))).toBe(true);
  });
});

describe('a number without the initials that the shop’s numbers begin with', () => {
  const placed = (key: string) => ({
    order: {
      key,
      placedAt: new Date('2026-11-17T12:00:00Z'),
      currency: 'GBP',
      lines: [],
      status: 'shipped' as const,
      shipments: [],
      emailDigest: parts.secrets.digest(parts.shop.id, 'email', 'jane@example.com'),
      revision: 1,
      updatedAt: new Date('2026-11-20T12:00:00Z'),
    },
    interactions: [],
    withdrawnEventIds: [],
    movements: [],
    sales: [],
  });
  beforeAll(() =>
    parts.store.orders.recordMany(
      parts.shop.id,
      ['HW-MWZJB4SPBB3A', 'HW-MWKTE7QPD2FX', 'XY-MWKTE7QPD2FX'].map(placed),
    ),
  );

  test.each(['wheres my order MWZJB4SPBB3A', 'where is my order mwzjb4spbb3a'])(
    '“%s” is found, for who knows the address',
    async (text) => {
      const talk = startTalk(parts);
      expect((await talk.say(text)).said).toMatch(asksContact);
      expect(isShown(await talk.say('eve@example.com'))).toBe(false);
      expect(isShown(await talk.say('jane@example.com'))).toBe(true);
    },
  );

  test('that fits two orders finds neither', async () => {
    const talk = startTalk(parts);
    await talk.say('where is my order MWKTE7QPD2FX');
    expect((await talk.say('jane@example.com')).said).toBe('utter_order_not_matched');
    expect(isShown(await startTalk(parts).say('order HW-MWKTE7QPD2FX jane@example.com'))).toBe(true);
  });
});

test.each(['can i still change it?', 'is it too late to cancel it'])(
  'after an order “%s” is answered by the owner’s entry',
  async (text) => {
    const shop = await openTestShop({
      faq: [
        {
          key: 'change',
          question: 'Can I change or cancel my order?',
          variations: [],
          answer: 'Write to us within the hour.',
        },
        {
          key: 'wrap',
          question: 'Do you wrap gifts?',
          variations: [],
          answer: 'We wrap gladly.',
        },
      ],
    });
    const talk = startTalk(shop);
    expect((await talk.say(text)).text).toMatch(/within the hour/);
    await shop.close();
  },
);

describe('a customer who is signed in', () => {
  beforeAll(async () => {
    const { store, shop, clock } = parts;
    const ids = await store.visitors.ensureCustomers(shop.id, ['ann', 'bob', 'eve'], clock());
    const idOf = async (key: string) => (await store.products.findByKey(shop.id, key))!.id;
    const lines = [
      { productId: await idOf('teapot'), quantity: 2, unitPrice: 1495 },
      { productId: await idOf('clock'), quantity: 1, unitPrice: 1250 },
    ];
    const write = (key: string, day: string, userId: string, customerKey?: string) => ({
      order: {
        key,
        placedAt: new Date(`2026-11-${day}T12:00:00Z`),
        currency: 'GBP',
        userId,
        ...(customerKey !== undefined && { customerKey }),
        lines,
        status: 'shipped' as const,
        shipments: [],
        revision: 1,
        updatedAt: new Date('2026-11-20T12:00:00Z'),
      },
      interactions: [],
      withdrawnEventIds: [],
      movements: [],
      sales: [],
    });
    await store.orders.recordMany(shop.id, [
      write('A-1001', '18', ids.get('ann')!, 'ann'),
      write('A-1002', '19', ids.get('ann')!, 'ann'),
      write('B-2001', '20', ids.get('bob')!, 'bob'),
      // Only a page claims that this order is hers; the shop does not.
      write('C-3001', '21', ids.get('ann')!),
    ]);
  });

  const ordersIn = ({ messages }: { messages: { type: string; order?: string }[] }) =>
    messages.flatMap((message) => (message.type === 'order-status' ? [message.order] : []));

  test('sees the newest order without any question, and gets the others offered', async () => {
    const talk = startTalk(parts, { customer: 'ann' });
    const told = await talk.say('where is my order?');
    expect(ordersIn(told)).toEqual(['A-1002']);
    expect(told.offers).toEqual(['/give_order_details{"order_number":"A-1001"}']);
    expect(told.said).not.toMatch(/utter_(?:ask|no_order)/);
    expect(ordersIn(await talk.say('A-1001'))).toEqual(['A-1001']);
  });

  test('sees what they bought, and the order before', async () => {
    const talk = startTalk(parts, { customer: 'ann' });
    const told = await talk.say('what did i buy');
    expect(ordersIn(told)).toEqual(['A-1002']);
    expect(told.said).toContain('several_of_item(2, Regency Teapot) & Vintage Alarm Clock');
    const before = await talk.say('and the one before?');
    expect(ordersIn(before)).toEqual(['A-1001']);
    expect((await talk.say('and the one before that')).said).toBe('utter_no_order_before');
  });

  test('sees the order they name, and not the newest', async () => {
    const told = await startTalk(parts, { customer: 'ann' }).say('what is the status of order A-1001');
    expect(ordersIn(told)).toEqual(['A-1001']);
  });

  test('needs no number that is lost', async () => {
    const told = await startTalk(parts, { customer: 'bob' }).say('i lost my order number');
    expect(ordersIn(told)).toEqual(['B-2001']);
  });

  test('with one order is offered no other', async () => {
    const told = await startTalk(parts, { customer: 'bob' }).say('where is my parcel');
    expect(ordersIn(told)).toEqual(['B-2001']);
    expect(told.offers).toEqual([]);
  });

  test.each([
    ['eve', 'where is my order?', /^utter_no_order_in_account.*utter_ask_order_status_form_order_number/],
    ['ann', 'where is order B-2001', /^utter_order_not_in_account\(B-2001\).*utter_ask_order_contact/],
    ['ann', 'where is order C-3001', /^utter_order_not_in_account\(C-3001\)/],
  ])('%s, “%s”: an order that is not theirs is not shown', async (customer, text, answer) => {
    const told = await startTalk(parts, { customer }).say(text);
    expect(ordersIn(told)).toEqual([]);
    expect(told.said).toMatch(answer);
  });
});
