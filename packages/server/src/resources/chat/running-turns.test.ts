import { randomUUID } from 'node:crypto';
import { chatRequest, type BotMessage } from '@shelfwise/core/wire';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestShop, type TestShop } from '../../../test/chat-shop.js';
import type { Assistant, TurnOutcome } from '../../assistants/assistant.js';
import { ChatService } from './service.js';
import type { TurnStep } from './turns.js';

let parts: TestShop;
let chat: ChatService;
/** Which messages the engine was asked, and what it waits for in the middle of an answer. */
let heard: string[];
let gate: Promise<void>;
let answerNow: () => void;
let fails = false;

const slow: Assistant = {
  kind: 'rasa',
  async *reply({ text }): AsyncGenerator<BotMessage, TurnOutcome> {
    heard.push(text);
    yield { type: 'text', text: 'One moment.' };
    await gate;
    if (fails) throw new Error('the engine broke');
    yield { type: 'text', text: `You said ${text}.` };
    return { engine: 'rasa', fallback: false, tracker: undefined };
  },
};

beforeAll(async () => {
  parts = await openTestShop({ now: () => new Date('2026-11-22T12:00:00Z') });
  chat = new ChatService({ ...parts, assistants: { assistantFor: () => slow, embedded: slow } });
});
afterAll(() => parts.close());
beforeEach(() => {
  heard = [];
  gate = new Promise((resolve) => (answerNow = resolve));
});

const messageOf = (text: string) =>
  chatRequest.parse({ key: 'pk_0123456789abcdef', messageId: randomUUID(), text });
const send = (request: ReturnType<typeof messageOf>) => chat.send(parts.shop, request);

/** Reads until the engine has begun to speak, then leaves, as a page does that is closed. */
async function sendAndLeave(request: ReturnType<typeof messageOf>): Promise<string> {
  let conversation = '';
  for await (const step of send(request)) {
    if (step.type === 'accepted') ({ conversation } = step);
    else break;
  }
  return conversation;
}
async function collect(steps: AsyncIterable<TurnStep>): Promise<string[]> {
  const said: string[] = [];
  for await (const step of steps)
    if (step.type === 'message' && step.message.type === 'text') said.push(step.message.text);
  return said;
}

test('an answer is kept though the page has gone, and given when it asks again', async () => {
  const request = messageOf('a');
  const conversation = await sendAndLeave(request);
  answerNow();
  await chat.settled();
  const { entries } = await chat.listMessages(parts.shop, conversation, 0);
  expect(entries).toHaveLength(3);
  expect(await collect(send(request))).toEqual(['One moment.', 'You said a.']);
  expect(heard).toEqual(['a']);
});

test('who asks again while it is being answered hears the same answer; the engine hears one message', async () => {
  const request = messageOf('b');
  await sendAndLeave(request);
  const again = [collect(send(request)), collect(send(request))];
  answerNow();
  const whole = ['One moment.', 'You said b.'];
  expect(await Promise.all(again)).toEqual([whole, whole]);
  expect(heard).toEqual(['b']);
});

test('a turn that fails is tried again when the page asks again', async () => {
  const request = messageOf('c');
  fails = true;
  await sendAndLeave(request);
  answerNow();
  await chat.settled();
  fails = false;
  expect(await collect(send(request))).toEqual(['One moment.', 'You said c.']);
  expect(heard).toEqual(['c', 'c']);
});
