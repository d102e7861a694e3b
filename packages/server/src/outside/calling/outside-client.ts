import axios, { type AxiosInstance } from 'axios';
import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleAll,
  type CircuitBreakerPolicy,
} from 'cockatiel';
import pRetry from 'p-retry';
import { isServerUrl } from '@shelfwise/core/wire';
import { isInternalLiteral, publicOnlyAgents } from './public-address.js';

/** No system that is not ours is waited for longer, in milliseconds, unless its client says otherwise. */
export const outsideTimeoutMs = 8_000;

/**
 * Failed calls in a row after which a server is left alone. One failure may be a slow moment and two a
 * restart; a third means that the next shopper would most likely wait for a time-out as well.
 */
export const failuresBeforePause = 3;

/** Milliseconds for which a failing server is left alone: about what the restart of a chat engine takes. */
export const pauseMs = 15_000;

/** Milliseconds before the one retry of a call that never reached the server. */
const reconnectAfterMs = 200;
/**
 * Errors that come before anything was sent, so that the call is safe to repeat even when it is not
 * idempotent.
 */
const notSent: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

export interface OutsideClientOptions {
  url: string;
  timeoutMs?: number;
  maxResponseBytes?: number;
  /**
   * The operator of this server named the address: it may lie in their own network. The word of a shop is not
   * enough, because a shop could make this server call its neighbors.
   */
  mayBeInternal?: boolean;
}

/** A call that gave no usable answer. The message says why, without anything of the address. */
export class CallFailed extends Error {
  override name = 'CallFailed';
  /** Machine-readable: `address`, `paused`, a code of axios or of the network, or the name of an error. */
  readonly reason: string;

  constructor(reason: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/**
 * Calls one system that is not ours. Every call checks the address, has one time limit for all of it and a
 * limit of bytes, and goes through a circuit breaker (M. Nygard, "Release It!", 2007): after
 * `failuresBeforePause` failures in a row all calls fail at once for `pauseMs`; then a single call tries, and
 * its outcome decides.
 */
export class OutsideClient {
  private readonly url: string;
  private readonly timeoutMs: number;
  private readonly mayBeInternal: boolean;
  private readonly http: AxiosInstance;
  private readonly breaker: CircuitBreakerPolicy;

  constructor({
    url,
    timeoutMs = outsideTimeoutMs,
    maxResponseBytes = 1024 * 1024,
    mayBeInternal = false,
  }: OutsideClientOptions) {
    this.url = url;
    this.timeoutMs = timeoutMs;
    this.mayBeInternal = mayBeInternal;
    this.http = axios.create({
      baseURL: url.replace(/\/+$/, ''),
      timeout: timeoutMs,
      maxContentLength: maxResponseBytes,
      maxRedirects: 0,
      proxy: false,
      ...(!mayBeInternal && publicOnlyAgents),
    });
    this.breaker = circuitBreaker(handleAll, {
      breaker: new ConsecutiveBreaker(failuresBeforePause),
      halfOpenAfter: pauseMs,
    });
  }

  /**
   * Sends JSON and reads the answer with `parse`; an answer that `parse` refuses is a failure. Throws
   * `CallFailed`.
   */
  async post<T>(path: string, body: unknown, parse: (data: unknown) => T): Promise<T> {
    this.checkAddress();
    // While one call tries, the others fail at once: they would only wait for its outcome.
    if (this.breaker.state === CircuitState.HalfOpen) throw paused();
    try {
      return await this.breaker.execute(async () => parse((await this.send(path, body)).data));
    } catch (error) {
      if (error instanceof BrokenCircuitError) throw paused();
      throw new CallFailed(reasonOf(error), 'The server does not answer as expected.', { cause: error });
    }
  }

  private checkAddress(): void {
    // A query or fragment would swallow the path that is called, and turn the call into another one.
    if (!isServerUrl(this.url)) throw new CallFailed('address', 'The address cannot be called.');
    if (!this.mayBeInternal && isInternalLiteral(this.url))
      throw new CallFailed('address', 'The address lies inside the network of this server.');
  }

  private send(path: string, body: unknown) {
    // Axios' own time limit begins anew with each byte; this one counts the whole call.
    const signal = AbortSignal.timeout(this.timeoutMs);
    return pRetry(() => this.http.post<unknown>(path, body, { signal }), {
      retries: 1,
      minTimeout: reconnectAfterMs,
      signal,
      shouldRetry: ({ error }) => axios.isAxiosError(error) && notSent.has(error.code ?? ''),
    });
  }
}

const paused = () =>
  new CallFailed('paused', 'The server failed several times and is left alone for a while.');

function reasonOf(error: unknown): string {
  if (axios.isAxiosError(error) && error.code !== undefined) return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
