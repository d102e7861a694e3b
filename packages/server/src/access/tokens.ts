import { SignJWT, errors, jwtVerify, type JWTPayload } from 'jose';
import { TokenRefused } from './token-refused.js';
import type { SecretPurpose, Secrets } from './secrets.js';

/** Signed, short-lived statements of ours (JWT, HS256). A token of one purpose is worthless for another. */
export interface TokenSigner {
  sign(claims: JWTPayload, seconds: number): Promise<{ token: string; expiresAt: Date }>;
  /** Throws `TokenRefused`. */
  verify(token: string): Promise<JWTPayload>;
}

export function createTokenSigner(
  purpose: SecretPurpose,
  { secrets, clock }: { secrets: Secrets; clock: () => Date },
): TokenSigner {
  return {
    async sign(claims, seconds) {
      const { id, key } = secrets.signingKey(purpose);
      const issuedAt = Math.floor(clock().getTime() / 1000);
      const expiresAt = issuedAt + Math.ceil(seconds);
      const token = await new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', kid: id })
        .setAudience(purpose)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(key);
      return { token, expiresAt: new Date(expiresAt * 1000) };
    },
    async verify(token) {
      try {
        const { payload } = await jwtVerify(
          token,
          ({ kid }) => {
            const key = kid === undefined ? undefined : secrets.verificationKey(purpose, kid);
            if (!key) throw new errors.JWTInvalid('unknown key id');
            return key;
          },
          { algorithms: ['HS256'], audience: purpose, currentDate: clock(), requiredClaims: ['exp'] },
        );
        return payload;
      } catch (error) {
        if (error instanceof errors.JWTExpired) {
          throw new TokenRefused('expired-token', 'This token has expired.', { cause: error });
        }
        throw new TokenRefused('invalid-token', 'This token is not one of ours.', { cause: error });
      }
    },
  };
}
