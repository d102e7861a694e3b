/** A signed token that is no longer, or never was, a statement of ours. HTTP turns it into a problem document. */
export class TokenRefused extends Error {
  override name = 'TokenRefused';

  constructor(
    readonly code: 'expired-token' | 'invalid-token',
    /** Safe to show to the caller. */
    readonly detail?: string,
    options?: ErrorOptions,
  ) {
    super(detail ?? code, options);
  }
}
