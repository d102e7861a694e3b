import { describe, expect, it } from 'vitest';
import type { OrderDocument } from '../../../stores/port/documents.js';
import { testSettings } from '../../../../test/store-contract/settings.js';
import type { ActionContext } from '../action.js';
import { createAttemptLimit } from './attempt-limit.js';
import { orderStatus } from './report-order-status.js';

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
} as unknown as Parameters<typeof orderStatus>[0];
const catalogue = { get: async () => ({}) } as unknown as Parameters<typeof orderStatus>[1];

function assistant(limit?: { perOrder: number; perClient: number }) {
  const action = orderStatus(
    store,
    catalogue,
    (_shop, kind, value) => `${kind}:${value}`,
    createAttemptLimit(limit),
  );
  let conversations = 0;
  /** Each question comes in a conversation of its own. */
  return async (contact: string, who: Partial<ActionContext> = {}, number = 'SW-1') => {
    const slots = { order_number: number, order_contact: contact };
    const conversationKey = `conversation-${conversations++}`;
    const { messages } = await action({
      shopId: 'shop',
      shop: { settings: testSettings },
      conversationKey,
      slots,
      ...who,
    } as unknown as ActionContext);
    return messages[0]!.type === 'order-status' ? 'told' : JSON.stringify(messages[0]);
  };
}

describe('action_order_status', () => {
  it('tells who knows the e-mail address, and the customer the shop named', async () => {
    const ask = assistant();
    expect(await ask('ann@shop.example')).toBe('told');
    expect(await ask('eve@shop.example', { customer: 'ann' })).toBe('told');
    expect(await ask('eve@shop.example', { customer: 'eve' })).toContain('found no order');
    expect(await ask('eve@shop.example')).toContain('found no order');
  });

  it('does not take the visitor an order is linked to for its customer', async () => {
    const linked = { visitorId: 'visitor-1' } as object;
    expect(await assistant()('eve@shop.example', linked)).toContain('found no order');
  });

  it('counts guesses at an order over all conversations and spellings', async () => {
    const ask = assistant({ perOrder: 3, perClient: 100 });
    for (const number of ['SW-1', 'sw-1', '1'])
      expect(await ask('eve@shop.example', {}, number)).toContain('found no order');
    expect(await ask('ann@shop.example')).toContain('could not find');
    expect(await ask('ann@shop.example', { customer: 'ann' })).toBe('told');
  });

  it('counts the guesses of one client over all orders; right answers are no guesses', async () => {
    const ask = assistant({ perOrder: 100, perClient: 3 });
    const client = { client: 'somebody' };
    for (let time = 0; time < 9; time += 1) expect(await ask('ann@shop.example', client)).toBe('told');
    for (const number of ['SW-7', 'SW-8', 'SW-9']) await ask('eve@shop.example', client, number);
    expect(await ask('ann@shop.example', client)).toContain('could not find');
    expect(await ask('ann@shop.example', { client: 'another' })).toBe('told');
  });
});
