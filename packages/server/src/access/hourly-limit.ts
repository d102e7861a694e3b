import { hash } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** So many an hour of something, for each who; counted in this process, and told to nobody. */
export interface HourlyLimit {
  /** Counts one; false when there were enough. */
  take(...who: string[]): Promise<boolean>;
  /** Takes back one `take`: what it was taken for turned out not to count. */
  giveBack(...who: string[]): Promise<void>;
}

/** Counters share this many places, which bounds the memory: two that meet in one merely stop a little sooner. */
const places = 65_536;

export function createHourlyLimit(points: number): HourlyLimit {
  const limiter = new RateLimiterMemory({ points, duration: 3600 });
  const placeOf = (who: string[]) =>
    String(Number.parseInt(hash('sha256', JSON.stringify(who), 'hex').slice(0, 8), 16) % places);
  return {
    async take(...who) {
      try {
        await limiter.consume(placeOf(who));
        return true;
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        return false;
      }
    },
    async giveBack(...who) {
      await limiter.reward(placeOf(who));
    },
  };
}
