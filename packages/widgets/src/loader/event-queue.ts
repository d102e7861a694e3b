import { localStore as local } from '../internal/safe-storage.js';
import { visitorName } from './identity.js';
import type { PageContext, PageState, TrackedEvent } from '../internal/page-context.js';
import { randomUuid } from '../internal/random-name.js';
import { isTemporary } from './is-temporary.js';

/** Time from the first event of a batch to its request. */
const gatherMs = 3000;
/** All requests that outlive their page share 64 KiB. Chromium accepts 60,000 bytes and refuses 65,536. */
const maxBytes = 51 * 1024;
const maxEvents = 100;
/** Limits of what is kept while the server cannot be reached: waiting events, and batches. */
const maxWaiting = 1000;
const maxBatches = 30;
/** After this many failures in a row a batch is dropped. The likely cause is a content blocker. */
const maxAttempts = 6;

type Stamped = TrackedEvent & { id: string; at: number };

export interface EventQueue {
  add(event: TrackedEvent): void;
  /** Sends the waiting events with the current visitor and consent. A repeated attempt keeps both. */
  flush(): void;
  /** Schedules a request. It is called when `isReady` becomes true. */
  later(): void;
}

/** Takes as many events from the start of `waiting` as fit into one request, and returns its body. */
function takeBatch(waiting: Stamped[], { key, visitor, token, consent, session }: PageState): string {
  // A visitor's key that was sent with a customer's token is that customer's, so the next page gets another.
  if (token) local.remove(visitorName);
  let count = 2 * maxEvents;
  let body;
  do {
    count >>= 1;
    body = JSON.stringify({
      key,
      visitor: { key: visitor, token, consent },
      session,
      // Without the query, which may hold what a shopper typed.
      page: { url: (location.origin + location.pathname).slice(0, 2000) },
      events: waiting.slice(0, count),
    });
  } while (count > 1 && new Blob([body]).size > maxBytes);
  waiting.splice(0, count);
  return body;
}

/**
 * Collects events and sends them as `text/plain`, which needs no preflight request. When the page is left
 * they are sent by beacon. Every event has an id, so a batch may safely arrive twice. Nothing is sent until
 * `isReady` returns true, which means that the visitor's consent is known.
 */
export function createEventQueue(context: PageContext, isReady: () => boolean): EventQueue {
  const waiting: Stamped[] = [];
  /**
   * Bodies of requests. A body keeps the visitor and consent of the moment it was packed, because the next
   * visitor is another person.
   */
  let batches: string[] = [];
  let attempts = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const later = (delayMs = gatherMs) => {
    timer ??= setTimeout(() => {
      timer = undefined;
      flush();
    }, delayMs);
  };

  /**
   * Packs the waiting events into batches. Batches whose visitor has withdrawn consent to analytics are
   * dropped.
   */
  const pack = () => {
    batches = batches
      .filter((body) => context.state.consent.analytics || !body.includes('"analytics":true'))
      .slice(-maxBatches);
    while (waiting[0]) batches.push(takeBatch(waiting, context.state));
  };

  const address = () => `${context.state.server}/v1/events`;

  async function send(body: string) {
    const isLost = await fetch(address(), {
      method: 'POST',
      body,
      keepalive: true,
      credentials: 'omit',
      priority: 'low',
    }).then(
      ({ status }) => isTemporary(status),
      // There is no connection. That is as temporary as a server error.
      () => true,
    );
    if (isLost && ++attempts < maxAttempts) {
      batches.unshift(body);
      later(gatherMs * 2 ** attempts * (0.5 + Math.random()));
    } else {
      attempts = 0;
      // Sends the events that were added in the meantime.
      later();
    }
  }

  function flush() {
    if (!isReady()) return;
    pack();
    const body = batches.shift();
    if (body) void send(body);
  }

  /**
   * Runs when the page is left. Batches that the browser refuses are kept, in case the page is shown again.
   */
  function leave() {
    if (!isReady()) return;
    pack();
    while (batches[0] && navigator.sendBeacon(address(), batches[0])) batches.shift();
  }
  addEventListener('pagehide', leave);
  addEventListener('visibilitychange', () => document.hidden && leave());

  return {
    add(event) {
      if (waiting.length < maxWaiting) waiting.push({ ...event, id: randomUuid(), at: Date.now() });
      later();
    },
    flush,
    later,
  };
}
