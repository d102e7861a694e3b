import { hash } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Id } from '../../stores/documents.js';

/** Bounds guessing at orders, whatever conversation the guesses come in. Counted in this process. */
export interface AttemptLimit {
  /** Counts one guess; false when there were too many for this order or from this client. */
  take(shopId: Id, order: string, client: string | undefined): Promise<boolean>;
  /** The guess was right: it does not count. */
  giveBack(shopId: Id, order: string, client: string | undefined): Promise<void>;
}

const seconds = 3600;
/** Counters share this many places, which bounds the memory: two that meet in one merely stop a little sooner. */
const places = 65_536;

export function createAttemptLimit({ perOrder = 5, perClient = 20 } = {}): AttemptLimit {
  const orders = new RateLimiterMemory({ points: perOrder, duration: seconds });
  const clients = new RateLimiterMemory({ points: perClient, duration: seconds });
  const place = (...parts: string[]) =>
    String(Number.parseInt(hash('sha256', JSON.stringify(parts), 'hex').slice(0, 8), 16) % places);
  const counters = (shopId: Id, order: string, client: string | undefined) => [
    { limiter: orders, key: place(shopId, order) },
    ...(client === undefined ? [] : [{ limiter: clients, key: place(shopId, client) }]),
  ];
  return {
    async take(...who) {
      let isAllowed = true;
      for (const { limiter, key } of counters(...who)) {
        try {
          await limiter.consume(key);
        } catch (refusal) {
          if (!(refusal instanceof RateLimiterRes)) throw refusal;
          isAllowed = false;
        }
      }
      return isAllowed;
    },
    async giveBack(...who) {
      for (const { limiter, key } of counters(...who)) await limiter.reward(key);
    },
  };
}
