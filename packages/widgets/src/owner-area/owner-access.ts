import { ApiProblem } from '../internal/api-problem.js';
import { createApiClient } from '../internal/api-client.js';
import type { SessionGrant } from '../owner/embed-session.js';

/** The shop that is signed in, as the server's page needs to know it. */
export interface OwnShop {
  name: string;
  locale: string;
  publishableKey?: string;
}

/**
 * Signing in and out of the owner's area. The link's token is in the address's fragment, which browsers never send; it
 * is taken out of the address before anything else happens, and spent for a cookie that no script can read.
 */
export interface OwnerAccess {
  /** False when the link is used or too old; true also when the address holds no link. */
  redeemLink(): Promise<boolean>;
  /** Null when nobody is signed in. */
  fetchSession(): Promise<SessionGrant | null>;
  signOut(): Promise<void>;
  /** Known after the first session. */
  readonly shop: OwnShop | undefined;
}

export function createOwnerAccess(): OwnerAccess {
  // The cookie is for this origin alone, so it travels although our client leaves cookies out elsewhere.
  const api = createApiClient({ server: () => '', credentials: 'same-origin' });
  let shop: OwnShop | undefined;
  return {
    get shop() {
      return shop;
    },
    async redeemLink() {
      const token = location.hash.slice(1);
      if (!location.pathname.endsWith('/sign-in') || token === '' || token.startsWith('/')) return true;
      history.replaceState(null, '', location.pathname.replace(/\/sign-in$/, ''));
      try {
        await api.send('POST', '/owner/session', { token });
        return true;
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 401) return false;
        throw error;
      }
    },
    async fetchSession() {
      try {
        const { shop: own, ...grant } = await api.post<SessionGrant & { shop: OwnShop }>(
          '/owner/embed-session',
          {},
        );
        shop = own;
        return grant;
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 401) return null;
        throw error;
      }
    },
    async signOut() {
      await api.send('DELETE', '/owner/session');
    },
  };
}
