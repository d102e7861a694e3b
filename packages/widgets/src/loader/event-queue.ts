import { localStore as local } from '../internal/safe-storage.js';
import { visitorName } from './identity.js';
import type { PageContext, PageState, TrackedEvent } from '../internal/page-context.js';
import { randomUuid } from '../internal/random-name.js';
import { isTemporary } from './is-temporary.js';

/** Events leave together this long after the first of them. */
const gatherMs = 3000;
/** Requests that outlive their page share 64 KiB: 60,000 bytes pass in Chromium, 65,536 fail. */
const maxBytes = 51 * 1024;
const maxEvents = 100;
/** Where nobody takes them, more than this is not kept: of events that wait, and of requests made of them. */
const maxWaiting = 1000;
const maxBatches = 30;
/** After so many failures in a row a batch is given up: most likely a blocker stands in between. */
const maxAttempts = 6;

type Stamped = TrackedEvent & { id: string; at: number };

export interface EventQueue {
  add(event: TrackedEvent): void;
  /** Sends what waits, under the visitor and consent of this moment, whoever is there when it is sent again. */
  flush(): void;
  /** Sends what waits once it is gathered: called when `isReady` has become true. */
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
 * Gathers events and sends them as `text/plain`, which needs no preflight; a leaving page sends by beacon. Every event
 * has a name of its own, so that a batch may arrive twice. `isReady` holds everything back until consent is known.
 */
export function createEventQueue(context: PageContext, isReady: () => boolean): EventQueue {
  const waiting: Stamped[] = [];
  /** What goes out as it was when it was packed: who comes next is not who did it. */
  let batches: string[] = [];
  let attempts = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const later = (delayMs = gatherMs) => {
    timer ??= setTimeout(() => {
      timer = undefined;
      flush();
    }, delayMs);
  };

  /** Makes requests of what waits. Those whose visitor has withdrawn consent to analytics are dropped. */
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
      // No connection: as temporary as a server that is down.
      () => true,
    );
    if (isLost && ++attempts < maxAttempts) {
      batches.unshift(body);
      later(gatherMs * 2 ** attempts * (0.5 + Math.random()));
    } else {
      attempts = 0;
      // For what came meanwhile, if anything did.
      later();
    }
  }

  function flush() {
    if (!isReady()) return;
    pack();
    const body = batches.shift();
    if (body) void send(body);
  }

  /** The page goes: whatever the browser will not take stays, in case the page comes back. */
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
