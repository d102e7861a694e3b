import type { Id, RecommendationRequestDocument } from '../../stores/port/documents.js';
import type { RecommendationLogRepository } from '../../stores/port/store.js';

type LoggedRequest = Omit<RecommendationRequestDocument, 'shopId'>;

/**
 * What was shown, written a second later and together: one commit a request would cost more than the answer does.
 * A process that is killed loses the last second of these statistics, never a sale.
 */
export interface RequestLog {
  add(shopId: Id, request: LoggedRequest): void;
  /** Writes what waits. Never throws: a lost line loses statistics. */
  flush(): Promise<void>;
}

const gatherMs = 1000;
/** Lines that wait while the store is slow or away; more are dropped. */
const maxWaiting = 20_000;
/** Lines of one write: as many as a commit takes without being felt by others. */
const maxAtOnce = 500;

export function createRequestLog({
  store,
  log,
}: {
  store: { recommendationLog: Pick<RecommendationLogRepository, 'appendRequests'> };
  log: { warn(details: object, message: string): void };
}): RequestLog {
  let waiting = new Map<Id, LoggedRequest[]>();
  let count = 0;
  let dropped = 0;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  async function write(shopId: Id, requests: LoggedRequest[]): Promise<void> {
    try {
      for (let start = 0; start < requests.length; start += maxAtOnce) {
        await store.recommendationLog.appendRequests(shopId, requests.slice(start, start + maxAtOnce));
      }
    } catch (error) {
      log.warn({ err: error, shopId, requests: requests.length }, 'recommendation requests not logged');
    }
  }

  /** One write at a time: what comes meanwhile waits for the next. */
  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(async () => {
      const taken = waiting;
      waiting = new Map();
      count = 0;
      if (dropped > 0) log.warn({ requests: dropped }, 'recommendation requests not logged: too many waited');
      dropped = 0;
      for (const [shopId, requests] of taken) await write(shopId, requests);
    });
    return writing;
  }

  return {
    add(shopId, request) {
      if (count >= maxWaiting) {
        dropped++;
        return;
      }
      count++;
      const own = waiting.get(shopId);
      if (own) own.push(request);
      else waiting.set(shopId, [request]);
      timer ??= setTimeout(() => void flush(), gatherMs).unref();
    },
    flush,
  };
}
