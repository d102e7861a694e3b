import { hash, randomBytes } from 'node:crypto';
import type { BlockList } from 'node:net';
import type { Context } from 'koa';
import { clientNetwork } from '../network/client-address.js';

/** Names the address that asks by a word that means nothing outside this process, and nothing after it. */
export function createClientPseudonym(trustedProxies: BlockList): (ctx: Context) => string {
  const salt = randomBytes(16).toString('hex');
  return (ctx) => hash('sha256', salt + clientNetwork(ctx.req, trustedProxies), 'hex').slice(0, 24);
}
