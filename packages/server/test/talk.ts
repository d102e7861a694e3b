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
  /**
   * Its responses with their values, in the notation of `notation`; parts of sentences follow again by
   * themselves.
   */
  said: string;
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
  const ofActions = phrases.map(({ response }) => response);
  const rules = (await ruleResponses(messages)).filter((name) => !ofActions.includes(name));
  const names = [...ofActions, ...rules];
  return {
    names,
    said: [...phrases.map(notation), ...rules].join(' | '),
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
