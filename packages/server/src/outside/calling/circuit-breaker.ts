/**
 * Stops asking a server that keeps failing (M. Nygard, "Release It!", 2007): after `threshold` failures in a row every
 * call is refused for `coolDownMs`; then one call is let through to try, and its outcome decides.
 *
 *     closed ──threshold failures──▶ open ──cool-down──▶ half-open ──success──▶ closed
 *                                     ▲                      └──failure──▶ open
 */
export interface CircuitBreaker {
  /** Whether a call may be made now; a half-open breaker says yes once. */
  allows(): boolean;
  succeeded(): void;
  failed(): void;
}

export function createCircuitBreaker({
  threshold,
  coolDownMs,
  clock,
}: {
  threshold: number;
  coolDownMs: number;
  clock: () => Date;
}): CircuitBreaker {
  let failures = 0;
  let retryAt = 0;
  return {
    allows() {
      if (failures < threshold) return true;
      const now = clock().getTime();
      if (now < retryAt) return false;
      retryAt = now + coolDownMs;
      return true;
    },
    succeeded() {
      failures = 0;
    },
    failed() {
      failures++;
      if (failures >= threshold) retryAt = clock().getTime() + coolDownMs;
    },
  };
}
