/**
 * The name a conversation has at Rasa: our shop's id and the conversation's own unguessable key. The REST channel has no
 * authentication, so a sender that could be guessed would let anybody join; and Rasa's call to our actions carries
 * nothing else to find the shop by.
 */
export function toSenderId(shopId: string, conversationKey: string): string {
  return `${shopId}.${conversationKey}`;
}

export function parseSenderId(senderId: string): { shopId: string; conversationKey: string } | undefined {
  const match = /^([0-9a-f]{24})\.([\w-]{16,64})$/.exec(senderId);
  return match ? { shopId: match[1]!, conversationKey: match[2]! } : undefined;
}
