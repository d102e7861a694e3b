import { localStore as local } from '../internal/safe-storage.js';
import { visitorName } from './identity.js';
import type { PageContext, TrackedEvent } from '../internal/page-context.js';
import { randomUuid } from '../internal/random-name.js';
import { isTemporary } from './is-temporary.js';

/** Events leave together this long after the first of them. */
const gatherMs = 3000;
/** Requests that outlive their page share 64 KiB: 60,000 bytes pass in Chromium, 65,536 fail. */
const maxBytes = 51 * 1024;
const maxEvents = 100;
/** After so many failures in a row a batch is given up: most likely a blocker stands in between. */
const maxAttempts = 6;

type Stamped = TrackedEvent & { id: string; at: number };

export interface EventQueue {
  add(event: TrackedEvent): void;
  /** Sends what waits, as it stands under the visitor and consent of this moment. */
  flush(): void;
}

/**
 * Gathers events and sends them as `text/plain`, which needs no preflight; a leaving page sends by beacon. Every event
 * has a name of its own, so that a batch may arrive twice. `isReady` holds everything back until consent is known.
 */
export function createEventQueue(context: PageContext, isReady: () => boolean): EventQueue {
  let waiting: Stamped[] = [];
  let attempts = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const later = (delayMs: number) => {
    timer ??= setTimeout(() => {
      timer = undefined;
      flush();
    }, delayMs);
  };

  const bodyOf = (events: Stamped[]) => {
    const { key, visitor, token, consent, session } = context.state;
    // Sent with a customer's token the visitor's key is that customer's: the next page, or who signs out, gets another.
    if (token) local.remove(visitorName);
    return JSON.stringify({
      key,
      visitor: { key: visitor, token, consent },
      session,
      // Without its query, which may hold what a shopper typed.
      page: { url: (location.origin + location.pathname).slice(0, 2000) },
      events,
    });
  };

  /** The most events from the front of the queue that fit into one request. */
  const nextBatch = (): { events: Stamped[]; body: string } => {
    let events = waiting.slice(0, maxEvents);
    let body = bodyOf(events);
    while (events.length > 1 && new Blob([body]).size > maxBytes) {
      events = events.slice(0, events.length >> 1);
      body = bodyOf(events);
    }
    waiting = waiting.slice(events.length);
    return { events, body };
  };

  const address = () => `${context.state.server}/v1/events`;

  async function send({ events, body }: { events: Stamped[]; body: string }) {
    let isLost = true;
    try {
      const { status } = await fetch(address(), {
        method: 'POST',
        body,
        keepalive: true,
        credentials: 'omit',
        priority: 'low',
      });
      isLost = isTemporary(status);
    } catch {
      // No connection: as temporary as a server that is down.
    }
    attempts = isLost ? attempts + 1 : 0;
    if (isLost && attempts < maxAttempts) {
      waiting = [...events, ...waiting];
      later(gatherMs * 2 ** attempts * (0.5 + Math.random()));
    } else if (waiting.length > 0) later(gatherMs);
  }

  function flush() {
    if (!isReady()) return later(gatherMs);
    if (waiting.length > 0) void send(nextBatch());
  }

  /** The page goes: whatever the browser will not take stays, in case the page comes back. */
  function leave() {
    if (!isReady()) return;
    while (waiting.length > 0) {
      const { events, body } = nextBatch();
      if (!navigator.sendBeacon(address(), body)) {
        waiting = [...events, ...waiting];
        return;
      }
    }
  }
  addEventListener('pagehide', leave);
  addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') leave();
  });

  return {
    add(event) {
      waiting.push({ ...event, id: randomUuid(), at: Date.now() });
      later(gatherMs);
    },
    flush,
  };
}
