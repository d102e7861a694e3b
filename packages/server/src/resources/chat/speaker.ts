import { createHash } from 'node:crypto';
import type { ConversationDocument, Id, SpeakerDocument } from '../../stores/port/documents.js';

/** Digests of who speaks: what is needed to tell people apart, and no more. */
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
 * Whether a conversation is that person's, as far as the two tell who they are:
 * - a customer's is that customer's alone, by their token;
 * - a visitor's is that visitor's, who may sign in in the middle of it;
 * - one that nobody was named in is the first's who is.
 *
 * `customerId` is the visitor document of the customer who speaks: what a guest began is theirs where signing in made
 * that guest this customer, on whatever page.
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

/** The same for who only reads: a page that does not say who they are knows a guest's conversation by its name alone. */
export function mayRead(
  conversation: Pick<ConversationDocument, 'speaker' | 'userId'>,
  reader: SpeakerDocument,
  customerId?: Id,
): boolean {
  const isUnnamed = reader.visitor === undefined && reader.customer === undefined;
  if (isUnnamed && conversation.speaker?.customer === undefined) return true;
  return isTheirs(conversation, reader, customerId);
}
