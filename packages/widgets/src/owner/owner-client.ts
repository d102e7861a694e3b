import { createApiClient, type ApiClient, type Query } from '../internal/api-client.js';
import { ApiProblem } from '../internal/api-problem.js';
import { SessionExpiredError, type EmbedSession } from './embed-session.js';

/** Generous, because a server that has just started is slow and an export reads the whole stock. */
const timeoutMs = 20_000;

/** The owner's routes of one server, called with the session's token. */
export interface OwnerClient {
  readonly server: string;
  get<Answer>(path: string, query?: Query, signal?: AbortSignal): Promise<Answer>;
  /** Resolves to `undefined` when the server responds with 204. */
  send<Answer = unknown>(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<Answer>;
  download(path: string): Promise<Blob>;
}

/**
 * Creates a client that renews a refused token once and repeats the call, because laptops sleep and clocks differ.
 * It throws `SessionExpiredError` when the owner must sign in again, and an `ApiProblem` for any other failure.
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
