import { createApiClient, type ApiClient, type Query } from '../internal/api-client.js';
import { ApiProblem } from '../internal/api-problem.js';
import { SessionExpiredError, type EmbedSession } from './embed-session.js';

/** A first answer may wait for a server that has just started; an export walks through the whole stock. */
const timeoutMs = 20_000;

/** The owner's routes of one server, called with the session's token. */
export interface OwnerClient {
  readonly server: string;
  get<Answer>(path: string, query?: Query, signal?: AbortSignal): Promise<Answer>;
  /** Answers with nothing when the server says 204. */
  send<Answer = unknown>(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<Answer>;
  download(path: string): Promise<Blob>;
}

/**
 * A token that the server refuses is renewed once and the call repeated: laptops sleep, and clocks differ. Throws
 * `SessionExpiredError` when only signing in again helps, an `ApiProblem` for everything else.
 */
export function createOwnerClient(server: string, session: EmbedSession): OwnerClient {
  const api: ApiClient = createApiClient({ server: () => server, bearer: () => session.token(), timeoutMs });

  async function withFreshToken<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    try {
      return await call();
    } catch (error) {
      if (!isRefusedToken(error)) throw error;
      session.discard();
    }
    try {
      return await call();
    } catch (error) {
      if (isRefusedToken(error)) throw new SessionExpiredError(error.message, { cause: error });
      throw error;
    }
  }

  return {
    server,
    get: (path, query, signal) => withFreshToken(() => api.get(path, query, { signal })),
    send: async <Answer>(method: string, path: string, body?: unknown) => {
      const response = await withFreshToken(() => api.send(method, path, body));
      return (response.status === 204 ? undefined : await response.json()) as Answer;
    },
    download: async (path) => (await withFreshToken(() => api.send('GET', path))).blob(),
  };
}

function isRefusedToken(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem && error.status === 401;
}
