import { randomUUID } from 'node:crypto';
import { scope, type Scope, type TokenResponse } from '@shelfwise/core/wire';
import { TokenRefused } from './token-refused.js';
import type { Secrets } from './secrets.js';
import { createTokenSigner } from './tokens.js';
import type { EmbedClaims, Id } from '../stores/port/documents.js';
import type { LeaseRepository } from '../stores/port/store.js';

export interface EmbedSessionService {
  /** `es_…` for `<stock-dashboard>` and the owner's area: at most 30 minutes, held in memory by the page. */
  mint(session: EmbedClaims & { minutes: number }): Promise<TokenResponse>;
  /** Throws `TokenRefused` for a token that is expired or not ours. */
  verify(token: string): Promise<EmbedClaims>;
  /** An address that signs the owner in, once, within `hours`. The token stands in the fragment: it reaches no log. */
  createSignInLink(shopId: Id, hours?: number, epoch?: number): Promise<{ url: string; expiresAt: Date }>;
  /** Spends the token of a sign-in link: the second caller gets a `TokenRefused`. */
  redeemSignIn(token: string): Promise<{ shopId: Id; epoch: number }>;
  /** The owner's area's cookie: says who is signed in and since which epoch of the shop, and nothing else. */
  createOwnerSession(shopId: Id, epoch?: number): Promise<{ token: string; expiresAt: Date }>;
  /** Whether the session has been ended since is for the caller to see: by comparing `epoch` with the shop's. */
  verifyOwnerSession(token: string): Promise<{ shopId: Id; epoch: number }>;
}

const prefix = 'es_';
const ownerSessionHours = 12;

export function createEmbedSessionService({
  secrets,
  clock,
  leases,
  publicUrl,
}: {
  secrets: Secrets;
  clock: () => Date;
  leases: Pick<LeaseRepository, 'acquire'>;
  publicUrl: string;
}): EmbedSessionService {
  const sessions = createTokenSigner('embed-session', { secrets, clock });
  const signIns = createTokenSigner('sign-in', { secrets, clock });
  const ownerSessions = createTokenSigner('owner-session', { secrets, clock });
  const signInHours = 24;

  return {
    async mint({ shopId, subject, scopes, keyId, epoch, minutes }) {
      const { token, expiresAt } = await sessions.sign(
        { shop: shopId, sub: subject, scopes, key: keyId, ...(epoch !== undefined && { epoch }) },
        Math.min(minutes, 30) * 60,
      );
      return { token: prefix + token, expiresAt: expiresAt.toISOString() };
    },
    async verify(token) {
      if (!token.startsWith(prefix)) throw new TokenRefused('invalid-token');
      const claims = await sessions.verify(token.slice(prefix.length));
      return {
        shopId: claims.shop as Id,
        subject: claims.sub!,
        // A scope that this version does not know opens nothing.
        scopes: (claims.scopes as string[]).filter((name): name is Scope => scope.safeParse(name).success),
        keyId: claims.key as Id,
        ...(typeof claims.epoch === 'number' && { epoch: claims.epoch }),
      };
    },
    async createSignInLink(shopId, hours = signInHours, epoch = 0) {
      const { token, expiresAt } = await signIns.sign(
        { shop: shopId, jti: randomUUID(), epoch },
        hours * 3600,
      );
      return { url: `${publicUrl}/owner/sign-in#${token}`, expiresAt };
    },
    async redeemSignIn(token) {
      const claims = await signIns.verify(token);
      const now = clock();
      // A lease is taken by one caller only, over all processes; it outlasts the token and is never given back.
      const leaseMs = claims.exp! * 1000 - now.getTime() + 60_000;
      const lease = await leases.acquire(`sign-in/${claims.jti!}`, randomUUID(), leaseMs, now);
      if (!lease) throw new TokenRefused('invalid-token', 'This sign-in link was used already.');
      return { shopId: claims.shop as Id, epoch: Number(claims.epoch ?? 0) };
    },
    createOwnerSession: (shopId, epoch = 0) =>
      ownerSessions.sign({ shop: shopId, epoch }, ownerSessionHours * 3600),
    async verifyOwnerSession(token) {
      const claims = await ownerSessions.verify(token);
      return { shopId: claims.shop as Id, epoch: Number(claims.epoch ?? 0) };
    },
  };
}
