import { visitor as visitorClaim } from '@shelfwise/core/wire';
import { z } from 'zod';
import type { Secrets } from '../../access/secrets.js';
import type { Id } from '../../stores/port/documents.js';

/** What our actions learn of the shopper when an engine that is not ours calls them. */
const sealedShopper = z.object({
  /**
   * As the page sent it, because recommendations follow its consent. The token is included only if it proved
   * a customer.
   */
  visitor: visitorClaim.optional(),
  /** Pseudonym of the shopper's network address. */
  client: z.string().optional(),
});
export type SealedShopper = z.infer<typeof sealedShopper>;
const sealedForOne = sealedShopper.extend({ conversation: z.string() });

export interface SealedFor {
  shopId: Id;
  conversationKey: string;
}

/**
 * Encrypts the shopper for the way through an engine that is not ours, to be opened in the same conversation
 * only: a reader of the engine's records learns no names and cannot speak for the shopper. Undefined when
 * nothing is known of them.
 */
export function sealShopper(
  { shopId, conversationKey }: SealedFor,
  { visitor, client, customer }: SealedShopper & { customer?: string | undefined },
  secrets: Pick<Secrets, 'seal'>,
): string | undefined {
  if (visitor === undefined && client === undefined) return undefined;
  const claim = visitor && { ...visitor, token: customer === undefined ? undefined : visitor.token };
  return secrets.seal(shopId, JSON.stringify({ conversation: conversationKey, visitor: claim, client }));
}

/** Empty unless the shopper was sealed for this very conversation. */
export function openShopper(
  sealed: string | undefined,
  { shopId, conversationKey }: SealedFor,
  secrets: Pick<Secrets, 'open'>,
): SealedShopper {
  const text = sealed === undefined ? undefined : secrets.open(shopId, sealed);
  if (text === undefined) return {};
  const { conversation, ...shopper } = sealedForOne.parse(JSON.parse(text));
  return conversation === conversationKey ? shopper : {};
}
