import { botMessage, type BotMessage } from '@shelfwise/core/wire';
import { z } from 'zod';

/** What Rasa's REST channel answers: one object a message, only the fields that it has. */
export const rasaMessage = z.looseObject({
  recipient_id: z.string().optional(),
  text: z.string().nullish(),
  image: z.string().nullish(),
  attachment: z.unknown().optional(),
  buttons: z.array(z.looseObject({ title: z.string(), payload: z.string() })).nullish(),
  custom: z.unknown().optional(),
});
export type RasaMessage = z.infer<typeof rasaMessage>;

/** At most this much of one message is shown; an assistant that says more is broken. */
const maxText = 5000;

/** One of Rasa's messages as ours. `custom` is taken when it is one of our own message kinds, and dropped otherwise. */
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

/** What tells of a question whether it is open (`unanswered.ts`): both engines decide by the same. */
export interface Mark {
  /** What an action says of it (`ActionOutcome.unanswered`). */
  unanswered?: boolean | undefined;
  /** Nobody understood it: it is presumed to be open. */
  notUnderstood?: true | undefined;
}

/**
 * Stands among the responses of our action server: it comes back with the turn's messages, whichever process the action
 * ran in. `fromRasa` shows nothing of it.
 */
export const markOf = (mark: Mark) => ({ custom: { shelfwise: mark } });
const mark = z.object({
  shelfwise: z.object({ unanswered: z.boolean().optional(), notUnderstood: z.literal(true).optional() }),
});
export const readMark = ({ custom }: RasaMessage): Mark => mark.safeParse(custom).data?.shelfwise ?? {};

/** One of our messages as a response of an action server: text as text, the rest inside `custom`. */
export function toRasa(message: BotMessage): Record<string, unknown> {
  if (message.type === 'text' && !message.links) return { text: message.text };
  if (message.type === 'quick-replies') return { buttons: message.replies };
  return { custom: message };
}

function isWebAddress(value: string): boolean {
  return /^https?:\/\//i.test(value);
}
