import { describe, expect, it } from 'vitest';
import { actionCall, actionResponse, readActionCall } from './action-call.js';

const callWith = (tracker: object) =>
  actionCall.parse({ next_action: 'action_order_status', sender_id: 'someone', tracker });

describe('readActionCall(...)', () => {
  it('reads message, slots and page from the tracker', () => {
    const latest_message = {
      text: 'red mugs',
      entities: [{ entity: 'color', value: 5, start: 0, end: 3, extractor: 'RegexEntityExtractor' }],
      intent_ranking: [{ name: 'search', confidence: 0.9 }],
      metadata: { shelfwise: { product: 'mug', cart: ['pot'], recent: ['cup'], who: 'sealed' } },
    };
    expect(readActionCall(callWith({ slots: { order_number: '7' }, latest_message }))).toEqual({
      message: {
        text: 'red mugs',
        entities: [{ entity: 'color', value: '5', start: 0, end: 3, extractor: 'RegexEntityExtractor' }],
        slots: { order_number: '7' },
        intentRanking: [{ name: 'search', confidence: 0.9 }],
      },
      page: { product: 'mug', cart: ['pot'], recent: ['cup'] },
      sealedShopper: 'sealed',
    });
  });

  it('fills in what Rasa leaves out', () => {
    const nothing = {
      message: { text: '', entities: [], slots: {}, intentRanking: [] },
      page: { cart: [], recent: [] },
      sealedShopper: undefined,
    };
    expect(readActionCall(callWith({}))).toEqual(nothing);
    expect(readActionCall(callWith({ latest_message: { text: null, metadata: {} } }))).toEqual(nothing);
    const bare = { entities: [{ entity: 'color', value: 'red' }] };
    expect(readActionCall(callWith({ latest_message: bare })).message.entities).toEqual([
      { entity: 'color', value: 'red', start: 0, end: 0, extractor: 'rasa' },
    ]);
  });
});

describe('actionResponse(...)', () => {
  const call = callWith({ slots: { order_number: null, order_retried: null } });
  const messages = [{ type: 'text', text: 'hello' } as const];

  it('sets the slots that the domain names, and no others', () => {
    const slots = { order_number: '7', order_contact: null };
    expect(actionResponse(call, { messages, slots })).toEqual({
      events: [{ event: 'slot', name: 'order_number', value: '7' }],
      responses: [{ text: 'hello' }],
    });
  });

  it('starts a form only when the domain names all slots that the form needs to end', () => {
    const start = { event: 'active_loop', name: 'order_form' };
    const eventsOf = (formNeeds?: string[]) =>
      actionResponse(call, { messages: [], form: 'order_form', ...(formNeeds && { formNeeds }) }).events;
    expect(eventsOf()).toEqual([start]);
    expect(eventsOf(['order_retried'])).toEqual([start]);
    expect(eventsOf(['order_retried', 'order_contact'])).toEqual([]);
    expect(actionResponse(call, { messages: [] }).events).toEqual([]);
  });

  it('marks what the action left open, and what Rasa did not understand', () => {
    const marksOf = (more: object, intent?: string) =>
      actionResponse(callWith({ latest_message: { intent: { name: intent } } }), { messages: [], ...more })
        .responses;
    expect(marksOf({})).toEqual([]);
    expect(marksOf({ unanswered: true })).toEqual([{ custom: { shelfwise: { unanswered: true } } }]);
    expect(marksOf({ unanswered: false }, 'nlu_fallback')).toEqual([
      { custom: { shelfwise: { unanswered: false } } },
      { custom: { shelfwise: { notUnderstood: true } } },
    ]);
  });
});
