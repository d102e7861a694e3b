import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BotMessage } from '../wire/index.js';
import { decodeAssistant, encodeAssistant, trainAssistant } from './assistant-model.js';
import { parseProject } from './project/parse-project.js';
import { ProjectError } from './project/project.js';
import { renderResponse } from './responses.js';
import { runTurn, type PerformAction } from './run-turn.js';
import { maxEvents, trackerState, trimEvents, type TrackerEvent } from './tracker.js';
import { parsePayload, understand } from './understand.js';

const nlu = `
version: "3.1"
nlu:
  - intent: greet
    examples: |
      - hi
      - hello
      - good morning
      - hello there
      - hey there
  - intent: book
    examples: |
      - book a table
      - I want a table
      - reserve a table for [two](people:2)
      - table in [Rome]{"entity": "city", "role": "place"}
      - please book something
  - intent: inform
    examples: |
      - for [4](people)
      - [two](people:2) people
      - we are [three](people:3)
      - in [Paris](city)
      - the city is [Rome](city)
  - intent: opening
    examples: |
      - when are you open
      - opening hours
      - what time do you open
      - hours please
      - open today?
  - intent: stop
    examples: |
      - stop it
      - cancel this
      - never mind
      - forget it
      - no more
  - lookup: people
    examples: |
      - two
      - three
      - 4
  - synonym: "2"
    examples: |
      - two
  - lookup: city
    examples: |
      - Paris
      - Rome
`;
const domain = `
version: "3.1"
intents: [greet, book, inform, opening, {stop: {use_entities: []}}]
slots:
  people:
    type: text
    mappings:
      - type: from_entity
        entity: people
  city:
    type: text
    mappings:
      - type: from_entity
        entity: city
        conditions:
          - active_loop: table_form
forms:
  table_form:
    required_slots: [people, city]
responses:
  utter_greet:
    - text: "Hello!"
      buttons:
        - title: Book
          payload: "/book"
  utter_ask_table_form_people:
    - text: "How many?"
  utter_ask_city:
    - text: "Where?"
  utter_done:
    - text: "A table for {people} in {city}. {{kept}}"
  utter_hours:
    - text: "Nine to five."
  utter_stopped:
    - text: "Stopped."
  utter_default:
    - text: "Pardon?"
  utter_again:
    - text: "Hello again!"
actions: [action_log]
`;
const rules = `
version: "3.1"
rules:
  - rule: greet
    steps:
      - intent: greet
      - action: utter_greet
  - rule: begin
    steps:
      - intent: book
      - action: table_form
      - active_loop: table_form
  - rule: submit
    condition:
      - active_loop: table_form
    steps:
      - action: table_form
      - active_loop: null
      - slot_was_set:
          - requested_slot: null
      - action: action_log
      - action: utter_done
  - rule: hours, also inside the form
    steps:
      - intent: opening
      - action: utter_hours
  - rule: leave the form
    condition:
      - active_loop: table_form
    steps:
      - intent: stop
      - action: action_deactivate_loop
      - active_loop: null
      - action: utter_stopped
  - rule: fallback
    steps:
      - intent: nlu_fallback
      - action: utter_default
stories:
  - story: hello twice
    steps:
      - intent: inform
      - action: utter_again
`;
const config = `
pipeline:
  - name: FallbackClassifier
    threshold: 0.2
    ambiguity_threshold: 0.01
policies:
  - name: RulePolicy
`;
const project = parseProject([
  { path: 'nlu.yml', text: nlu },
  { path: 'domain.yml', text: domain },
  { path: 'rules.yml', text: rules },
  { path: 'config.yml', text: config },
]);
const model = trainAssistant(project, [
  { key: 'dogs', question: 'Are dogs allowed?', variations: [], answer: 'Yes.' },
]);

