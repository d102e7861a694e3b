import type { Consent, PageEvent, PageSettings } from '@shelfwise/core/wire';
import { consentTo } from './consent.js';

/**
 * What all our code on one page knows together: the loader writes it, the elements read it and follow its changes.
 * The loader is a classic script and the elements are modules, so the one instance hangs on the document, under a
 * name of its own; whoever comes first makes it.
 */
export interface PageState {
  /** Origin of the server, without a slash at the end. Empty until the loader has run. */
  server: string;
  /** Publishable key. */
  key: string;
  settings: PageSettings | undefined;
  consent: Consent;
  /** The visitor's key; only after consent to analytics. */
  visitor: string | undefined;
  /** This visit's random name; kept over page changes only after consent to analytics. */
  session: string | undefined;
  /** Customer token of the shop's server. */
  token: string | undefined;
  /** The product this page is about. */
  product: string | undefined;
  cart: string[];
  /** Products seen in this visit, oldest first; empty without consent to personalization. */
  recent: string[];
  /** True once the page has been searched for its product, so that "no product" means that there is none. */
  detected: boolean;
}

/** A page event before the loader gives it its name and time. */
export type TrackedEvent = PageEvent extends infer Event
  ? Event extends PageEvent
    ? Omit<Event, 'id' | 'at'>
    : never
  : never;

export interface PageContext {
  readonly state: Readonly<PageState>;
  /** Answers that the loader asked for ahead, by address; taken by the row that would ask for the same. */
  readonly answers: Record<string, Promise<Response | undefined> | undefined>;
  /** Changes the state; listeners hear of it once, and only if something is different. */
  update(change: Partial<PageState>): void;
  subscribe(listener: (changed: ReadonlySet<keyof PageState>) => void): () => void;
  /** Hands an event to the loader; kept until the loader has come. */
  track(event: TrackedEvent): void;
  /** Called by the loader: takes what was tracked before, and everything from now on. */
  onTrack(sink: (event: TrackedEvent) => void): void;
}

type Unknown = 'settings' | 'visitor' | 'session' | 'token' | 'product';

export function createPageContext(): PageContext {
  // What is not known yet is left out: the loader is counted in bytes.
  let state = {
    server: '',
    key: '',
    consent: consentTo(false),
    cart: [],
    recent: [],
    detected: false,
  } as Omit<PageState, Unknown> as PageState;
  const listeners = new Set<(changed: ReadonlySet<keyof PageState>) => void>();
  const waiting: TrackedEvent[] = [];
  // Few at most: without a loader there is no key, and without a key no element shows anything to track.
  let sink: (event: TrackedEvent) => void = (event) => waiting.push(event);
  return {
    get state() {
      return state;
    },
    answers: {},
    update(change) {
      const changed = new Set<keyof PageState>();
      for (const name of Object.keys(change) as (keyof PageState)[]) {
        if (JSON.stringify(change[name]) !== JSON.stringify(state[name])) changed.add(name);
      }
      if (changed.size > 0) {
        state = { ...state, ...change };
        [...listeners].forEach((listener) => listener(changed));
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    track: (event) => sink(event),
    onTrack(next) {
      sink = next;
      waiting.splice(0).forEach(next);
    },
  };
}

const name = Symbol.for('shelfwise.page');
type Holder = Record<symbol, PageContext | undefined>;

/** The context of this page. */
export function pageContext(): PageContext {
  return ((document as unknown as Holder)[name] ??= createPageContext());
}
