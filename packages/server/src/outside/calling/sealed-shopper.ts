import { visitor as visitorClaim } from '@shelfwise/core/wire';
import { z } from 'zod';
import type { Secrets } from '../../access/secrets.js';
import type { ShopperContext } from '../../assistants/assistant.js';

/**
 * Who writes, on its way through Rasa to our actions: the visitor as the page sent it (of a customer the token itself, not
 * what it proves), and the address's pseudonym. Encrypted, and worth something in its own conversation only: whoever reads Rasa's tracker learns nobody's
 * name and cannot speak as them.
 */
const who = z.object({
  conversation: z.string(),
  /** As the page sent it: recommendations judge it by its consent. The token only if it proved a customer. */
  visitor: visitorClaim.optional(),
  client: z.string().optional(),
});
type Who = Omit<z.infer<typeof who>, 'conversation'>;

export function sealWho(
  { shopId, conversationKey, customer, client, visitor }: ShopperContext,
  secrets: Pick<Secrets, 'seal'>,
): string | undefined {
  if (visitor === undefined && client === undefined) return undefined;
  const told = visitor && { ...visitor, token: customer === undefined ? undefined : visitor.token };
  return secrets.seal(shopId, JSON.stringify({ conversation: conversationKey, visitor: told, client }));
}

/** Nobody in particular, unless it was sealed for this very conversation. */
export function openWho(
  sealed: string | undefined,
  { shopId, conversationKey }: Pick<ShopperContext, 'shopId' | 'conversationKey'>,
  secrets: Pick<Secrets, 'open'>,
): Who {
  const text = sealed === undefined ? undefined : secrets.open(shopId, sealed);
  if (text === undefined) return {};
  const { conversation, ...told } = who.parse(JSON.parse(text));
  return conversation === conversationKey ? told : {};
}