/** Talks to the model; what each turn said, as text. Messages with a slash are payloads. */
async function talk(...said: string[]) {
  const performed: string[] = [];
  const perform: PerformAction = async (name) => {
    performed.push(name);
    return name === 'action_log' ? { messages: [], events: [] } : undefined;
  };
  let events: TrackerEvent[] = [];
  const replies: string[] = [];
  for (const text of said) {
    const input = text.startsWith('/') ? { text, payload: text } : { text };
    const turn = runTurn(model, events, input, perform, () => 0);
    const messages: BotMessage[] = [];
    let step = await turn.next();
    while (!step.done) {
      messages.push(step.value);
      step = await turn.next();
    }
    events = step.value.events;
    replies.push(messages.map((message) => ('text' in message ? message.text : message.type)).join(' | '));
  }
  return { replies, performed, state: trackerState(project.domain, events) };
}

describe('parseProject(...)', () => {
  it('reads entities in every notation, and makes a synonym of a value that differs', () => {
    const [, , reserve, rome] = project.examples.filter((example) => example.intent === 'book');
    expect(reserve).toMatchObject({
      text: 'reserve a table for two',
      entities: [{ entity: 'people', value: '2', start: 20, end: 23 }],
    });
    expect(rome).toMatchObject({
      text: 'table in Rome',
      entities: [{ entity: 'city', value: 'Rome', role: 'place' }],
    });
    expect(project.synonyms).toMatchObject({ two: '2', three: '3' });
  });

  it('names the file and the fault', () => {
    expect(() => parseProject([{ path: 'a.yml', text: 'slots:\n  x:\n    type: odd' }])).toThrow(
      new ProjectError('a.yml: slot "x": type odd is not known'),
    );
    expect(() => parseProject([{ path: 'b.yml', text: 'nlu: [' }])).toThrow(/^b\.yml: /);
  });

  it('survives any YAML that is not a project', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        try {
          parseProject([
            { path: 'x.yml', text: JSON.stringify({ nlu: value, rules: value, domain: value }) },
          ]);
        } catch (error) {
          expect(error).toBeInstanceOf(ProjectError);
        }
      }),
    );
  });
});

describe('runTurn(...)', () => {
  it('follows a rule, buttons included', async () => {
    expect((await talk('hello')).replies).toEqual(['Hello! | quick-replies']);
  });

  it('asks for each slot of a form, then runs what follows its end', async () => {
    const { replies, performed, state } = await talk('/book', 'we are three', 'in Paris');
    expect(replies).toEqual(['How many?', 'Where?', 'A table for 3 in Paris. {kept}']);
    expect(performed).toContain('action_log');
    expect(state.activeLoop).toBeNull();
    expect(state.slots.requested_slot).toBeNull();
  });

  it('does not ask for what was said already', async () => {
    expect((await talk('reserve a table for two')).replies).toEqual(['Where?']);
  });

  it('answers a question in the middle of a form, then asks again', async () => {
    const { replies } = await talk('/book', 'when are you open', 'two people');
    expect(replies).toEqual(['How many?', 'Nine to five. | How many?', 'Where?']);
  });

  it('asks again after a message that it does not understand', async () => {
    expect((await talk('/book', 'qwrtz xyzzy')).replies[1]).toBe('Pardon? | How many?');
  });

  it('leaves a form when the rule says so', async () => {
    const { replies, state } = await talk('/book', '/stop');
    expect(replies[1]).toBe('Stopped.');
    expect(state.activeLoop).toBeNull();
  });

  it('fills a slot with conditions only where they hold', async () => {
    expect((await talk('/inform{"city": "Rome"}')).state.slots.city).toBeNull();
    expect((await talk('/book', '/inform{"city": "Rome"}')).state.slots.city).toBe('Rome');
  });

  it('plays a story that no rule covers, and falls back where none goes on', async () => {
    expect((await talk('/inform')).replies).toEqual(['Hello again!']);
    expect((await talk('/unheard_of')).replies).toEqual(['Pardon?']);
  });

  it('forgets everything on /restart', async () => {
    const { state } = await talk('/book', 'two people', '/restart');
    expect(state.slots.people).toBeNull();
    expect(state.activeLoop).toBeNull();
  });

  it('ends each turn for any words', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ maxLength: 40 }), { maxLength: 3 }), async (said) => {
        const { replies } = await talk(...said);
        expect(replies.length).toBe(said.length);
      }),
      { numRuns: 30 },
    );
  });
});

