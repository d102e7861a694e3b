import { describe, expect, it } from 'vitest';
import type { OrderDocument, ShopDocument } from '../../../stores/port/documents.js';
import { notation } from '../../../../test/recording-wording.js';
import { testSettings } from '../../../../test/store-contract/settings.js';
import type { ActionTools } from '../action.js';
import { createActionContext } from '../action-context.js';
import { AttemptLimit } from './attempt-limit.js';
import { reportOrderStatus } from './report-order-status.js';

const order = {
  key: 'SW-1',
  status: 'shipped',
  placedAt: new Date('2026-11-20T12:00:00Z'),
  lines: [],
  shipments: [],
  userId: 'visitor-1',
  customerKey: 'ann',
  emailDigest: 'email:ann@shop.example',
} as unknown as OrderDocument;
const store = {
  orders: {
    findByKeys: async (_shop: string, keys: readonly string[]) =>
      new Map(keys.includes('SW-1') ? [['SW-1', order]] : []),
    list: async () => ({ items: [order] }),
  },
} as unknown as ActionTools['store'];
const catalogue = { get: async () => ({}) } as unknown as ActionTools['catalogue'];

function assistant(limit?: { perOrder: number; perClient: number }) {
  const tools = {
    store,
    catalogue,
    digest: (_shop: string, kind: string, value: string) => `${kind}:${value}`,
    attempts: new AttemptLimit(limit),
  } as ActionTools;
  let conversations = 0;
  /** Each question comes in a conversation of its own. */
  return async (contact: string, who: { customer?: string; client?: string } = {}, number = 'SW-1') => {
    const context = createActionContext({
      shop: { id: 'shop', settings: testSettings } as ShopDocument,
      conversationKey: `conversation-${conversations++}`,
      cart: [],
      recent: [],
      now: new Date(0),
      text: '',
      entities: [],
      intentRanking: [],
      slots: { order_number: number, order_contact: contact },
      ...who,
    });
    const { messages } = await reportOrderStatus(context, tools);
    const first = messages[0]!;
    return first.type === 'text' ? notation(first.sentences[0]!) : first.type;
  };
}

describe('action_order_status', () => {
  it('shows the order for its e-mail address, and to the customer the shop named', async () => {
    const ask = assistant();
    expect(await ask('ann@shop.example')).toBe('order-status');
    expect(await ask('eve@shop.example', { customer: 'ann' })).toBe('order-status');
    expect(await ask('eve@shop.example', { customer: 'eve' })).toBe('utter_order_not_matched');
    expect(await ask('eve@shop.example')).toBe('utter_order_not_matched');
  });

  it('does not treat the visitor linked to an order as its customer', async () => {
    const linked = { visitorId: 'visitor-1' } as object;
    expect(await assistant()('eve@shop.example', linked)).toBe('utter_order_not_matched');
  });

  it('counts guesses at an order over all conversations and spellings', async () => {
    const ask = assistant({ perOrder: 3, perClient: 100 });
    for (const number of ['SW-1', 'sw-1', '1'])
      expect(await ask('eve@shop.example', {}, number)).toBe('utter_order_not_matched');
    expect(await ask('ann@shop.example')).toBe('utter_too_many_guesses');
    expect(await ask('ann@shop.example', { customer: 'ann' })).toBe('order-status');
  });

  it('counts the guesses of one client over all orders; right answers are no guesses', async () => {
    const ask = assistant({ perOrder: 100, perClient: 3 });
    const client = { client: 'somebody' };
    for (let time = 0; time < 9; time += 1)
      expect(await ask('ann@shop.example', client)).toBe('order-status');
    for (const number of ['SW-7', 'SW-8', 'SW-9']) await ask('eve@shop.example', client, number);
    expect(await ask('ann@shop.example', client)).toBe('utter_too_many_guesses');
    expect(await ask('ann@shop.example', { client: 'another' })).toBe('order-status');
  });
});
