import { randomUUID } from 'node:crypto';
import type { BotMessage, ChatRequest } from '@shelfwise/core/wire';
import { createChatService } from '../src/resources/chat/service.js';
import type { TestShop } from './chat-shop.js';

/** What the assistant said, as a shopper sees it. For tests. */
export interface Reply {
  text: string;
  products: string[];
  offers: string[];
  messages: BotMessage[];
}

type Page = Partial<Pick<ChatRequest, 'page' | 'recent'>>;

/** One conversation with a test shop, through the chat service; of a customer who is signed in, if one is named. */
export function startTalk(parts: TestShop, { customer, ...page }: Page & { customer?: string } = {}) {
  const chat = createChatService({ ...parts, verifyCustomerToken: async () => customer ?? null });
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
      for await (const step of chat.send(parts.shop, request)) {
        if (step.type === 'message') messages.push(step.message);
        else conversation = step.conversation;
      }
      return {
        text: messages
          .map((message) => ('text' in message ? message.text : ''))
          .join(' ')
          .trim(),
        products: messages.flatMap((message) =>
          message.type === 'products' ? message.items.map((item) => item.product) : [],
        ),
        offers: messages.flatMap((message) =>
          message.type === 'quick-replies' ? message.replies.map((reply) => reply.title) : [],
        ),
        messages,
      };
    },
  };
}
