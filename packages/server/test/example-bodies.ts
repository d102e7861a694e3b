import { randomUUID } from 'node:crypto';

/** A body in the right form for every route that takes one, about the product, order, … named `name`. */
export function exampleBodies(
  name: string,
  {
    now,
    conversation = 'c'.repeat(22),
    token = 'x.y.z',
  }: { now: Date; conversation?: string; token?: string },
): Record<string, object> {
  const at = now.getTime();
  const visitor = { key: 'v'.repeat(22), token, consent: { analytics: true, personalization: true } };
  const product = { key: name, title: name, url: `/${name}`, price: 700 };
  const order = {
    key: `${name}-order`,
    placedAt: now.toISOString(),
    customer: name,
    email: 'ann@shop.example',
    lines: [{ product: name, quantity: 1, unitPrice: 700 }],
  };
  return {
    'POST /v1/events': {
      visitor,
      session: 's'.repeat(22),
      events: [
        { type: 'view', id: randomUUID(), at, product: 'other' },
        { type: 'purchase', id: randomUUID(), at, order: name },
        { type: 'impression', id: randomUUID(), at, requestId: 'r', products: ['other'] },
      ],
    },
    'POST /v1/recommendations': { placement: 'similar', product: name, recent: [name], visitor },
    'POST /v1/chat/messages': { conversation, messageId: randomUUID(), text: 'where is my order?', visitor },
    'POST /v1/chat/conversations/erase': { conversation },
    'POST /v1/chat/conversations/{conversation}/messages': { wait: 0 },
    'POST /v1/visitors/erase': { visitor },
    'POST /v1/products': { products: [{ ...product, key: 'own' }] },
    'PUT /v1/products/{key}': { ...product, title: 'own', url: '/own' },
    'POST /v1/orders': { mode: 'live', orders: [order] },
    'POST /v1/stock-levels': { levels: [{ product: name, stockLevel: 3, asOf: now.toISOString() }] },
    'POST /v1/stock-movements': {
      movements: [{ product: name, quantity: -9, reason: 'adjustment', reference: 'x' }],
    },
    'POST /v1/inventory/terms': { terms: [{ product: name, packSize: 9 }] },
    'PATCH /v1/inventory/{product}': { packSize: 9, leadTime: { mean: 3, sd: 1 } },
    'POST /v1/alerts/snooze': { alert: name, days: 7 },
    'POST /v1/insights/questions/dismiss': { text: name },
    'POST /v1/faq': { entries: [{ key: 'own', question: 'What?', variations: ['Which?'], answer: 'This.' }] },
    'PATCH /v1/shop': { facts: { shipping: { price: 395 } }, timeZone: 'Europe/Paris', wholesaleFrom: 48 },
    'POST /v1/customer-tokens': { customer: name, hours: 1 },
    'POST /v1/embed-sessions': { subject: 'ann', minutes: 5 },
    'POST /v1/jobs': { job: 'watch-data' },
    'POST /owner/session': { token },
    'POST /rasa/actions/webhook': { next_action: 'action_search', sender_id: name, tracker: { slots: {} } },
  };
}
