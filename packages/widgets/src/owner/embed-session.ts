/** A short-lived `es_…` token for one signed-in person, as the owner's server returns it. */
export interface SessionGrant {
  token: string;
  /** RFC 3339. */
  expiresAt: string;
}

/** Resolves to `null` when the person is not signed in. */
export type FetchSession = () => Promise<SessionGrant | null>;

/** The person is not signed in, or no longer, and must sign in again. */
export class SessionExpiredError extends Error {
  override name = 'SessionExpiredError';
}

/** A token is renewed this long before it expires, so that it does not expire while a request is on its way. */
const renewBeforeMs = 60_000;

/**
 * Keeps the owner's token in memory, never in storage, and renews it before it expires. Callers that ask at the same
 * time share one renewal.
 */
export class EmbedSession {
  private grant: { token: string; endsAt: number } | undefined;
  private renewal: Promise<string> | undefined;

  constructor(
    private readonly fetchSession: FetchSession,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * Returns a token that is valid for at least another minute. Throws `SessionExpiredError` when the person must sign
   * in again.
   */
  async token(): Promise<string> {
    if (this.grant && this.grant.endsAt - this.now() > renewBeforeMs) return this.grant.token;
    this.renewal ??= this.renew().finally(() => (this.renewal = undefined));
    return this.renewal;
  }

  /** The server refused the token: the next call asks for a new one. */
  discard(): void {
    this.grant = undefined;
  }

  private async renew(): Promise<string> {
    const grant = await this.fetchSession();
    if (!grant) throw new SessionExpiredError('Nobody is signed in.');
    this.grant = { token: grant.token, endsAt: Date.parse(grant.expiresAt) };
    return grant.token;
  }
}

/** Fetches a session as most pages do: by `POST` to an address of the page's own server, with its own cookies. */
export function sessionFrom(url: string): FetchSession {
  return async () => {
    const response = await fetch(url, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { accept: 'application/json' },
    });
    if (response.status === 401 || response.status === 403) return null;
    if (!response.ok) throw new Error(`The session address answered ${response.status}.`);
    const grant: unknown = await response.json();
    if (!isGrant(grant)) throw new Error('The session address did not answer with { token, expiresAt }.');
    return grant;
  };
}

function isGrant(value: unknown): value is SessionGrant {
  const grant = value as Partial<SessionGrant> | null;
  return typeof grant?.token === 'string' && !Number.isNaN(Date.parse(grant.expiresAt ?? ''));
}