describe('understand(...)', () => {
  it('finds an FAQ entry that is nearer than any intent', () => {
    const parse = understand(model, 'are dogs allowed inside?');
    expect(parse.intent.name).toBe('faq');
    expect(parse.entities).toContainEqual(expect.objectContaining({ entity: 'faq', value: 'dogs' }));
  });

  it('never takes typed words for a payload', () => {
    expect(understand(model, '/restart').intent.name).not.toBe('restart');
  });

  it('falls back for nothing at all', () => {
    expect(understand(model, '  ').intent.name).toBe('nlu_fallback');
  });
});

describe('parsePayload(...)', () => {
  it('reads an intent and its entities, and nothing else', () => {
    expect(parsePayload('/inform{"city": "Rome", "people": [2, "3"]}')).toMatchObject({
      intent: { name: 'inform', confidence: 1 },
      entities: [
        { entity: 'city', value: 'Rome' },
        { entity: 'people', value: '2' },
        { entity: 'people', value: '3' },
      ],
    });
    expect(parsePayload('hello')).toBeUndefined();
    expect(parsePayload('/inform{broken')).toBeUndefined();
    expect(parsePayload('/inform{"a": }')).toBeUndefined();
  });
});

describe('renderResponse(...)', () => {
  const responses = parseProject([
    {
      path: 'r.yml',
      text: `
responses:
  utter_x:
    - text: always
    - text: for members
      condition: [{type: slot, name: member, value: true}]
    - text: on the phone
      channel: voice
`,
    },
  ]).domain;

  it('prefers the channel, then conditions that hold, then what always holds', () => {
    const say = (slots: Record<string, unknown>, channel?: string) =>
      renderResponse(responses, 'utter_x', slots, () => 0, channel)[0];
    expect(say({})).toMatchObject({ text: 'always' });
    expect(say({ member: true })).toMatchObject({ text: 'for members' });
    expect(say({ member: true }, 'voice')).toMatchObject({ text: 'on the phone' });
  });

  it('says nothing for a response that does not exist', () => {
    expect(renderResponse(responses, 'utter_y', {}, () => 0)).toEqual([]);
  });
});

describe('trimEvents(...)', () => {
  it('bounds a long conversation and keeps its slots and form', async () => {
    const turn: TrackerEvent[] = [
      { event: 'user', text: 'hi', parse_data: understand(model, 'hi') },
      { event: 'action', name: 'utter_greet' },
    ];
    const events: TrackerEvent[] = [
      { event: 'slot', name: 'people', value: '3' },
      { event: 'active_loop', name: 'table_form' },
      ...Array.from({ length: maxEvents }, () => turn).flat(),
    ];
    const trimmed = trimEvents(project.domain, events);
    expect(trimmed.length).toBeLessThanOrEqual(maxEvents);
    const state = trackerState(project.domain, trimmed);
    expect(state.slots.people).toBe('3');
    expect(state.activeLoop).toBe('table_form');
  });
});

describe('decodeAssistant(...)', () => {
  const bytes = encodeAssistant(model);

  it('understands as the assistant that was encoded', () => {
    const copy = decodeAssistant(bytes);
    for (const text of ['hello', 'table for two in Rome', 'are dogs allowed', 'xyzzy']) {
      expect(understand(copy, text)).toEqual(understand(model, text));
    }
  });

  it('throws for damaged bytes', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = Uint8Array.from(bytes);
        damaged[at]! ^= change;
        expect(() => decodeAssistant(damaged)).toThrow();
      }),
      { numRuns: 50 },
    );
    expect(() => decodeAssistant(bytes.subarray(0, bytes.length - 8))).toThrow();
    expect(() => decodeAssistant(new Uint8Array())).toThrow();
  });
});
