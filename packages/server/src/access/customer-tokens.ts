import type { TokenResponse } from '@shelfwise/core/wire';
import { TokenRefused } from './token-refused.js';
import type { Secrets } from './secrets.js';
import { createTokenSigner } from './tokens.js';
import type { Id } from '../stores/port/documents.js';

export interface CustomerTokenService {
  /** At most 24 hours: the owner's server says "this browser is that customer". */
  mint(shopId: Id, customer: string, hours: number): Promise<TokenResponse>;
  /** The customer's key; null when the token is missing, expired, another shop's or made up. */
  verifyCustomerToken(shopId: Id, token: string | undefined): Promise<string | null>;
}

export function createCustomerTokenService(options: {
  secrets: Secrets;
  clock: () => Date;
}): CustomerTokenService {
  const signer = createTokenSigner('customer-token', options);
  return {
    async mint(shopId, customer, hours) {
      const { token, expiresAt } = await signer.sign(
        { shop: shopId, sub: customer },
        Math.min(hours, 24) * 3600,
      );
      return { token, expiresAt: expiresAt.toISOString() };
    },
    async verifyCustomerToken(shopId, token) {
      if (token === undefined) return null;
      try {
        const claims = await signer.verify(token);
        return claims.shop === shopId && typeof claims.sub === 'string' ? claims.sub : null;
      } catch (error) {
        // A page that kept a token too long goes on as an anonymous visitor; it must not lose its events.
        if (error instanceof TokenRefused) return null;
        throw error;
      }
    },
  };
}
