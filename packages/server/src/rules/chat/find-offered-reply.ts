import type { ConversationEventDocument } from '../../stores/port/documents.js';

/** The quick reply with this payload that the assistant offered in these events, if it did. */
export function findOfferedReply(
  events: readonly ConversationEventDocument[],
  payload: string,
): { title: string; payload: string } | undefined {
  return events
    .flatMap((event) => (event.message?.type === 'quick-replies' ? event.message.replies : []))
    .findLast((reply) => reply.payload === payload);
}
