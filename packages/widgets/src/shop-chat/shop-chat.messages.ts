import { messages as card } from '../parts/product-card/product-card.messages.js';

export const messages = {
  en: {
    ...card.en,
    title: 'Ask us anything',
    greeting: 'Hello! How can I help?',
    log: 'Conversation',
    you: 'You:',
    assistant: 'Assistant:',
    person: 'Our team:',
    earlier: 'Earlier messages',
    input: 'Your message',
    send: 'Send',
    close: 'Close',
    sending: 'Sending …',
    notSent: 'Not sent.',
    retry: 'Try again',
    typing: 'The assistant is writing',
    replies: 'Suggested answers',
    products: 'Products',
    order: 'Order {order}: {status}',
    placed: 'received',
    shipped: 'on its way',
    delivered: 'delivered',
    cancelled: 'cancelled',
    refunded: 'refunded',
    carrier: 'Carrier: {carrier}',
    tracking: 'Tracking number: {tracking}',
    expected: 'Expected on {date}',
    image: 'Picture',
  },
};
export type ChatMessages = typeof messages.en;
