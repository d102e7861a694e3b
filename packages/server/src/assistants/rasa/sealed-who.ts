import { z } from 'zod';
import type { Secrets } from '../../http/secrets.js';
import type { ShopperContext } from '../assistant.js';

/**
 * Who writes, on its way through Rasa to our actions: the customer's token itself, not what it proves, and the address's
 * pseudonym. Encrypted, and worth something in its own conversation only: whoever reads Rasa's tracker learns nobody's
 * name and cannot speak as them.
 */
const who = z.object({
  conversation: z.string(),
  token: z.string().optional(),
  client: z.string().optional(),
});
type Who = Omit<z.infer<typeof who>, 'conversation'>;

export function sealWho(
  { shopId, conversationKey, customer, client, visitor }: ShopperContext,
  secrets: Pick<Secrets, 'seal'>,
): string | undefined {
  const token = customer === undefined ? undefined : visitor?.token;
  if (token === undefined && client === undefined) return undefined;
  return secrets.seal(shopId, JSON.stringify({ conversation: conversationKey, token, client }));
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
