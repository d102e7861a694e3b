import type { Context } from 'koa';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Problem } from './problem.js';

/** Answers the limit's state as headers and refuses with 429 and `Retry-After` when it is used up. */
export interface RateLimit {
  take(ctx: Context, who: string): Promise<void>;
  /** Takes back one `take`: what it was taken for turned out not to count. */
  giveBack(who: string): Promise<void>;
}

/**
 * `perMinute` requests in any minute that begins with the first of them, counted in this process. Headers as in the
 * IETF draft "RateLimit header fields for HTTP": `RateLimit-Policy: "page";q=1200;w=60`, `RateLimit: "page";r=7;t=12`.
 * 0 switches it off.
 */
export function createRateLimit(name: string, perMinute: number): RateLimit {
  if (perMinute === 0) return { take: async () => undefined, giveBack: async () => undefined };
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  const policy = `"${name}";q=${perMinute};w=60`;
  const answer = (ctx: Context, state: RateLimiterRes) => {
    ctx.set('RateLimit-Policy', policy);
    ctx.set('RateLimit', `"${name}";r=${state.remainingPoints};t=${Math.ceil(state.msBeforeNext / 1000)}`);
  };
  return {
    async take(ctx, who) {
      try {
        answer(ctx, await limiter.consume(who));
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        answer(ctx, refusal);
        const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
        ctx.set('Retry-After', String(seconds));
        throw new Problem('too-many-requests', `Try again in ${seconds} s.`);
      }
    },
    async giveBack(who) {
      await limiter.reward(who);
    },
  };
}
