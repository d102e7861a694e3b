import type { ProblemDocument } from '@shelfwise/core/wire';
import { ApiProblem } from './api-problem.js';

export interface ApiClientOptions {
  /**
   * Origin of the server, without a trailing slash. It is read at each call, because the loader may run
   * later.
   */
  server: () => string;
  /**
   * Bearer token of an owner's session. A page's publishable key is sent in the query or the body instead.
   */
  bearer?: () => Promise<string>;
  /** Whether cookies are sent. Only the routes of the owner's area need them. @default 'omit' */
  credentials?: RequestCredentials;
  /** Time in milliseconds until the response must have begun. @default 10_000 */
  timeoutMs?: number;
}

export interface RequestOptions {
  signal?: AbortSignal | undefined;
  headers?: Record<string, string>;
}

/** Query parameters. Undefined values are left out. */
export type Query = Record<string, string | number | boolean | undefined>;

/** The HTTP client of the elements. Every call returns a body or throws an `ApiProblem`. */
export interface ApiClient {
  get<Answer>(path: string, query?: Query, options?: RequestOptions): Promise<Answer>;
  /** Without a bearer token the body is sent as `text/plain`, which needs no preflight request. */
  post<Answer>(path: string, body: unknown, options?: RequestOptions): Promise<Answer>;
  patch<Answer>(path: string, body: unknown, options?: RequestOptions): Promise<Answer>;
  /** The successful response itself, for streams and files. */
  send(method: string, path: string, body?: unknown, options?: RequestOptions): Promise<Response>;
}

export function createApiClient({
  server,
  bearer,
  credentials = 'omit',
  timeoutMs = 10_000,
}: ApiClientOptions): ApiClient {
  async function send(method: string, path: string, body?: unknown, options: RequestOptions = {}) {
    const headers = new Headers(options.headers);
    if (body !== undefined) headers.set('content-type', bearer ? 'application/json' : 'text/plain');
    if (bearer) headers.set('authorization', `Bearer ${await bearer()}`);
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), timeoutMs);
    const cancel = () => late.abort();
    options.signal?.addEventListener('abort', cancel);
    if (options.signal?.aborted) cancel();
    try {
      const response = await fetch(server() + path, {
        method,
        headers,
        signal: late.signal,
        credentials,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw await problemOf(response);
      return response;
    } catch (cause) {
      if (cause instanceof ApiProblem) throw cause;
      if (options.signal?.aborted) throw new ApiProblem('aborted', 0, 'no longer needed', { cause });
      const code = late.signal.aborted ? 'timeout' : 'network';
      throw new ApiProblem(code, 0, `no answer from ${server() || 'the server'}`, { cause });
    } finally {
      // The signal stays connected to the body, so that a stream can still be cancelled.
      clearTimeout(timer);
    }
  }
  async function json<Answer>(...request: Parameters<typeof send>): Promise<Answer> {
    const response = await send(...request);
    try {
      return (await response.json()) as Answer;
    } catch (cause) {
      throw new ApiProblem('network', 0, 'the answer could not be read', { cause });
    }
  }
  return {
    get: (path, query = {}, options) => json('GET', path + queryString(query), undefined, options),
    post: (path, body, options) => json('POST', path, body, options),
    patch: (path, body, options) => json('PATCH', path, body, options),
    send,
  };
}

export function queryString(query: Query): string {
  const known = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return known.length > 0
    ? `?${new URLSearchParams(known.map(([name, value]) => [name, String(value)])).toString()}`
    : '';
}

async function problemOf(response: Response): Promise<ApiProblem> {
  let problem: Partial<ProblemDocument> = {};
  try {
    problem = (await response.json()) as ProblemDocument;
  } catch {
    // The body is not a problem document; it may be a proxy's page. The status is enough.
  }
  return new ApiProblem(
    problem.code ?? 'unknown',
    response.status,
    problem.detail ?? problem.title ?? `HTTP ${response.status}`,
    undefined,
    problem.errors,
  );
}
