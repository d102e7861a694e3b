import { randomUUID } from 'node:crypto';
import type { BotMessage, ChatRequest } from '@shelfwise/core/wire';
import { loadDefaultProject } from '../src/assistants/default-project.js';
import type { Phrase } from '../src/assistants/wording/phrase.js';
import { ChatService } from '../src/resources/chat/service.js';
import type { TestShop } from './chat-shop.js';
import { notation } from './recording-wording.js';

/** An answer of the assistant. For tests. */
export interface Reply {
  /** Names of its responses, parts of sentences included. */
  names: string[];
  /** Its first response with values, in the notation of `notation`. */
  said: string;
  /** Values of the response with this name, each in that notation; fails if the answer does not have it. */
  values(name: string): Record<string, string>;
  /** As a shopper reads it. */
  text: string;
  products: string[];
  offers: string[];
  messages: BotMessage[];
}

type Page = Partial<Pick<ChatRequest, 'page' | 'recent'>>;

/** One conversation with a test shop, through the chat service. `customer` is signed in. */
export function startTalk(parts: TestShop, { customer, ...page }: Page & { customer?: string } = {}) {
  const chat = new ChatService({ ...parts, verifyCustomerToken: async () => customer ?? null });
  let conversation: string | undefined;
  return {
    async say(text: string, elsewhere: Page = {}): Promise<Reply> {
      const messages: BotMessage[] = [];
      const request: ChatRequest = {
        key: 'pk_0123456789abcdef',
        messageId: randomUUID(),
        text,
        recent: [],
        visitor: { consent: { analytics: false, personalization: false, functionality: false } },
        ...page,
        ...elsewhere,
        ...(conversation !== undefined && { conversation }),
      };
      parts.wording.take();
      for await (const step of chat.send(parts.shop, request)) {
        if (step.type === 'message') messages.push(step.message);
        else conversation = step.conversation;
      }
      return readReply(messages, parts.wording.take());
    },
  };
}

async function readReply(messages: BotMessage[], phrases: Phrase[]): Promise<Reply> {
  const names = [...phrases.map(({ response }) => response), ...(await ruleResponses(messages))];
  return {
    names,
    said: phrases[0] ? notation(phrases[0]) : (names[0] ?? ''),
    values(name) {
      const phrase = phrases.find(({ response }) => response === name);
      if (!phrase) throw new Error(`no response "${name}" among ${names.join(', ')}`);
      return Object.fromEntries(
        Object.entries(phrase.values ?? {}).map(([key, value]) => [key, notation(value)]),
      );
    },
    text: textOf(messages).trim(),
    products: messages.flatMap((message) =>
      message.type === 'products' ? message.items.map((item) => item.product) : [],
    ),
    offers: messages.flatMap((message) =>
      message.type === 'quick-replies' ? message.replies.map((reply) => reply.payload) : [],
    ),
    messages,
  };
}

/** Responses that rules give without an action, found by their texts. */
async function ruleResponses(messages: BotMessage[]): Promise<string[]> {
  const { responses } = (await loadDefaultProject()).domain;
  const texts = messages.flatMap((message) => (message.type === 'text' ? [message.text] : []));
  return Object.keys(responses).filter((name) =>
    responses[name]!.some(({ text = '' }) => text !== '' && texts.includes(text)),
  );
}

export const textOf = (messages: readonly BotMessage[]): string =>
  messages.map((message) => ('text' in message ? message.text : '')).join(' ');
