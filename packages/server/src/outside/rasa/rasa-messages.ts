import { botMessage, type BotMessage } from '@shelfwise/core/wire';
import { z } from 'zod';

/** One message of Rasa's REST channel; fields without a value are left out. */
export const rasaMessage = z.looseObject({
  recipient_id: z.string().optional(),
  text: z.string().nullish(),
  image: z.string().nullish(),
  attachment: z.unknown().optional(),
  buttons: z.array(z.looseObject({ title: z.string(), payload: z.string() })).nullish(),
  custom: z.unknown().optional(),
});
export type RasaMessage = z.infer<typeof rasaMessage>;

/** Characters of one message that are shown; an assistant that writes more is broken. */
const maxText = 5000;

/**
 * One of Rasa's messages in our terms. `custom` counts when it is one of our own message kinds, and is
 * dropped otherwise.
 */
export function fromRasa(message: RasaMessage): BotMessage[] {
  const messages: BotMessage[] = [];
  if (message.text) messages.push({ type: 'text', text: message.text.slice(0, maxText) });
  if (message.buttons && message.buttons.length > 0) {
    messages.push({
      type: 'quick-replies',
      replies: message.buttons.slice(0, 20).map(({ title, payload }) => ({ title, payload })),
    });
  }
  if (message.image && isWebAddress(message.image)) messages.push({ type: 'image', url: message.image });
  const custom = botMessage.safeParse(message.custom);
  if (custom.success) messages.push(custom.data);
  const attachment = typeof message.attachment === 'string' ? message.attachment : undefined;
  if (attachment !== undefined && isWebAddress(attachment)) {
    messages.push({ type: 'text', text: attachment, links: [{ title: attachment, url: attachment }] });
  }
  return messages;
}

/**
 * Whether a turn left the shopper's question open; read by the same rule as the embedded assistant's turns.
 */
export interface Mark {
  /** What an action reported (`ActionOutcome.unanswered`). */
  unanswered?: boolean | undefined;
  /** Rasa did not understand the message: the question counts as open unless an action answered it. */
  notUnderstood?: true | undefined;
}

/**
 * A mark as one of the responses of our action server. It comes back to us with the messages of the turn,
 * whichever process ran the action. `fromRasa` shows nothing of it.
 */
export const markOf = (mark: Mark) => ({ custom: { shelfwise: mark } });
const mark = z.object({
  shelfwise: z.object({ unanswered: z.boolean().optional(), notUnderstood: z.literal(true).optional() }),
});
export const readMark = ({ custom }: RasaMessage): Mark => mark.safeParse(custom).data?.shelfwise ?? {};

/**
 * One of our messages as a response of an action server. Kinds that Rasa does not know travel inside
 * `custom`.
 */
export function toRasa(message: BotMessage): Record<string, unknown> {
  if (message.type === 'text' && !message.links) return { text: message.text };
  if (message.type === 'quick-replies') return { buttons: message.replies };
  return { custom: message };
}

function isWebAddress(value: string): boolean {
  return /^https?:\/\//i.test(value);
}
