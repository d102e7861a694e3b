import type { Id, RecommendationRequestDocument } from '../../stores/port/documents.js';
import type { RecommendationLogRepository } from '../../stores/port/store.js';

type LoggedRequest = Omit<RecommendationRequestDocument, 'shopId'>;

const gatherMs = 1000;
/** Requests that wait while the store is slow or away. More are dropped. */
const maxWaiting = 20_000;
/** Requests of one write: a commit of this size delays nobody noticeably. */
const maxAtOnce = 500;

export interface RequestLogOptions {
  store: { recommendationLog: Pick<RecommendationLogRepository, 'appendRequests'> };
  log: { warn(details: object, message: string): void };
}

/**
 * Logs which products were shown, gathered over a second: one commit per request would cost more than the
 * answer does. A process that is killed loses the last second of these statistics, and never a sale.
 */
export class RequestLog {
  private readonly store: RequestLogOptions['store'];
  private readonly log: RequestLogOptions['log'];
  private waiting = new Map<Id, LoggedRequest[]>();
  private count = 0;
  private dropped = 0;
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor({ store, log }: RequestLogOptions) {
    this.store = store;
    this.log = log;
  }

  add(shopId: Id, request: LoggedRequest): void {
    if (this.count >= maxWaiting) {
      this.dropped++;
      return;
    }
    this.count++;
    const own = this.waiting.get(shopId);
    if (own) own.push(request);
    else this.waiting.set(shopId, [request]);
    this.timer ??= setTimeout(() => void this.flush(), gatherMs).unref();
  }

  /**
   * Writes the waiting requests, one write at a time. Never throws, because a lost line loses only
   * statistics.
   */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing.then(async () => {
      const taken = this.waiting;
      this.waiting = new Map();
      this.count = 0;
      if (this.dropped > 0) {
        this.log.warn({ requests: this.dropped }, 'recommendation requests not logged: too many waited');
      }
      this.dropped = 0;
      for (const [shopId, requests] of taken) await this.write(shopId, requests);
    });
    return this.writing;
  }

  private async write(shopId: Id, requests: LoggedRequest[]): Promise<void> {
    try {
      for (let start = 0; start < requests.length; start += maxAtOnce) {
        await this.store.recommendationLog.appendRequests(shopId, requests.slice(start, start + maxAtOnce));
      }
    } catch (error) {
      this.log.warn({ err: error, shopId, requests: requests.length }, 'recommendation requests not logged');
    }
  }
}
