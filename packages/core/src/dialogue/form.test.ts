import { expect, test } from 'vitest';
import { trainAssistant } from './assistant-model.js';
import { parseProject } from './project/parse-project.js';
import { runTurn, type PerformAction } from './run-turn.js';
import { trackerState, type TrackerEvent } from './tracker.js';

const project = parseProject([
  {
    path: 'bot.yml',
    text: `
intents: [ticket, broken_mail, status, inform, tell]
actions: [validate_ticket_form]
slots:
  email:
    type: text
    mappings: [{ type: from_entity, entity: email }]
  title:
    type: text
    mappings:
      - type: from_trigger_intent
        intent: broken_mail
        value: Problem with e-mail
        conditions: [{ active_loop: ticket_form, requested_slot: title }]
      - type: from_text
        not_intent: status
        conditions: [{ active_loop: ticket_form, requested_slot: title }]
  vendor-name:
    type: text
    mappings:
      - type: from_text
        conditions: [{ active_loop: ticket_form, requested_slot: vendor-name }]
forms:
  ticket_form: { required_slots: [email, title] }
  status_form: { required_slots: [email] }
responses:
  utter_ask_email: [{ text: 'Which address?' }]
  utter_ask_title: [{ text: 'Which title?' }]
  utter_ask_vendor-name: [{ text: 'Which vendor?' }]
  utter_filed: [{ text: 'Filed "{title}" of {vendor-name}.' }]
  utter_status: [{ text: 'All is well with {email}.' }]
  utter_default: [{ text: 'Pardon?' }]
rules:
  - rule: start
    steps:
      - or: [{ intent: ticket }, { intent: broken_mail }]
      - action: ticket_form
      - active_loop: ticket_form
  - rule: submit
    condition: [{ active_loop: ticket_form }]
    steps: [{ action: ticket_form }, { active_loop: null }, { action: utter_filed }]
  - rule: start status
    steps: [{ intent: status }, { action: status_form }, { active_loop: status_form }]
  - rule: submit status
    condition: [{ active_loop: status_form }]
    steps: [{ action: status_form }, { active_loop: null }, { action: utter_status }]
nlu:
  - { intent: ticket, examples: "- open a ticket\\n- new ticket\\n- file a ticket" }
  - { intent: broken_mail, examples: "- no mail arrives\\n- outlook is broken\\n- my mail is broken" }
  - { intent: status, examples: "- how is my ticket\\n- ticket status\\n- status please" }
  - { intent: inform, examples: "- it is a@b.example\\n- c@d.example\\n- mine is e@f.example" }
`,
  },
]);
const model = trainAssistant(project, []);
const nothing: PerformAction = () => Promise.resolve(undefined);

/** Intents are given, as buttons give them; other messages belong to the intent `tell`. */
async function talk(perform: PerformAction, ...messages: string[]) {
  let events: TrackerEvent[] = [];
  const said: string[][] = [];
  for (const text of messages) {
    const intent = { name: 'tell', confidence: 1 };
    const input = text.startsWith('/')
      ? { text, payload: text }
      : { text, parse: { text, intent, entities: [], intent_ranking: [intent] } };
    const turn = runTurn(model, events, input, perform, () => 0);
    const texts: string[] = [];
    let step = await turn.next();
    while (!step.done) {
      texts.push('text' in step.value ? step.value.text : step.value.type);
      step = await turn.next();
    }
    said.push(texts);
    events = step.value.events;
  }
  return { said, state: trackerState(project.domain, events) };
}

test('runTurn(...) fills a slot from the intent that begins a form, whatever slot its condition asks for', async () => {
  const { said, state } = await talk(nothing, '/broken_mail', '/inform{"email":"a@b.example"}');

  expect(said).toEqual([['Which address?'], ['Filed "Problem with e-mail" of None.']]);
  expect(state.activeLoop).toBeNull();
});

test('runTurn(...) of an intent outside of any form fills no slot that waits for a form', async () => {
  const { state } = await talk(nothing, '/status');

  expect(state.slots.title).toBeNull();
});

test('runTurn(...) submits a form at once that has nothing left to ask, also out of another form', async () => {
  const first = await talk(nothing, '/inform{"email":"a@b.example"}', '/status');
  const switched = await talk(nothing, '/ticket', '/inform{"email":"a@b.example"}', '/status');

  expect(first.said.at(-1)).toEqual(['All is well with a@b.example.']);
  expect(switched.said.at(-1)).toEqual(['All is well with a@b.example.']);
});

test('runTurn(...) has a form that begins validate what was filled before', async () => {
  const asked: TrackerEvent[][] = [];
  const refuse: PerformAction = (name, { events }) => {
    if (name !== 'validate_ticket_form') return Promise.resolve(undefined);
    asked.push(events.slice(-1));
    return Promise.resolve({ messages: [], events: [{ event: 'slot', name: 'email', value: null }] });
  };
  const { said } = await talk(refuse, '/inform{"email":"a@b.example"}', '/ticket');

  expect(asked).toEqual([[{ event: 'slot', name: 'email', value: 'a@b.example' }]]);
  expect(said.at(-1)).toEqual(['Which address?']);
});

test('runTurn(...) asks for the slot that validation wants next, and reads its answer', async () => {
  const wantsVendor: PerformAction = (name, { state, events }) => {
    if (name !== 'validate_ticket_form') return Promise.resolve(undefined);
    const vendor = trackerState(project.domain, events).slots['vendor-name'] ?? state.slots['vendor-name'];
    const next: TrackerEvent[] =
      vendor === null ? [{ event: 'slot', name: 'requested_slot', value: 'vendor-name' }] : [];
    return Promise.resolve({ messages: [], events: next });
  };
  const { said } = await talk(
    wantsVendor,
    '/ticket',
    'Acme',
    '/inform{"email":"a@b.example"}',
    'printer jammed',
  );

  expect(said).toEqual([
    ['Which vendor?'],
    ['Which address?'],
    ['Which title?'],
    ['Filed "printer jammed" of Acme.'],
  ]);
});

test('runTurn(...) ends a form when validation asks for nothing more', async () => {
  const enough: PerformAction = (name) =>
    Promise.resolve(
      name === 'validate_ticket_form'
        ? { messages: [], events: [{ event: 'slot', name: 'requested_slot', value: null }] }
        : undefined,
    );
  const { said, state } = await talk(enough, '/ticket');

  expect(said).toEqual([['Filed "None" of None.']]);
  expect(state.activeLoop).toBeNull();
});
