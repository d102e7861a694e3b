import { createHash } from 'node:crypto';
import type { ConversationDocument, Id, SpeakerDocument } from '../../stores/port/documents.js';

/** Digests of the person who speaks: enough to tell people apart, and no more. */
export function speakerOf(
  shopId: Id,
  { customer, visitor }: { customer: string | undefined; visitor: string | undefined },
): SpeakerDocument {
  const digest = (kind: string, name: string) =>
    createHash('sha256').update(`speaker/${shopId}/${kind}/${name}`).digest('base64url').slice(0, 22);
  return {
    ...(customer !== undefined && { customer: digest('customer', customer) }),
    ...(visitor !== undefined && { visitor: digest('visitor', visitor) }),
  };
}

/**
 * Whether a conversation belongs to the speaker:
 *
 * - a customer's conversation belongs to that customer alone, who shows their token;
 * - a visitor's belongs to that visitor, who may sign in during it;
 * - one without a known speaker belongs to the first person who is known.
 *
 * `customerId` is the visitor document of the customer who speaks. A conversation that began as a guest's is
 * theirs if signing in, on any page, made that guest this customer.
 */
export function isTheirs(
  { speaker: held = {}, userId }: Pick<ConversationDocument, 'speaker' | 'userId'>,
  speaker: SpeakerDocument,
  customerId?: Id,
): boolean {
  if (held.customer !== undefined) return held.customer === speaker.customer;
  if (held.visitor === undefined || held.visitor === speaker.visitor) return true;
  return speaker.customer !== undefined && userId !== undefined && userId === customerId;
}

/** Like `isTheirs`, but a page that sends no visitor may read a guest's conversation if it knows its name. */
export function mayRead(
  conversation: Pick<ConversationDocument, 'speaker' | 'userId'>,
  reader: SpeakerDocument,
  customerId?: Id,
): boolean {
  const isUnnamed = reader.visitor === undefined && reader.customer === undefined;
  if (isUnnamed && conversation.speaker?.customer === undefined) return true;
  return isTheirs(conversation, reader, customerId);
}
